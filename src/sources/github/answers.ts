/** Answers that may be there at once or come later. */
import { catalogue } from '../../errors.ts';
import type { Answer, MaybePromise } from '../../model/source.ts';

/** @returns the answer of a source that has no credentials. */
export function unread(sourceId: string): Answer<never> {
  const error = { code: 'GITHUB_NO_TOKEN', message: catalogue.GITHUB_NO_TOKEN.title } as const;
  return { value: null, reading: { sourceId, state: 'UNREAD', fetchedAt: null, error, version: 'unread' } };
}

/** @returns the answer as `map` makes it, at once where it is there at once. */
export function mapAnswer<T, U>(
  answer: MaybePromise<Answer<T>>,
  map: (answer: Answer<T>) => Answer<U>,
): MaybePromise<Answer<U>> {
  return answer instanceof Promise ? answer.then(map) : map(answer);
}

/** @returns the answers by key, at once where all are there at once. */
export function collectAnswers<T>(
  answers: readonly (readonly [key: string, answer: MaybePromise<Answer<T>>])[],
): MaybePromise<ReadonlyMap<string, Answer<T>>> {
  const settled = new Map<string, Answer<T>>();
  for (const [key, answer] of answers) if (!(answer instanceof Promise)) settled.set(key, answer);
  if (settled.size === new Set(answers.map(([key]) => key)).size) return settled;
  return Promise.all(answers.map(async ([key, answer]) => [key, await answer] as const)).then(
    (entries) => new Map(entries),
  );
}
