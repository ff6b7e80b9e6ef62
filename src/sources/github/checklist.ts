/** Task list items of an issue body, as GitHub Flavored Markdown §5.3 reads them. */

export interface Checklist {
  readonly total: number;
  readonly completed: number;
}

const ITEM = /^([-*+]|\d{1,9}[.)])([ \t]+|$)(.*)$/su;
const TASK = /^\[([ xX])\](?:[ \t]|$)/u;
const FENCE = /^(`{3,}|~{3,})/u;
/** Items that begin on one line, one in the other: nobody means more. */
const MAX_ITEMS_OF_LINE = 100;

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
    const column = indentOf(rest);
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
    const begun = itemsOf(rest, column);
    items.push(...begun.columns);
    if (begun.task !== null) total += 1;
    if (begun.task === 'completed') completed += 1;
  }
  return total === 0 ? null : { total, completed };
}

interface BegunItems {
  /** At which the content of each begins, outermost first. */
  readonly columns: readonly number[];
  /** Of the innermost; null where it is no task. */
  readonly task: 'open' | 'completed' | null;
}

/** The items that begin on one line, `- 1. [ ] a`, up to the first task. */
function itemsOf(line: string, indent: number): BegunItems {
  const columns: number[] = [];
  let column = indent;
  let rest = line;
  while (columns.length < MAX_ITEMS_OF_LINE) {
    const item = ITEM.exec(rest);
    if (item === null) break;
    const [, bullet = '', space = '', content = ''] = item;
    column += bullet.length + (space.length >= 1 && space.length <= 4 && content !== '' ? space.length : 1);
    columns.push(column);
    rest = content;
    const mark = TASK.exec(rest)?.[1];
    if (mark !== undefined) return { columns, task: mark === ' ' ? 'open' : 'completed' };
  }
  return { columns, task: null };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
