/** The times of a page in a zone and the language of the viewer. */

/**
 * @param now of the viewer: a page may be older than a day
 * @throws {RangeError} where the browser does not know the zone
 */
export function showTimes(page: ParentNode, zone: string, now: Date): void {
  const formats = createFormats(zone);
  for (const time of page.querySelectorAll<HTMLTimeElement>('time[data-ends-at]')) showSpan(time, formats);
  markSameDays(page);
  for (const time of page.querySelectorAll<HTMLTimeElement>('time[data-clock]')) moveToDay(page, time, formats);
  for (const list of page.querySelectorAll('ul[data-day]')) sortByStart(list);
  markToday(page, formats.date.format(now));
  for (const name of page.querySelectorAll('[data-zone-name]')) name.textContent = zone;
}

interface Formats {
  readonly whole: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly clock: Intl.DateTimeFormat;
  /** `YYYY-MM-DD`. */
  readonly date: Intl.DateTimeFormat;
}

function createFormats(timeZone: string): Formats {
  const day = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const;
  const clock = { hour: 'numeric', minute: '2-digit', timeZone } as const;
  return {
    whole: new Intl.DateTimeFormat(undefined, { ...day, year: 'numeric', ...clock }),
    day: new Intl.DateTimeFormat(undefined, day),
    clock: new Intl.DateTimeFormat(undefined, clock),
    // Sweden writes the date as ISO 8601 does.
    date: new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }),
  };
}

function showSpan(time: HTMLTimeElement, { whole, day, clock, date }: Formats): void {
  const start = new Date(time.dateTime);
  const end = new Date(time.dataset['endsAt'] ?? time.dateTime);
  const write = (format: Intl.DateTimeFormat): string =>
    end > start ? format.formatRange(start, end) : format.format(start);
  const parts = { day: time.querySelector('.day'), clock: time.querySelector('.clock') };
  if (parts.day === null || parts.clock === null) {
    time.textContent = write(whole);
    return;
  }
  parts.day.textContent = day.format(start);
  // A span over midnight names the day of its end, which a range of clock times would do for both.
  parts.clock.textContent =
    date.format(start) === date.format(end)
      ? write(clock)
      : `${clock.format(start)} – ${day.format(end)}, ${clock.format(end)}`;
  time.dataset['day'] = date.format(start);
}

/** In a list by time the eye needs the day once. */
function markSameDays(page: ParentNode): void {
  for (const list of page.querySelectorAll('.meetings')) {
    let last: string | undefined;
    for (const time of list.querySelectorAll<HTMLTimeElement>('time.when')) {
      time.toggleAttribute('data-same-day', time.dataset['day'] === last);
      last = time.dataset['day'];
    }
  }
}

/** In the month view a meeting may fall on another day than in the zone that the server wrote it for. */
function moveToDay(page: ParentNode, time: HTMLTimeElement, { clock, date }: Formats): void {
  const start = new Date(time.dateTime);
  const entry = time.closest('li');
  const list = page.querySelector(`ul[data-day="${date.format(start)}"]`);
  time.textContent = clock.format(start);
  if (entry === null) return;
  // It may come back when the viewer chooses another zone.
  entry.hidden = list === null;
  list?.append(entry);
}

function markToday(page: ParentNode, today: string): void {
  for (const cell of page.querySelectorAll('td[aria-current]')) cell.removeAttribute('aria-current');
  page.querySelector(`ul[data-day="${today}"]`)?.closest('td')?.setAttribute('aria-current', 'date');
}

/** What takes the whole day stands first. */
function sortByStart(list: Element): void {
  const startOf = (entry: Element): string => entry.querySelector('time')?.dateTime ?? '';
  const entries = [...list.children];
  if (entries.length > 1) list.append(...entries.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)));
}
