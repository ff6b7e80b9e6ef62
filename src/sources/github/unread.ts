/** The answer of a source that has no credentials. */
import { catalogue } from '../../errors.ts';
import type { Answer } from '../../model/source.ts';

export function unread(sourceId: string): Answer<never> {
  const error = { code: 'GITHUB_NO_TOKEN', message: catalogue.GITHUB_NO_TOKEN.title };
  return { value: null, reading: { sourceId, state: 'UNREAD', fetchedAt: null, error, version: 'unread' } };
}
