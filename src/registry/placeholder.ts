/** Text that stands where data should: `foo`, `TBD`, `Foo-Baz-Bar`, a sentence as a name. */

const FILLERS = new Set(['foo', 'bar', 'baz', 'qux', 'foobar', 'foobaz', 'barbaz', 'foobarbaz', 'foobazbar']);
/** Words that may accompany fillers without making them data, e.g. `Foo Baz Bar co.` */
const COMPANIONS = new Set(['co', 'inc', 'sub', 'com', 'org', 'me', 'tag', 'wg', 'sig', 'name', 'example']);
const UNDECIDED =
  /^(?:tb[acd]|to be (?:announced|confirmed|decided|defined|determined|elected|named)|todo(?:\b.*)?|fixme|n\/?a|none|null|nil|nobody|undefined|unknown|vacant|open|pending|empty|placeholder|lorem ipsum.*|your[- ]?(?:name|login|github).*|x{2,}|[-–—?.…_*#\s]+)[.!]?$/iu;
/** Words that stand in sentences and not in names of people. */
const SENTENCE_WORDS = new Set([
  'the',
  'are',
  'is',
  'by',
  'to',
  'with',
  'this',
  'that',
  'will',
  'for',
  'be',
  'or',
  'has',
  'have',
  'please',
  'currently',
]);
const MAX_NAME_WORDS = 8;

/** @returns whether the text says nothing: fillers only, or words such as `TBD`. Empty text is no placeholder. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  if (UNDECIDED.test(trimmed)) return true;
  const words = wordsOf(trimmed);
  return words.some((word) => FILLERS.has(word)) && words.every((word) => FILLERS.has(word) || COMPANIONS.has(word));
}

/** @returns whether the name of a group is made up, e.g. `Infrastructure-sub-foo`. */
export function isPlaceholderGroupName(name: string): boolean {
  return isPlaceholder(name) || wordsOf(name).some((word) => word.startsWith('foo') && FILLERS.has(word));
}

/** @returns whether the text cannot be the name of one person: a placeholder, or a sentence. */
export function isPlaceholderPersonName(name: string): boolean {
  if (isPlaceholder(name)) return true;
  const words = name.trim().split(/\s+/u);
  if (words.length > MAX_NAME_WORDS) return true;
  return words.length >= 4 && words.some((word) => SENTENCE_WORDS.has(word.toLowerCase()));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
