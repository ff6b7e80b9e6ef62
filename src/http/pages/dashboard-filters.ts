/** What the dashboard shows, as its address says it: so a view can be shared. */
import { parseSelection, type Selection } from '../feeds/selection.ts';

export interface DashboardFilters {
  readonly selection: Selection;
  /** Words to look for; null where none are given. */
  readonly words: string | null;
  /** `YYYY-MM` of the month view. */
  readonly month: string;
}

/** The graph looks so far ahead. */
const MAX_MONTHS = 12;
const MAX_WORDS = 200;

/** @param today `YYYY-MM-DD`; a month that is none, or further than a year away, becomes that of today */
export function parseDashboardFilters(query: Readonly<Record<string, unknown>>, today: string): DashboardFilters {
  const { q, month } = query;
  const words = typeof q === 'string' && q.trim() !== '' ? q.trim().slice(0, MAX_WORDS) : null;
  const thisMonth = today.slice(0, 7);
  const isNear =
    typeof month === 'string' &&
    /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month) &&
    Math.abs(toMonthNumber(month) - toMonthNumber(thisMonth)) <= MAX_MONTHS;
  return { selection: parseSelection(query), words, month: isNear ? month : thisMonth };
}

/** @returns the query of the address for these filters, with some of them changed; empty or `?…`. */
export function toAddress(
  { selection, words, month }: DashboardFilters,
  timeZone: { readonly name: string; readonly isChosen: boolean },
  change: { readonly month?: string } = {},
): string {
  const query = new URLSearchParams();
  if (words !== null) query.set('q', words);
  for (const name of ['groups', 'topics', 'kinds', 'communities'] as const) {
    const names = selection[name];
    if (names !== null) query.set(name, names.join(','));
  }
  if (timeZone.isChosen) query.set('tz', timeZone.name);
  query.set('month', change.month ?? month);
  return `?${query}`;
}

/** @returns the month so many later, e.g. `2027-01` for `2026-12` and 1. */
export function addMonths(month: string, count: number): string {
  const number = toMonthNumber(month) + count;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function toMonthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
