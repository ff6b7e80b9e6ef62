/** Task list items of an issue body, as GitHub Flavored Markdown §5.3 reads them. */

export interface Checklist {
  readonly total: number;
  readonly completed: number;
}

const ITEM = /^([-*+]|\d{1,9}[.)])([ \t]+|$)(.*)$/u;
const TASK = /^\[([ xX])\](?:[ \t]|$)/u;
const FENCE = /^(`{3,}|~{3,})/u;

/**
 * Items in any bullet style, nested to any depth; what stands in code blocks does not count.
 * @returns null where the body has no task
 */
export function countTasks(body: string): Checklist | null {
  if (!/\[[ xX]\]/u.test(body)) return null;
  /** Columns at which the content of each open list item begins, outermost first. */
  const items: number[] = [];
  let fence: string | null = null;
  let before: 'blank' | 'paragraph' | 'block' = 'blank';
  let total = 0;
  let completed = 0;
  for (const raw of body.replace(/\r\n?/gu, '\n').split('\n')) {
    let rest = raw.replaceAll('\t', '    ').replace(/^(?: {0,3}> ?)+/u, '');
    let column = indentOf(rest);
    rest = rest.slice(column);
    if (fence !== null) {
      if (rest.startsWith(fence) && /^[`~]+\s*$/u.test(rest)) fence = null;
      before = 'block';
      continue;
    }
    if (rest === '') {
      before = 'blank';
      continue;
    }
    // A line that is indented less ends the items it does not reach, unless it lazily continues their paragraph.
    const startsBlock = ITEM.test(rest) || FENCE.test(rest);
    const depth = items.length;
    if (before !== 'paragraph' || startsBlock) while (items.length > 0 && column < (items.at(-1) ?? 0)) items.pop();
    const isInParagraph = before === 'paragraph' && items.length === depth;
    before = /^#{1,6}(?:\s|$)/u.test(rest) ? 'block' : 'paragraph';
    const base = items.at(-1) ?? 0;
    // Four columns beyond the item are indented code, or go on with a paragraph (CommonMark §4.4): no item either way.
    if (column - base >= 4) continue;
    const opened = FENCE.exec(rest)?.[1];
    if (opened) {
      fence = opened;
      continue;
    }
    // A number other than 1 does not interrupt a paragraph (CommonMark §5.3).
    if (isInParagraph && /^\d/u.test(rest) && !/^1[.)]/u.test(rest)) continue;
    for (let item = ITEM.exec(rest); item; item = ITEM.exec(rest)) {
      const [, bullet = '', space = '', content = ''] = item;
      const gap = space.length >= 1 && space.length <= 4 && content !== '' ? space.length : 1;
      column += bullet.length + gap;
      items.push(column);
      rest = content;
      const task = TASK.exec(rest);
      if (task) {
        total += 1;
        if (task[1] !== ' ') completed += 1;
        break;
      }
    }
  }
  return total === 0 ? null : { total, completed };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
