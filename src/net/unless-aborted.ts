/**
 * The outcome of a piece of work, or the signal's reason as soon as it is aborted. What the work does after that is
 * nobody's concern: a late rejection is swallowed, a late result is handed to `discard`.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, discard?: (late: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work
      .then((result) => {
        if (signal.aborted) discard?.(result);
        resolve(result);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
