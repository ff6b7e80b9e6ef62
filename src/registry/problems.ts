/**
 * Collects what is odd in a registry, with its place, instead of stopping at the first oddity. Every message passes
 * the privacy policy, since it quotes what the file says.
 */
import { catalogue, type ErrorCode } from '../errors.ts';
import type { Diagnostic, DiagnosticLevel } from '../model/source.ts';
import { publicUrl, withholdPrivate } from '../privacy.ts';

/** A place inside one document. */
export interface Spot {
  /** Path inside the document, e.g. `tags[1].leadership.chairs[0].term.end`; empty for the document itself. */
  readonly path: string;
  /** 1-based; null where the document has no lines. */
  readonly line: number | null;
  /** 1-based. */
  readonly column: number | null;
}

/** The document that a problem stands in. */
export interface DocumentName {
  readonly sourceId: string;
  /** As the user named it, for `file:line:col`. */
  readonly file: string;
}

export const START: Spot = { path: '', line: 1, column: 1 };

/** What a code means for the answer: an ERROR loses something that was meant, a WARNING is read anyway, a NOTE tells. */
const LEVELS: Partial<Record<ErrorCode, DiagnosticLevel>> = {
  REGISTRY_DUPLICATE_KEY: 'WARNING',
  REGISTRY_PLACEHOLDER: 'WARNING',
  REGISTRY_CONFLICT: 'WARNING',
  REGISTRY_UNSUPPORTED_SEARCH: 'WARNING',
  REGISTRY_UNRESOLVED_SCHEDULE: 'NOTE',
  REGISTRY_WITHHELD: 'NOTE',
};

const MAX_MESSAGE_LENGTH = 500;
/** Of a longer one no more is looked at: it quotes a value of any length, and what is withheld makes it shorter. */
const MAX_READ_LENGTH = 10 * MAX_MESSAGE_LENGTH;

export interface ProblemOptions {
  readonly level?: DiagnosticLevel;
  /** In place of the catalogue's hint. */
  readonly hint?: string;
}

/** Problems of one document; those of all documents end in one list. */
export class Problems {
  readonly document: DocumentName;
  readonly #list: Diagnostic[];

  constructor(document: DocumentName, list: Diagnostic[] = []) {
    this.document = document;
    this.#list = list;
  }

  /** Problems of another document, in the same list. */
  of(document: DocumentName): Problems {
    return new Problems(document, this.#list);
  }

  add(code: ErrorCode, spot: Spot, message: string, options: ProblemOptions = {}): void {
    this.#list.push({
      level: options.level ?? LEVELS[code] ?? 'ERROR',
      code,
      message: withholdPrivate(withoutSecretUrls(beginningOf(message))).slice(0, MAX_MESSAGE_LENGTH),
      hint: options.hint ?? catalogue[code].hint,
      sourceId: this.document.sourceId,
      file: this.document.file,
      path: spot.path === '' ? null : spot.path,
      line: spot.line,
      column: spot.column,
    });
  }
}

/** Whole words of it, since half an address would be shown. */
function beginningOf(message: string): string {
  if (message.length <= MAX_READ_LENGTH) return message;
  return message.slice(0, Math.max(0, message.lastIndexOf(' ', MAX_READ_LENGTH)));
}

/** Of an address that is itself a secret, only the host is shown. */
function withoutSecretUrls(message: string): string {
  return message.replace(/\b([a-z][a-z\d+.-]{0,30}):\/\/[^\s"'<>]+/giu, (url, scheme: string) => {
    const parsed = URL.parse(url.replace(/^webcals?:/iu, 'https:'));
    return parsed === null || publicUrl(parsed.href) !== null ? url : `${scheme}://${parsed.host}/…`;
  });
}

/** @returns the diagnostics by file, line and column, each once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) seen.set(JSON.stringify(diagnostic), diagnostic);
  return [...seen.values()].sort(
    (a, b) =>
      compareText(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
