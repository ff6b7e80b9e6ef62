import { SourceError } from '../errors.ts';
import { toSourceError } from './network-error.ts';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Why the signal is aborted. */
  reason(): SourceError;
  /** To be called once the body was read or given up, so that no timer and no listener stays. */
  end(): void;
}

/** A signal that is aborted at the end of the total time, or with the caller's own signal. */
export function startDeadline(host: string, totalTimeoutMs: number, outer: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new SourceError('UPSTREAM_TIMEOUT', `${host} did not answer in time.`));
  const cancel = (): void => controller.abort(outer?.reason);
  const timer = setTimeout(expire, totalTimeoutMs).unref();
  if (outer?.aborted === true) cancel();
  outer?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    reason: () => toSourceError(controller.signal.reason, host),
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', cancel);
    },
  };
}
