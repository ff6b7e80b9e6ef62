/** Pictures of numbers. Each has its numbers in words too: in its title, or beside it. */
import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';
import { STATUS_ORDER, toStatusWords } from './initiatives.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

export interface StatusCount {
  readonly status: string;
  readonly count: number;
}

const BAR_WIDTH = 160;

/** @param max the count that fills the width @returns a bar in parts, one a status */
export function renderStatusBar(counts: readonly StatusCount[], max: number): Markup {
  const ordered = STATUS_ORDER.flatMap((status) =>
    counts.filter((count) => count.status === status && count.count > 0),
  );
  const words = ordered.map(({ status, count }) => `${count} ${toStatusWords(status).toLowerCase()}`).join(', ');
  let x = 0;
  const parts = ordered.map(({ status, count }) => {
    const width = (count / Math.max(max, 1)) * BAR_WIDTH;
    const part = markup`<rect data-status="${status}" x="${round(x)}" width="${round(Math.max(width - 1, 1))}" height="10"/>`;
    x += width;
    return part;
  });
  return markup`<svg class="status-bar" viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${words}"><title>${words}</title>${parts}</svg>`;
}

/** @returns the legend of the status bars. */
export function renderLegend(statuses: readonly string[]): Markup {
  return markup`<ul class="legend">${STATUS_ORDER.filter((status) => statuses.includes(status)).map(
    (status) => markup`<li><span class="dot" data-status="${status}"></span>${toStatusWords(status)}</li>`,
  )}</ul>`;
}

const WEEKS_HEIGHT = 64;
const WEEK_WIDTH = 34;

/**
 * @param starts instants at which meetings start
 * @param today `YYYY-MM-DD`; weeks are counted from its Monday, in UTC
 */
export function renderWeeks(starts: readonly string[], today: string, weeks: number): Markup {
  const day = Date.parse(`${today}T00:00:00Z`);
  // 1970-01-01 was a Thursday: three days after a Monday.
  const monday = day - ((day / DAY_MS + 3) % 7) * DAY_MS;
  const counts = Array.from({ length: weeks }, () => 0);
  for (const start of starts) {
    const week = Math.floor((Date.parse(start) - monday) / WEEK_MS);
    if (week >= 0 && week < weeks) counts[week] = (counts[week] ?? 0) + 1;
  }
  const max = Math.max(...counts, 1);
  const words = counts.map((count, week) => `${toWeekName(monday, week)}: ${count}`).join('; ');
  return markup`<svg class="weeks" viewBox="0 0 ${weeks * WEEK_WIDTH} ${WEEKS_HEIGHT + 32}" role="img" aria-label="Meetings a week. ${words}">${counts.map(
    (count, week) => {
      const height = round((count / max) * WEEKS_HEIGHT);
      const x = week * WEEK_WIDTH;
      return markup`<rect x="${x + 4}" y="${round(WEEKS_HEIGHT + 14 - height)}" width="${WEEK_WIDTH - 8}" height="${height}" rx="2"/><text x="${x + WEEK_WIDTH / 2}" y="${round(WEEKS_HEIGHT + 10 - height)}">${count}</text>${week % 2 === 0 && markup`<text class="week" x="${x + WEEK_WIDTH / 2}" y="${WEEKS_HEIGHT + 28}">${toWeekName(monday, week)}</text>`}`;
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
