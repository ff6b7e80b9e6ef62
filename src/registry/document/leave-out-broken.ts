/**
 * Leaves out what YAML cannot read, so that a mistake costs its own line, or the entry of a list around it, and not all
 * that follows. What to leave out is tried on the outermost entry alone, since a whole file takes long to parse.
 */
import type { Document, YAMLError } from 'yaml';

type Parse = (text: string) => Document.Parsed | null;

/** Lines, both included, from 0. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** What was left out for an error; lines from 1, both included. */
export interface LeftOut extends Range {
  readonly error: YAMLError;
}

export interface Mended {
  /** Of the text with blanks in place of what was left out: what stands after it keeps its place. */
  readonly document: Document.Parsed;
  readonly leftOut: readonly LeftOut[];
}

/** Characters: ten times the largest real registry. */
const MAX_LENGTH = 2_000_000;
/** Of one file. */
const MAX_MISTAKES = 20;
/** Beyond them the text is something else than YAML with mistakes in it, and each would be looked for in all of it. */
const MAX_ERRORS = 100;
/** A mistake may hide others until it is left out. */
const MAX_ROUNDS = 4;
/** Characters that are parsed to try what to leave out. */
const MAX_TRIED = 1_000_000;
/** Enclosing entries that are tried, from the inside. */
const MAX_ENTRIES = 2;
const ENTRY = /^( *)- /u;
/** What git leaves where it could not merge. */
const CONFLICT = /^(?:<{7}|={7}|>{7})(?: |$)/u;
/** A text in quotes that does not end in its line. */
const OPEN_QUOTE = /[:-][ \t](?:"[^"]*|'[^']*)$/u;

/**
 * @param document of the text, with errors
 * @param parse gives the first document of a text; null where there is none
 * @returns the document without what could be told to be the mistakes; it may have further errors
 */
export function leaveOutBroken(text: string, document: Document.Parsed, parse: Parse): Mended {
  if (text.length > MAX_LENGTH || document.errors.length > MAX_ERRORS) return { document, leftOut: [] };
  const lines = text.split('\n');
  const leftOut: LeftOut[] = [];
  const trial = new Trial(lines, parse);
  let current = document;
  for (let round = 0; round < MAX_ROUNDS && current.errors.length > 0; round += 1) {
    const found: LeftOut[] = [];
    for (const error of current.errors.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, MAX_ERRORS)) {
      if (leftOut.length + found.length >= MAX_MISTAKES) break;
      const range = trial.rangeOf(lineOf(text, error.pos[0]));
      if (range === null) continue;
      for (let line = range.from; line <= range.to; line += 1) lines[line] = ' '.repeat(lines[line]?.length ?? 0);
      found.push({ error, from: range.from + 1, to: range.to + 1 });
    }
    const next = found.length > 0 ? parse(lines.join('\n')) : null;
    if (next === null) break;
    leftOut.push(...found);
    current = next;
  }
  return { document: current, leftOut };
}

/** Tries on parts of the text what to leave out of it. */
class Trial {
  readonly #lines: readonly string[];
  readonly #parse: Parse;
  #budget = MAX_TRIED;

  constructor(lines: readonly string[], parse: Parse) {
    this.#lines = lines;
    this.#parse = parse;
  }

  /** @returns the fewest lines a mistake without which a part of the text has fewer; null where none are found */
  rangeOf(line: number): Range | null {
    let best: (Range & { readonly gain: number }) | null = null;
    for (const range of candidates(this.#lines, line)) {
      const part = outermost(this.#lines, range.from);
      const gain = (this.#mistakes(part, null) - this.#mistakes(part, range)) / (range.to - range.from + 1);
      if (gain > (best?.gain ?? 0)) best = { ...range, gain };
    }
    return best;
  }

  #mistakes(part: Range, without: Range | null): number {
    const lines = this.#lines.slice(part.from, part.to + 1);
    const isLeft = (index: number) =>
      without === null || index + part.from < without.from || index + part.from > without.to;
    const text = lines.filter((_line, index) => isLeft(index)).join('\n');
    this.#budget -= text.length;
    if (this.#budget < 0) return without === null ? 0 : Number.POSITIVE_INFINITY;
    return this.#parse(text)?.errors.length ?? 0;
  }
}

/** The line with what stands below it, one above that is left open, and the entries around. */
function candidates(lines: readonly string[], line: number): Range[] {
  const found: Range[] = [{ from: line, to: endOfBlock(lines, line) }];
  for (const isOpen of [(text: string) => OPEN_QUOTE.test(text), isOpenBracket]) {
    const at = lines.findLastIndex((text, index) => index <= line && isOpen(text));
    if (at >= 0) found.push({ from: at, to: endOfBlock(lines, at) });
  }
  for (const at of entriesAround(lines, line).slice(0, MAX_ENTRIES))
    found.push({ from: at, to: endOfBlock(lines, at) });
  return found;
}

/** The outermost entry around the line; the whole text where there is none. */
function outermost(lines: readonly string[], line: number): Range {
  const from = entriesAround(lines, line).at(-1);
  return from === undefined ? { from: 0, to: lines.length - 1 } : { from, to: endOfBlock(lines, from) };
}

/** Where the entries around a line begin, from the inside. */
function entriesAround(lines: readonly string[], line: number): number[] {
  const found: number[] = [];
  let column = Number.POSITIVE_INFINITY;
  for (let at = line; at >= 0 && column > 0; at -= 1) {
    const text = lines[at] ?? '';
    const indent = ENTRY.exec(text)?.[1]?.length;
    if (indent !== undefined && indent < column) {
      column = indent;
      found.push(at);
    }
    // A key of the document itself ends what is above.
    if (at < line && /^[^\s#-]/u.test(text) && !CONFLICT.test(text)) break;
  }
  return found;
}

/** What stands further in belongs to the line; without it, it would be read as the end of the value above. */
function endOfBlock(lines: readonly string[], line: number): number {
  const text = lines[line] ?? '';
  if (CONFLICT.test(text) || /^\s*\t/u.test(text)) return line;
  const indent = text.search(/\S/u);
  for (let at = line + 1; at < lines.length; at += 1) {
    const next = lines[at] ?? '';
    const isText = /^ *[^\s#]/u.test(next) && !CONFLICT.test(next);
    if (isText && next.search(/\S/u) <= indent) return at - 1;
  }
  return lines.length - 1;
}

function isOpenBracket(text: string): boolean {
  return (text.match(/[[{]/gu)?.length ?? 0) > (text.match(/[\]}]/gu)?.length ?? 0);
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
