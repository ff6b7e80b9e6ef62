/** Finds the group that a person meant when writing its name in an issue form. */
import { distance } from 'fastest-levenshtein';
import type { GroupRecord } from '../../model/group.ts';

/** Kinds of groups that names have in full or in short. */
const SHORT_KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bworking group\b/gu, 'wg'],
  [/\bspecial interest group\b/gu, 'sig'],
  [/\btechnical advisory group\b/gu, 'tag'],
  [/\btechnical community group\b/gu, 'tcg'],
  [/\buser group\b/gu, 'ug'],
];

/** Lower case, letters and digits only, without the words that people add and leave out at will. */
function normaliseName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return SHORT_KINDS.reduce((text, [kind, short]) => text.replace(kind, short), plain)
    .replace(/\b(?:cncf|the|sub ?project|group)\b/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

export interface NameMatch {
  readonly group: GroupRecord;
  readonly isExact: boolean;
}

/** One typing error in eight letters is still the same word; below that length every letter counts. */
const LETTERS_PER_TYPO = 8;

/** Names, aliases and slugs of one community's groups. */
export class GroupNames {
  readonly #exact = new Map<string, GroupRecord | 'ambiguous'>();

  constructor(groups: readonly GroupRecord[]) {
    for (const group of groups) {
      const names = new Set([group.name, group.slug, ...group.aliases].map(normaliseName));
      names.delete('');
      for (const name of names) {
        const other = this.#exact.get(name);
        this.#exact.set(name, other === undefined || other === group ? group : 'ambiguous');
      }
    }
  }

  /** @returns the group of that name; a near match where only one group is near; null where none or several are. */
  find(text: string): NameMatch | null {
    const wanted = normaliseName(text);
    if (wanted === '') return null;
    const exact = this.#exact.get(wanted);
    if (exact === 'ambiguous') return null;
    if (exact !== undefined) return { group: exact, isExact: true };
    return this.#findNear(wanted);
  }

  #findNear(wanted: string): NameMatch | null {
    const near = new Set<GroupRecord>();
    for (const [name, group] of this.#exact) {
      if (group === 'ambiguous') continue;
      const allowed = Math.floor(Math.max(wanted.length, name.length) / LETTERS_PER_TYPO);
      const isSameWords = sortWords(name) === sortWords(wanted);
      if (isSameWords || (allowed > 0 && distance(name, wanted) <= allowed)) near.add(group);
    }
    const [group] = near;
    return group !== undefined && near.size === 1 ? { group, isExact: false } : null;
  }
}

function sortWords(name: string): string {
  return name
    .split(' ')
    .filter((word) => word !== 'and' && word !== 'tag')
    .sort()
    .join(' ');
}
