/** The kinds of groups by the names of groups, lists and files. */
import { type KindWord, kindOf } from '../cncf-page/words.ts';

/** Words that pages use of much else. */
const OTHER_WORDS: readonly (readonly [RegExp, KindWord])[] = [
  [/\badvisory groups?\b/u, { kind: 'ADVISORY_GROUP', label: 'Advisory Group' }],
  [/\b(?:councils?|boards?)\b/u, { kind: 'COMMITTEE', label: 'Committee' }],
  [/\b(?:user ?groups|ugs?|chapters?)\b/u, { kind: 'USER_GROUP', label: 'UG' }],
  [/\b(?:teams?|guilds?|squads?|tribes?|projects?)\b/u, { kind: 'TEAM', label: 'Team' }],
];

/** @param words `sigs`, `archived-sigs`, `workingGroups`, `Docs WG`; null where they name no kind */
export function groupKindOf(words: string): KindWord | null {
  const text = words
    .replaceAll(/[_-]+/gu, ' ')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase();
  return kindOf(text) ?? OTHER_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
