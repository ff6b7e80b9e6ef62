/**
 * Content lines (RFC 5545 §3.1), read so that one that is malformed costs nothing but itself: ical.js stops at the
 * first bad line (kewisch/ical.js#186, #1015) and reads quoted lists of parameters wrongly (#1020).
 */

export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Upper-case names; values without quotes. The last one wins. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As written. */
  readonly value: string;
}

const NAME = /^[ \t]*([a-z0-9-]+)[ \t]*(?=[:;])/iu;
const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();

/** A colon before a date: `TZID=(UTC+07:00) Bangkok, Hanoi, Jakarta:20261105T100000` is seen without its quotes. */
const BEFORE_DATE = /:(?=\s*"?\d{4}-?\d\d-?\d\d(?:\D|$))/u;

/**
 * @param isTime the value is expected to be a date or time
 * @returns null where the line has no name or no value
 */
export function readContentLine(line: string, isTime = false): ContentLine | null {
  const found = NAME.exec(line);
  if (found?.[1] === undefined) return null;
  const name = found[1].toUpperCase();
  const at = found[0].length;
  if (line[at] === ':') return { name, parameters: NO_PARAMETERS, value: line.slice(at + 1) };
  const beforeDate = isTime ? line.search(BEFORE_DATE) : -1;
  const colon = beforeDate < 0 ? findColon(line, at) : beforeDate;
  if (colon < 0) return null;
  return { name, parameters: readParameters(line.slice(at + 1, colon)), value: line.slice(colon + 1) };
}

/** The first colon outside quotes; where quotes are not paired, the first colon at all. */
function findColon(line: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < line.length; at += 1) {
    const character = line.charCodeAt(at);
    if (character === 34) isQuoted = !isQuoted;
    else if (character === 58 && !isQuoted) return at;
  }
  return line.indexOf(':', from);
}

const known = new Map<string, ReadonlyMap<string, string>>();
const MAX_KNOWN = 500;

/** Lists of parameters repeat from line to line: the short ones are kept. */
function readParameters(text: string): ReadonlyMap<string, string> {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parameters = parseParameters(text);
  if (text.length <= 80) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, parameters);
  }
  return parameters;
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const parts = text.includes('"') ? (text.match(/(?:"[^"]*"|[^;"]|")+/gu) ?? []) : text.split(';');
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const value = part.slice(equals + 1).replaceAll('"', '');
    parameters.set(part.slice(0, equals).trim().toUpperCase(), value.trim());
  }
  return parameters;
}

const PROPERTY = /[ \t]*[a-z0-9-]+[ \t]*[;:]/iy;

/** @returns whether a property begins at a place in the text */
export function isPropertyAt(text: string, start: number): boolean {
  PROPERTY.lastIndex = start;
  return PROPERTY.test(text);
}

/** Calls `visit` for each line of a component, those of nested components left out. */
export function forEachLine(
  text: string,
  span: { readonly start: number; readonly end: number },
  visit: (start: number, end: number) => void,
): void {
  let depth = 0;
  for (let start = span.start; start < span.end; ) {
    let end = text.indexOf('\n', start);
    if (end < 0 || end > span.end) end = span.end;
    const first = text.charCodeAt(start) | 32;
    if (first === 98 && /^begin[ \t]*:/iu.test(text.slice(start, start + 8))) depth += 1;
    else if (first === 101 && /^end[ \t]*:/iu.test(text.slice(start, start + 6))) depth = Math.max(0, depth - 1);
    else if (depth === 0 && end > start) visit(start, end);
    start = end + 1;
  }
}
