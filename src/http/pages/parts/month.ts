/** A month of meetings as a table. The script of the pages moves each to its day in the viewer's zone. */
import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';
import type { PageMeeting } from './meetings.ts';
import { toMonday } from './weeks.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export interface MonthGrid {
  /** `YYYY-MM-DD` of every day shown: whole weeks from Monday. */
  readonly days: readonly string[];
  /** Half-open window that holds every meeting of these days in any zone. */
  readonly startsAfter: string;
  readonly startsBefore: string;
}

/** @param month `YYYY-MM` */
export function toMonthGrid(month: string): MonthGrid {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const start = toMonday(first);
  const days: string[] = [];
  for (let day = start; days.length % 7 !== 0 || toDay(day).slice(0, 7) <= month; day += DAY_MS) days.push(toDay(day));
  return {
    days,
    startsAfter: `${toDay(start - DAY_MS)}T00:00:00Z`,
    startsBefore: `${toDay(start + (days.length + 1) * DAY_MS)}T00:00:00Z`,
  };
}

/** @returns e.g. `December 2026`. */
export function formatMonth(month: string): string {
  return monthFormat.format(Date.parse(`${month}-01T00:00:00Z`));
}

/** @param today `YYYY-MM-DD` @param root relative path to the root of the site */
export function renderMonth(
  meetings: readonly PageMeeting[],
  options: { readonly month: string; readonly today: string; readonly root: string },
): Markup {
  const { days } = toMonthGrid(options.month);
  const byDay = Map.groupBy(meetings, ({ startsAtLocal }) => startsAtLocal.slice(0, 10));
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${formatMonth(options.month)}"><table class="month">
<thead><tr>${WEEKDAYS.map((day) => markup`<th scope="col"><abbr title="${day}">${day.slice(0, 3)}</abbr></th>`)}</tr></thead>
<tbody>${weeks.map((week) => markup`<tr>${week.map((day) => renderDay(day, byDay.get(day) ?? [], options))}</tr>`)}</tbody>
</table></div>`;
}

function renderDay(
  day: string,
  meetings: readonly PageMeeting[],
  { month, today, root }: { readonly month: string; readonly today: string; readonly root: string },
): Markup {
  return markup`<td${day.slice(0, 7) !== month && markup` class="outside"`}${day === today && markup` aria-current="date"`}><time datetime="${day}" aria-label="${formatDate(day)}">${Number(day.slice(8))}</time><ul data-day="${day}">${meetings.map((meeting) => renderEntry(meeting, root))}</ul></td>`;
}

function renderEntry({ startsAt, startsAtLocal, isAllDay, title, status, group }: PageMeeting, root: string): Markup {
  const time = isAllDay
    ? markup``
    : markup`<time datetime="${startsAt}" data-clock>${startsAtLocal.slice(11, 16)}</time> `;
  const label = status === 'CANCELLED' ? markup`<s>${title}</s> <span class="sr">(cancelled)</span>` : markup`${title}`;
  return markup`<li dir="auto">${time}${group === null ? label : markup`<a href="${root}${group.resourcePath}">${label}</a>`}</li>`;
}

function toDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
