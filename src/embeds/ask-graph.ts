/** The gateway, as a browser reaches it; and the last good answers, which outlive it. */

export interface Question {
  readonly document: string;
  readonly variables: object;
}

export interface KeptAnswer<T> {
  readonly data: T;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

const TIMEOUT_MS = 15_000;

/**
 * @param gateway origin and base path, without a slash at the end
 * @throws {Error} whose message may be shown, where the gateway does not answer with data
 */
export async function askGraph<T>(gateway: string, question: Question, signal: AbortSignal): Promise<T> {
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: question.document, variables: question.variables }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const { data, errors } = (await response.json()) as { data?: T | null; errors?: readonly { message: string }[] };
  const [error] = errors ?? [];
  if (data === null || data === undefined)
    throw new Error(error?.message ?? `The gateway answered ${response.status}.`);
  return data;
}

/** @returns the last good answer to the question; null where there is none or the browser keeps nothing. */
export function recall<T>(gateway: string, question: Question): KeptAnswer<T> | null {
  try {
    const kept = localStorage.getItem(toKey(gateway, question));
    return kept === null ? null : (JSON.parse(kept) as KeptAnswer<T>);
  } catch {
    // Storage is forbidden here, or holds what is not ours.
    return null;
  }
}

export function remember<T>(gateway: string, question: Question, answer: KeptAnswer<T>): void {
  try {
    localStorage.setItem(toKey(gateway, question), JSON.stringify(answer));
  } catch {
    // Full or forbidden: the element works without it.
  }
}

function toKey(gateway: string, { document, variables }: Question): string {
  return `community-graph ${gateway} ${JSON.stringify(variables)} ${document}`;
}
