/** Times as people read them. The script of the pages shows them in the viewer's zone; without it they stay as here. */
import { type Markup, markup } from './markup.ts';

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isAllDay: boolean;
  /** RFC 3339 with the offset of the page's zone; the day alone for an all-day meeting. */
  readonly startsAtLocal: string;
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const dayFormat = new Intl.DateTimeFormat('en-GB', DAY);
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** @param date `YYYY-MM-DD` @returns e.g. `30 Jun 2027` */
export function formatDate(date: string): string {
  return dateFormat.format(Date.parse(`${date}T00:00:00Z`));
}

const shortDayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** For a list by time: the day once for all that start on it, to the eye; a screen reader hears it of each. */
export function renderWhen(span: Span, previous?: Span): Markup {
  const { startsAt, endsAt, isAllDay, startsAtLocal } = span;
  const date = startsAtLocal.slice(0, 10);
  const day = shortDayFormat.format(Date.parse(`${date}T00:00:00Z`));
  const isSameDay = previous?.startsAtLocal.slice(0, 10) === date;
  const clock = isAllDay ? 'all day' : startsAtLocal.slice(11, 16);
  // The script shows an instant in the viewer's zone; a whole day is the same in every zone.
  const instants = isAllDay ? markup` datetime="${date}"` : markup` datetime="${startsAt}" data-ends-at="${endsAt}"`;
  return markup`<time class="when"${instants} data-day="${date}"${isSameDay && markup` data-same-day`}><span class="day">${day}</span> <span class="clock">${clock}</span></time>`;
}

/** @returns a `<time>` such as `Thu, 3 Dec 2026, 16:00`, in the page's zone. */
export function renderSpan({ startsAt, endsAt, isAllDay, startsAtLocal }: Span): Markup {
  const day = dayFormat.format(Date.parse(`${startsAtLocal.slice(0, 10)}T00:00:00Z`));
  // A day is the same in every zone, so the script leaves it alone.
  if (isAllDay) return markup`<time datetime="${startsAtLocal}">${day}, all day</time>`;
  return markup`<time datetime="${startsAt}" data-ends-at="${endsAt}">${day}, ${startsAtLocal.slice(11, 16)}</time>`;
}

/** @returns a `<time>` such as `21 Nov 2026, 14:13 UTC`. */
export function renderInstant(instant: string): Markup {
  return markup`<time datetime="${instant}">${formatDate(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC</time>`;
}
