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
const HTML_HEADING = /^\s*<h([1-6])[^>]*>([^<]*)<\/h[1-6]>\s*$/iu;
const BOLD_LABEL = /^ {0,3}((?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*|__)([^*_]{1,120})(?:\*\*|__)[ \t]*([:：]?)(.*)$/u;
const PLAIN_LABEL = /^ {0,3}((?:[-*+]|\d{1,3}[.)])[ \t]+)?([^:：|]{2,120})[:：](.*)$/u;
const TABLE_ROW = /^\s*\|([^|]{2,120})\|([^|]*)\|\s*$/u;
const UNDERLINE = /^ {0,3}(?:=+|-{3,})[ \t]*$/u;

/** @returns the body's lines without carriage returns and HTML comments; `<b>` and `<strong>` as `**`. */
export function toLines(body: string): string[] {
  return withoutComments(body.replace(/\r\n?/gu, '\n'))
    .replace(/<\/?(?:b|strong)>/giu, '**')
    .split('\n');
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
  const html = HTML_HEADING.exec(text);
  if (html) return { ...base, style: 'heading', level: Number(html[1]), label: html[2] ?? '' };
  const bold = BOLD_LABEL.exec(text);
  if (bold) {
    const [, bullet, inner = '', colon = '', rest = ''] = bold;
    const hasColon = colon !== '' || /[:：]\s*$/u.test(inner);
    if (!hasColon && rest.trim() !== '') return null;
    return {
      ...base,
      style: 'bold',
      level: LABEL_LEVEL,
      label: inner,
      rest: rest.trim(),
      isListItem: bullet !== undefined,
      isCertain: bullet === undefined,
    };
  }
  const row = TABLE_ROW.exec(text);
  if (row) {
    const [, label = '', rest = ''] = row;
    return { ...base, style: 'plain', level: LABEL_LEVEL, label, rest: rest.trim(), isCell: true, isCertain: false };
  }
  if (UNDERLINE.test(nextText) && text.trim() !== '' && !UNDERLINE.test(text)) {
    return { ...base, height: 2, style: 'heading', level: 2, label: text, isCertain: false };
  }
  const plain = PLAIN_LABEL.exec(text);
  if (plain) {
    const [, bullet, label = '', rest = ''] = plain;
    return {
      ...base,
      style: 'plain',
      level: LABEL_LEVEL,
      label,
      rest: rest.trim(),
      isListItem: bullet !== undefined,
      isCertain: false,
    };
  }
  return null;
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
