/** Collects what had to be repaired or given up while a feed is read, each with its line in the feed. */
import { catalogue, type ErrorCode } from '../../errors.ts';
import type { Diagnostic, DiagnosticLevel } from '../../model/source.ts';

/** A diagnostic as this module knows it: the caller adds which source it belongs to. */
export type CalendarDiagnostic = Omit<Diagnostic, 'sourceId' | 'file'>;

interface Repair {
  readonly level: DiagnosticLevel;
  readonly code: ErrorCode;
  readonly message: string;
  /** Where in the unfolded text; null for the feed as a whole. */
  readonly offset: number | null;
}

/** The same fault in every event of a feed is told this often; the rest is counted. */
const MAX_PER_CODE = 20;

export class Repairs {
  readonly #repairs: Repair[] = [];
  readonly #counts = new Map<ErrorCode, number>();

  add(level: DiagnosticLevel, code: ErrorCode, message: string, offset: number | null): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= MAX_PER_CODE) this.#repairs.push({ level, code, message, offset });
  }

  /** @param linesOf gives the 1-based lines of ascending offsets in the unfolded text */
  toDiagnostics(linesOf: (offsets: readonly number[]) => readonly number[]): CalendarDiagnostic[] {
    const offsets = [...new Set(this.#repairs.flatMap(({ offset }) => offset ?? []))].sort((a, b) => a - b);
    const lines = linesOf(offsets);
    const lineByOffset = new Map(offsets.map((offset, index) => [offset, lines[index] ?? null]));
    const told = this.#repairs.map(({ level, code, message, offset }) =>
      diagnostic(level, code, message, offset === null ? null : (lineByOffset.get(offset) ?? null)),
    );
    const untold = [...this.#counts].filter(([, count]) => count > MAX_PER_CODE);
    return [
      ...told,
      ...untold.map(([code, count]) =>
        diagnostic('NOTE', code, `${count - MAX_PER_CODE} more of this kind are not listed.`, null),
      ),
    ];
  }
}

function diagnostic(level: DiagnosticLevel, code: ErrorCode, message: string, line: number | null): CalendarDiagnostic {
  return { level, code, message, hint: catalogue[code].hint, path: null, line, column: null };
}
