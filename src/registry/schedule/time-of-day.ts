/** Times of day as communities write them: `8:00`, `8am`, `2 PM`, `16.30 h`, `8:00-9:00 am`, `noon`. */
import type { TextScanner, Unresolved } from './text-scanner.ts';

export type TimeResult = { readonly startTime: string; readonly duration: string | null } | Unresolved;

const MERIDIEM = String.raw`\s?(am|pm|a\.m\.?|p\.m\.?|(?<=\d)[ap])(?![a-z])`;
const CLOCK = String.raw`(\d{1,2})(?:[:.]|h(?=\d))(\d{2})`;
const RANGE = new RegExp(
  String.raw`(?<!\d-)\b(\d{1,2})(?:[:.](\d{2}))?(?:${MERIDIEM})?\s?(?:-|–|—|to|until)\s?(\d{1,2})(?:[:.](\d{2}))?(?:${MERIDIEM})?(?![\d:])`,
  'gu',
);
const SINGLE = new RegExp(
  String.raw`\b${CLOCK}(?::00)?(?:${MERIDIEM})?(?!\d)(?:\s?(?:h|hrs|hours|o'clock)\b)?|\b(\d{1,2})${MERIDIEM}`,
  'gu',
);
/** Minutes of a day. */
const DAY = 24 * 60;

interface Written {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem: 'am' | 'pm' | null;
  /** Written with minutes or a leading zero, as a clock shows it. */
  readonly isClock: boolean;
  readonly isPadded: boolean;
}

/** Takes all times out of the words. @returns the one time that they state. */
export function takeTime(text: TextScanner): TimeResult {
  const duration = takeDuration(text);
  const starts: number[] = [];
  const durations = new Set<number>(duration === null ? [] : [duration]);
  for (const match of text.take(RANGE)) {
    const end = written(match[4], match[5], match[6]);
    const start = written(match[1], match[2], match[3]);
    const span = minutesOfRange(start, end);
    if (span === null) return { unresolved: `"${match[0].trim()}" is no span of time.` };
    starts.push(span.start);
    durations.add(span.end - span.start);
  }
  for (const match of text.take(SINGLE)) {
    const time =
      match[1] === undefined ? written(match[4], undefined, match[5]) : written(match[1], match[2], match[3]);
    const minutes = minutesOf(time);
    if (minutes === null) return { unresolved: `"${match[0].trim()}" is no time of day.` };
    if (isEitherHalf(time)) return { unresolved: `"${match[0].trim()}" may be morning or afternoon.` };
    starts.push(minutes);
  }
  if (text.take(/\b(?:12 )?noon\b/gu).length > 0) starts.push(12 * 60);
  if (text.take(/\bmidnight\b/gu).length > 0) return { unresolved: 'Midnight may begin or end the day.' };
  const distinct = [...new Set(starts)];
  const [start] = distinct;
  if (start === undefined) return { unresolved: 'It names no time of day.' };
  if (distinct.length > 1) return { unresolved: 'It names several times of day.', isContradictory: true };
  if (durations.size > 1) return { unresolved: 'It names several durations.', isContradictory: true };
  const [length = null] = durations;
  return { startTime: clock(start), duration: length === null ? null : isoDuration(length) };
}

function takeDuration(text: TextScanner): number | null {
  let total: number | null = null;
  for (const match of text.take(
    /(?<![\d:.])\b(?:for |duration:? )?(\d{1,3}|an|one|half an)[ -]?(hours?|hrs?|h|minutes?|mins?)\b(?: long)?/gu,
  )) {
    const count = { an: 1, one: 1, 'half an': 0.5 }[match[1] ?? ''] ?? Number(match[1]);
    total = (total ?? 0) + Math.round(count * (/^h/u.test(match[2] ?? '') ? 60 : 1));
  }
  return total;
}

function written(hour: string | undefined, minute: string | undefined, meridiem: string | undefined): Written {
  return {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    meridiem: meridiem === undefined ? null : meridiem.startsWith('a') ? 'am' : 'pm',
    isClock: minute !== undefined || (hour?.startsWith('0') ?? false),
    isPadded: hour?.startsWith('0') ?? false,
  };
}

/** @returns minutes after midnight; null where there is no such time. */
function minutesOf({ hour, minute, meridiem }: Written): number | null {
  if (hour > 23 || minute > 59) return null;
  if (meridiem === null) return hour * 60 + minute;
  if (meridiem === 'am') return hour > 12 ? null : (hour % 12) * 60 + minute;
  if (hour === 0) return null;
  return (hour > 12 ? hour : (hour % 12) + 12) * 60 + minute;
}

/** `3:00` is the afternoon to many; `03:00` and `9:00` are read by the 24-hour clock. */
function isEitherHalf({ hour, meridiem, isPadded }: Written): boolean {
  return meridiem === null && !isPadded && hour >= 1 && hour <= 5;
}

/** In `11:00-12:30 pm` the first time takes the half of the day that makes it the earlier one. */
function minutesOfRange(start: Written, end: Written): { start: number; end: number } | null {
  if (start.meridiem === null && end.meridiem === null && (isEitherHalf(start) || !(start.isClock || end.isClock)))
    return null;
  const endAt = minutesOf(end);
  const halves =
    start.meridiem !== null || end.meridiem === null
      ? [start]
      : [
          { ...start, meridiem: end.meridiem },
          { ...start, meridiem: 'am' as const },
        ];
  for (const candidate of halves) {
    const startAt = minutesOf(candidate);
    if (startAt !== null && endAt !== null && startAt < endAt && endAt <= DAY) return { start: startAt, end: endAt };
  }
  return null;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function isoDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
