/** What a question to the graph selects, selected from files: the same conditions as `filterBy` sets. */
import type { GroupRef, IndexedGroup } from './data-files.ts';

export interface GroupFilter {
  /** `slug`, or `community/slug`. */
  readonly groups?: readonly string[];
  readonly includeSubgroups?: boolean;
}

/** @returns whether a group is one of those asked for; all are where none are named */
export function createGroupTest(
  { groups: names, includeSubgroups = false }: GroupFilter,
  groups: readonly IndexedGroup[],
): (tied: readonly (GroupRef | null)[]) => boolean {
  if (names === undefined) return () => true;
  const keys = new Set(groups.filter((group) => names.includes(group.slug) || names.includes(toKey(group))).map(toKey));
  // A parent may stand behind its subgroups in the list.
  for (let size = -1; includeSubgroups && size !== keys.size; ) {
    size = keys.size;
    for (const group of groups) if (group.parent !== null && keys.has(toKey(group.parent))) keys.add(toKey(group));
  }
  return (tied) => tied.some((group) => group !== null && keys.has(toKey(group)));
}

export interface Subject {
  readonly title: string;
  readonly groups: readonly (GroupRef | null)[];
  /** Labels and the like. */
  readonly words: readonly string[];
}

/** @returns whether something is about one of the topics, by its groups, its labels or its title; all is where none are named */
export function createTopicTest(
  topics: readonly string[] | undefined,
  groups: readonly IndexedGroup[],
): (subject: Subject) => boolean {
  if (topics === undefined) return () => true;
  const topicsOf = new Map(groups.map((group) => [toKey(group), group.topics]));
  const isWanted = (own: string): boolean => topics.some((topic) => toTopic(own) === toTopic(topic));
  return ({ title, groups: tied, words }) =>
    tied.some((group) => group !== null && topicsOf.get(toKey(group))?.some(isWanted)) ||
    words.some(isWanted) ||
    topics.some((topic) => toWords(topic) !== '' && ` ${toWords(title)} `.includes(` ${toWords(topic)} `));
}

function toKey({ community, slug }: Pick<GroupRef, 'community' | 'slug'>): string {
  return `${community.slug}/${slug}`;
}

function toTopic(text: string): string {
  return toWords(text).replaceAll(' ', '');
}

/** @returns lower-case words of letters and digits, without accents. */
function toWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
