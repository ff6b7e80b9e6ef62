/** The kinds of groups by the words that files and groups are called by. */
import type { GroupKind } from '../../../model/group.ts';

export interface KindWord {
  readonly kind: GroupKind;
  readonly label: string;
}

/** The longer words first: a `technical advisory group` is no `group`. */
const WORDS: readonly (readonly [RegExp, KindWord])[] = [
  [/\b(?:sigs?|special[ -]interest[ -]groups?)\b/u, { kind: 'SPECIAL_INTEREST_GROUP', label: 'SIG' }],
  [/\b(?:wgs?|work(?:ing)?[ -]?groups?)\b/u, { kind: 'WORKING_GROUP', label: 'WG' }],
  [/\b(?:tags?|(?:technical )?advisory groups?)\b/u, { kind: 'ADVISORY_GROUP', label: 'TAG' }],
  [/\b(?:ugs?|user ?groups?|chapters?)\b/u, { kind: 'USER_GROUP', label: 'User Group' }],
  [/\b(?:committees?|councils?|boards?)\b/u, { kind: 'COMMITTEE', label: 'Committee' }],
  [/\b(?:sub-?projects?)\b/u, { kind: 'SUBPROJECT', label: 'Subproject' }],
  [/\b(?:teams?|guilds?|squads?|tribes?|projects?)\b/u, { kind: 'TEAM', label: 'Team' }],
];

/** @param words name of a group, a list or a file: `sigs`, `archived-sigs`, `Docs WG` */
export function groupKindOf(words: string): KindWord | null {
  const text = words
    .replaceAll(/[_-]+/gu, ' ')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase();
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
