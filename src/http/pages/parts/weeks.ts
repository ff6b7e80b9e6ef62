/** Meetings a week as bars. The numbers are in its label too. */
import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** @param time epoch milliseconds @returns those of the Monday at or before it, in UTC */
export function toMonday(time: number): number {
  // 1970-01-01 was a Thursday: three days after a Monday.
  return Math.floor(time / DAY_MS) * DAY_MS - ((Math.floor(time / DAY_MS) + 3) % 7) * DAY_MS;
}

/** Whole weeks in UTC, the first of them that of today; `startsBefore` is the Monday after the last. */
export interface Weeks {
  readonly startsAfter: string;
  readonly startsBefore: string;
}

/** @param today `YYYY-MM-DD` */
export function toWeeks(today: string, count: number): Weeks {
  const monday = toMonday(Date.parse(`${today}T00:00:00Z`));
  return { startsAfter: toInstant(monday), startsBefore: toInstant(monday + count * WEEK_MS) };
}

function toInstant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const HEIGHT = 64;
const WIDTH = 34;

/** @param starts instants at which meetings start */
export function renderWeeks(starts: readonly string[], { startsAfter, startsBefore }: Weeks): Markup {
  const monday = Date.parse(startsAfter);
  const weeks = (Date.parse(startsBefore) - monday) / WEEK_MS;
  const counts = Array.from({ length: weeks }, () => 0);
  for (const start of starts) {
    const week = Math.floor((Date.parse(start) - monday) / WEEK_MS);
    if (week >= 0 && week < weeks) counts[week] = (counts[week] ?? 0) + 1;
  }
  const max = Math.max(...counts, 1);
  const words = counts.map((count, week) => `${toWeekName(monday, week)}: ${count}`).join('; ');
  return markup`<svg class="weeks" viewBox="0 0 ${weeks * WIDTH} ${HEIGHT + 32}" role="img" aria-label="Meetings a week. ${words}">${counts.map(
    (count, week) => {
      const height = round((count / max) * HEIGHT);
      const x = week * WIDTH;
      return markup`<rect x="${x + 4}" y="${round(HEIGHT + 14 - height)}" width="${WIDTH - 8}" height="${height}" rx="2"/><text x="${x + WIDTH / 2}" y="${round(HEIGHT + 10 - height)}">${count}</text>${week % 2 === 0 && markup`<text class="week" x="${x + WIDTH / 2}" y="${HEIGHT + 28}">${toWeekName(monday, week)}</text>`}`;
    },
  )}</svg>`;
}

/** @returns the Monday of the week, e.g. `23 Nov`. */
function toWeekName(monday: number, week: number): string {
  return formatDate(new Date(monday + week * WEEK_MS).toISOString().slice(0, 10)).slice(0, -5);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
