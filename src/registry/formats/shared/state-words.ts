/** The state of a group in the words that files use. */
import { LocatedScalar } from '../../document/located.ts';
import { normalizeKey } from '../../native/nearest.ts';
import type { Problems } from '../../problems.ts';

const STATES: ReadonlyMap<string, string> = new Map([
  ...['active', 'approved', 'graduated', 'incubating'].map((word) => [word, 'ACTIVE'] as const),
  ...['forming', 'proposed', 'new', 'draft', 'pending'].map((word) => [word, 'PROPOSED'] as const),
  ...['paused', 'inactive', 'dormant', 'hibernating', 'suspended'].map((word) => [word, 'PAUSED'] as const),
  ...['archived', 'retired', 'complete', 'completed', 'closed', 'disbanded', 'dissolved', 'inactivated'].map(
    (word) => [word, 'ARCHIVED'] as const,
  ),
]);

/** @returns the state of the native form; undefined where there is none, or, with a note, where the word says nothing of it */
export function stateOf(text: LocatedScalar | undefined, problems: Problems): LocatedScalar | undefined {
  if (text === undefined) return undefined;
  const state = STATES.get(normalizeKey(text.source));
  if (state === undefined) {
    problems.add(
      'REGISTRY_UNKNOWN_KEY',
      text.spot,
      `The status "${text.source}" says nothing here; it is not served.`,
      {
        level: 'NOTE',
        hint: 'Nothing to do for a group that is active.',
      },
    );
    return undefined;
  }
  return new LocatedScalar(text.spot, state);
}
