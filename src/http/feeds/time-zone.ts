/**
 * VTIMEZONE (RFC 5545 §3.6.5) from the zone data of the runtime, which the times of the graph rest on too: so the same
 * instants come out even where a program has other zone data, or none.
 */
import { Temporal } from 'temporal-polyfill';

/** A change of the clocks. */
interface Change {
  /** Wall clock before the change, at which it takes place. */
  readonly onset: Temporal.PlainDateTime;
  readonly instant: Temporal.Instant;
  /** Seconds east of UTC. */
  readonly offsetFrom: number;
  readonly offsetTo: number;
}

/** Changes of successive years by the same rule; one change where its year has none like it. */
interface Run {
  readonly changes: Change[];
  /** The first days of the month with which a week would begin that has all of the changes in it. */
  first: number;
  last: number;
  /** All of them lie in the last week of the month. */
  isLast: boolean;
}

/** Changes are looked up until here; what is a rule by then goes on. */
const LAST_YEAR = 2040;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const memory = new Map<string, readonly string[]>();
/** Each takes some 20 ms to make; there are about 400 zones, of which a feed names a few. */
const MAX_REMEMBERED = 500;

/**
 * @param zone IANA name
 * @param fromYear the first year that is written with the zone
 * @returns content lines, unfolded, without line ends
 */
export function toTimeZoneLines(zone: string, fromYear: number): readonly string[] {
  const key = `${zone} ${fromYear}`;
  const known = memory.get(key);
  if (known !== undefined) return known;
  const changes = findChanges(zone, fromYear - 1);
  const isKnown = changes[0] !== undefined && changes[0].onset.year < fromYear;
  const observances = [...(isKnown ? [] : toBegin(zone, fromYear)), ...toRuns(changes).flatMap(toObservance)];
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE'];
  if (memory.size >= MAX_REMEMBERED) memory.clear();
  memory.set(key, lines);
  return lines;
}

/** What holds when the first year begins, where no change in the year before says so. */
function toBegin(zone: string, fromYear: number): readonly string[] {
  const offset = toOffset(beginOf(zone, fromYear).offsetNanoseconds / 1e9);
  return [
    'BEGIN:STANDARD',
    `DTSTART:${fromYear}0101T000000`,
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
  ];
}

function beginOf(zone: string, year: number): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from({ timeZone: zone, year, month: 1, day: 1 });
}

function findChanges(zone: string, fromYear: number): readonly Change[] {
  const changes: Change[] = [];
  let next = beginOf(zone, fromYear).getTimeZoneTransition('next');
  while (next !== null && next.year <= LAST_YEAR) {
    const offsetFrom = next.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e9;
    const offsetTo = next.offsetNanoseconds / 1e9;
    const onset = next.toPlainDateTime().add({ seconds: offsetFrom - offsetTo });
    changes.push({ onset, instant: next.toInstant(), offsetFrom, offsetTo });
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

function toRuns(changes: readonly Change[]): readonly Run[] {
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  for (const change of changes) {
    const { onset, offsetFrom, offsetTo } = change;
    const key = `${onset.month} ${onset.dayOfWeek} ${onset.toPlainTime()} ${offsetFrom} ${offsetTo}`;
    const known = open.get(key);
    if (known !== undefined && extend(known, change)) continue;
    const run = {
      changes: [change],
      first: Math.max(1, onset.day - 6),
      last: onset.day,
      isLast: onset.day > onset.daysInMonth - 7,
    };
    open.set(key, run);
    runs.push(run);
  }
  return runs;
}

/** @returns whether the change follows the rule of the run, of which it then is a part */
function extend(run: Run, change: Change): boolean {
  const { onset } = change;
  const first = Math.max(run.first, onset.day - 6);
  const last = Math.min(run.last, onset.day);
  const isLast = run.isLast && onset.day > onset.daysInMonth - 7;
  const previous = run.changes.at(-1)?.onset.year ?? 0;
  if (onset.year !== previous + 1 || (first > last && !isLast)) return false;
  run.changes.push(change);
  run.first = first;
  run.last = last;
  run.isLast = isLast;
  return true;
}

function toObservance(run: Run): readonly string[] {
  const [begin] = run.changes;
  const end = run.changes.at(-1);
  if (begin === undefined || end === undefined) return [];
  const kind = begin.offsetTo > begin.offsetFrom ? 'DAYLIGHT' : 'STANDARD';
  const until = end.onset.year === LAST_YEAR ? '' : `;UNTIL=${toBasic(end.instant.toString())}`;
  return [
    `BEGIN:${kind}`,
    `DTSTART:${toBasic(begin.onset.toString({ smallestUnit: 'second' }))}`,
    `TZOFFSETFROM:${toOffset(begin.offsetFrom)}`,
    `TZOFFSETTO:${toOffset(begin.offsetTo)}`,
    ...(run.changes.length === 1 ? [] : [`RRULE:FREQ=YEARLY;BYMONTH=${begin.onset.month};${dayRule(run)}${until}`]),
    `END:${kind}`,
  ];
}

/** The nth or last weekday of the month, which every program knows; else the weekday among seven days of the month. */
function dayRule({ changes, first, last, isLast }: Run): string {
  const weekday = WEEKDAYS[(changes[0]?.onset.dayOfWeek ?? 1) - 1];
  if (isLast) return `BYDAY=-1${weekday}`;
  const nth = [1, 2, 3, 4].find((number) => first <= number * 7 - 6 && number * 7 - 6 <= last);
  if (nth !== undefined) return `BYDAY=${nth}${weekday}`;
  return `BYDAY=${weekday};BYMONTHDAY=${Array.from({ length: 7 }, (_, index) => first + index).join(',')}`;
}

/** `2026-11-21T08:00:00Z` as `20261121T080000Z`. */
function toBasic(text: string): string {
  return text.replace(/[-:]/gu, '');
}

/** §3.3.14. */
function toOffset(seconds: number): string {
  const [hours, minutes, rest] = [3600, 60, 1].map((unit, index) =>
    Math.floor((Math.abs(seconds) % (index === 0 ? Number.POSITIVE_INFINITY : unit * 60)) / unit),
  );
  const two = (value = 0): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(hours)}${two(minutes)}${rest ? two(rest) : ''}`;
}
