/**
 * Other readings of a body that people wrote by hand or copied: a form that is quoted, in HTML, in a table, or answered
 * on the lines of its headings. None of them is better than what the body says in plain Markdown.
 */
import { htmlToMarkdown } from './html-to-markdown.ts';

export interface FormReading {
  /** It may only make a form of what is none. */
  readonly isLastResort: boolean;
  /** @returns the body, read otherwise; null where there is nothing to read otherwise */
  readonly read: (body: string) => string | null;
}

export const FORM_READINGS: readonly FormReading[] = [
  { isLastResort: true, read: quotedText },
  { isLastResort: false, read: htmlToMarkdown },
  { isLastResort: true, read: tablesAsRows },
  { isLastResort: true, read: headingsWithoutValues },
];

const QUOTE = /^ {0,3}>/u;

/** Only what is quoted, with lines that lazily go on with a quoted paragraph (CommonMark §5.1). */
function quotedText(body: string): string | null {
  const quoted: string[] = [];
  let isInParagraph = false;
  for (const line of body.split('\n')) {
    const isQuoted = QUOTE.test(line);
    const text = isQuoted ? line.replace(/^(?: {0,3}> ?)+/u, '') : line;
    if (!isQuoted && !isInParagraph) continue;
    isInParagraph = text.trim() !== '';
    quoted.push(text);
  }
  return quoted.length === 0 ? null : quoted.join('\n');
}

/** `### Name: A thing` as a heading with its answer below. */
function headingsWithoutValues(body: string): string | null {
  const text = body.replace(
    /^( {0,3}#{1,6}[ \t]{1,4}[^\n:：]{2,120}?)(?:[:：]|[ \t]{1,4}[-–—=][ \t])[ \t]*(?=\S)/gmu,
    '$1\n',
  );
  return text === body ? null : text;
}

/**
 * Tables as rows of a label and a value: without outer pipes, with a number in front of each question, or with all
 * questions in the head and all answers below.
 */
function tablesAsRows(body: string): string | null {
  const lines = body.split('\n');
  const read: string[] = [];
  let hasTable = false;
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const next = lines[index + 1] ?? '';
    if (!line.includes('|') || !isDelimiterRow(next)) {
      read.push(line);
      index += 1;
      continue;
    }
    hasTable = true;
    const table = [cellsOf(line)];
    for (index += 2; (lines[index] ?? '').includes('|'); index += 1) table.push(cellsOf(lines[index] ?? ''));
    read.push(...toRows(table), '');
  }
  return hasTable ? read.join('\n') : null;
}

/** `| --- | :-: |` (GitHub Flavored Markdown §4.10). */
function isDelimiterRow(line: string): boolean {
  return line.includes('|') && line.includes('-') && !/[^ \t|:-]/u.test(line);
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.replaceAll('\\|', '&#124;').trim());
}

function toRows(table: readonly (readonly string[])[]): string[] {
  const [head = [], answers = [], ...others] = table;
  const isUpright = head.length >= 2 && others.length === 0;
  const pairs = isUpright
    ? head.map((label, column) => [label, answers[column] ?? ''])
    : table.map((cells) => (cells.length > 2 && /^[#\d.)]*$/u.test(cells[0] ?? '') ? cells.slice(1) : cells));
  return pairs.map(([label = '', value = '']) => `| ${label} | ${value} |`);
}
