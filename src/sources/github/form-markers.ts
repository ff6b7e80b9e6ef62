/**
 * The lines of an issue body that may name a form question: headings as GitHub writes them for an issue form
 * (`### Label`), and what people type instead (`**Label:** value`, `- **Label**: value`, `Label: value`, a table row).
 */

export type MarkerStyle = 'heading' | 'bold' | 'plain';

export interface Marker {
  /** Index of its line. */
  readonly line: number;
  /** Lines that the marker takes itself: 2 for an underlined heading. */
  readonly height: number;
  readonly style: MarkerStyle;
  /** 1–6 for a heading; 7 for a label in a line. */
  readonly level: number;
  readonly label: string;
  /** The value that stands on the marker's own line. */
  readonly rest: string;
  /** The label begins a list item: it structures an answer unless it is a known question. */
  readonly isListItem: boolean;
  /** The value is a table's cell, and nothing else. */
  readonly isCell: boolean;
  /** Written so that it is a marker whatever it says; else only where it names a known question. */
  readonly isCertain: boolean;
}

export const LABEL_LEVEL = 7;

const HEADING = /^ {0,3}(#{1,6})([ \t]*)(.*)$/su;
const CLOSING_HASHES = /(?<!#)#+$/u;
const ITEM = String.raw`(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?`;
/** Between a label and its value: a colon, or a dash that stands alone. */
const SEPARATOR = String.raw`[ \t]*[:：]|[ \t]+[-–—=](?=[ \t])`;
const STRESSED_LABEL = new RegExp(
  String.raw`^ {0,3}(${ITEM})?(\*{1,3}|_{1,3})(?![\s*_])([^*_]{1,120})\2(${SEPARATOR})?(.*)$`,
  'u',
);
const PLAIN_LABEL = new RegExp(String.raw`^ {0,3}(${ITEM})?([^:：|>\s][^:：|]{1,119}?)(?:${SEPARATOR})(.*)$`, 'u');
/** A list item that has others below it may be a question. */
const ITEM_LABEL = new RegExp(String.raw`^( {0,3})${ITEM}([^\s|].{1,119})$`, 'u');
const TABLE_ROW = /^\s*\|([^|]{2,120})\|((?:\\.|[^|\\])*)\|\s*$/u;
const UNDERLINE = /^ {0,3}(?:=+|-{3,})[ \t]*$/u;

/** @returns the body with `\n` between its lines, and without HTML comments. */
export function toPlainBody(body: string): string {
  return withoutComments(body.replace(/\r\n?|[\u2028\u2029]/gu, '\n'));
}

/** @returns the markers outside code fences, in order. */
export function findMarkers(lines: readonly string[]): Marker[] {
  const markers: Marker[] = [];
  let fence: string | null = null;
  for (const [line, text] of lines.entries()) {
    const ticks = /^\s*(`{3,}|~{3,})/u.exec(text)?.[1];
    if (fence !== null) {
      if (ticks?.startsWith(fence)) fence = null;
      continue;
    }
    if (ticks) {
      fence = ticks;
      continue;
    }
    const marker = toMarker(text, line, lines[line + 1] ?? '');
    if (marker) markers.push(marker);
  }
  return markers;
}

function toMarker(text: string, line: number, nextText: string): Marker | null {
  const base = { line, height: 1, rest: '', isListItem: false, isCell: false, isCertain: true };
  const heading = HEADING.exec(text);
  if (heading) {
    const [, hashes = '', space = '', written = ''] = heading;
    const label = written.trimEnd().replace(CLOSING_HASHES, '').trimEnd();
    return { ...base, style: 'heading', level: hashes.length, label, isCertain: space !== '' && label !== '' };
  }
  const stressed = STRESSED_LABEL.exec(text);
  if (stressed) {
    const [, item, stress = '', inner = '', separator = '', rest = ''] = stressed;
    const hasSeparator = separator !== '' || /[:：]\s*$/u.test(inner);
    if (!hasSeparator && rest.trim() !== '') return null;
    return {
      ...base,
      style: 'bold',
      level: LABEL_LEVEL,
      label: inner,
      rest: rest.trim(),
      isListItem: item !== undefined,
      isCertain: item === undefined && stress.length > 1,
    };
  }
  const row = TABLE_ROW.exec(text);
  if (row) {
    const [, label = '', rest = ''] = row;
    return { ...base, style: 'plain', level: LABEL_LEVEL, label, rest: rest.trim(), isCell: true, isCertain: false };
  }
  const plain = PLAIN_LABEL.exec(text);
  if (plain) {
    const [, item, label = '', rest = ''] = plain;
    return {
      ...base,
      style: 'plain',
      level: LABEL_LEVEL,
      label,
      rest: rest.trim(),
      isListItem: item !== undefined,
      isCertain: false,
    };
  }
  if (UNDERLINE.test(nextText) && text.trim() !== '' && !UNDERLINE.test(text)) {
    return { ...base, height: 2, style: 'heading', level: 2, label: text, isCertain: false };
  }
  const item = ITEM_LABEL.exec(text);
  if (item && nextText.trim() !== '' && indentOf(nextText) > (item[1] ?? '').length) {
    return { ...base, style: 'plain', level: LABEL_LEVEL, label: item[2] ?? '', isListItem: true, isCertain: false };
  }
  return null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** By hand, because a lazy expression is quadratic in comments that never end. */
function withoutComments(text: string): string {
  let result = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return result + text.slice(from);
    result += text.slice(from, start);
    from = end + 3;
  }
}
