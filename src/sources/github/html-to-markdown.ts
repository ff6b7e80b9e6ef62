/**
 * The HTML that people write in an issue, or paste from a page, as lines of Markdown: as much of it as structures a form.
 * Tags are looked at one by one, for a body need not close what it opens.
 */

/** What a tag leaves in its place, where it begins and where it ends. */
type Markup = readonly [opening: string, closing: string];

const BREAK: Markup = ['\n\n', '\n\n'];
const NOTHING: Markup = ['', ''];
/** What stands around a table row and its cells is no part of them. */
const TABLE = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

const MARKUP: Readonly<Record<string, Markup>> = {
  b: ['**', '**'],
  strong: ['**', '**'],
  br: ['\n', '\n'],
  center: BREAK,
  dd: ['', '\n'],
  details: BREAK,
  div: BREAK,
  dl: BREAK,
  dt: ['\n\n**', '**\n'],
  font: NOTHING,
  h1: ['\n\n# ', '\n\n'],
  h2: ['\n\n## ', '\n\n'],
  h3: ['\n\n### ', '\n\n'],
  h4: ['\n\n#### ', '\n\n'],
  h5: ['\n\n##### ', '\n\n'],
  h6: ['\n\n###### ', '\n\n'],
  ins: NOTHING,
  li: ['\n- ', ''],
  ol: BREAK,
  p: BREAK,
  section: BREAK,
  span: NOTHING,
  summary: ['\n\n**', '**\n\n'],
  table: BREAK,
  tbody: NOTHING,
  td: ['| ', ' '],
  tfoot: NOTHING,
  th: ['| ', ' '],
  thead: NOTHING,
  tr: ['\n', '|\n'],
  u: NOTHING,
  ul: BREAK,
};

const TAG = /<(\/?)([a-z][a-z\d]{0,9})((?:\s[^<>]{0,1000})?)\/?>(\s{0,80})/giu;

/** @returns null where nothing of it is HTML; tags that structure nothing stay as they are */
export function htmlToMarkdown(body: string): string | null {
  if (!/<[a-z]/iu.test(body)) return null;
  const openLinks: string[] = [];
  const text = body.replace(TAG, (tag: string, slash: string, name: string, attributes: string, space: string) => {
    const element = name.toLowerCase();
    const isClosing = slash !== '';
    if (element === 'a') return linkMarkup(isClosing ? null : attributes, openLinks) + space;
    const markup = Object.hasOwn(MARKUP, element) ? MARKUP[element] : undefined;
    if (markup === undefined) return tag;
    const isStructure = markup !== NOTHING && element !== 'b' && element !== 'strong' && element !== 'br';
    const after = TABLE.has(element) || (isStructure && !isClosing) ? '' : space;
    return `${markup[isClosing ? 1 : 0]}${after}`;
  });
  return text === body ? null : text.replaceAll(/\*{4}/gu, '**').replaceAll(/\n[ \t]*\n\s*\n/gu, '\n\n');
}

/** An anchor without an address marks a place, and shows nothing. */
function linkMarkup(attributes: string | null, open: string[]): string {
  if (attributes === null) {
    const url = open.pop() ?? '';
    return url === '' ? '' : `](${url})`;
  }
  const url = /\bhref\s{0,5}=\s{0,5}["']?([^\s"'<>]+)/iu.exec(attributes)?.[1] ?? '';
  open.push(url);
  return url === '' ? '' : '[';
}
