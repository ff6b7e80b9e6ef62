/** Recurrence rules (RFC 5545 §3.3.10): parsed by ical.js, part by part so that one bad part does not cost the rule. */
import ICAL from 'ical.js';
import { readTime, type TimeValue } from './values.ts';

export type Frequency = 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export interface RuleWeekday {
  /** 0 for Monday … 6 for Sunday. */
  readonly weekday: number;
  /** The nth of the period, negative from its end; 0 for every one. */
  readonly nth: number;
}

/** A rule with its lists ascending and without duplicates; null where the rule does not have the part. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: TimeValue | null;
  /** 0 for Monday … 6 for Sunday. */
  readonly weekStart: number;
  readonly bySetPos: readonly number[] | null;
  readonly byMonth: readonly number[] | null;
  readonly byWeekNo: readonly number[] | null;
  readonly byYearDay: readonly number[] | null;
  readonly byMonthDay: readonly number[] | null;
  readonly byDay: readonly RuleWeekday[] | null;
  readonly byHour: readonly number[] | null;
  readonly byMinute: readonly number[] | null;
  readonly bySecond: readonly number[] | null;
}

/** The longest rule that makes sense names every second, minute, hour and day of a year: well below this. */
const MAX_LENGTH = 8000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCY = /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/u;
const LISTS = [
  'BYSETPOS',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
] as const;

const SCALARS = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'RSCALE', 'SKIP']);
/** What rrule.js writes into a rule; the event's own DTSTART holds. */
const STRAY = new Set(['DTSTART', 'TZID']);

/**
 * A rule that lost its end, or what limits it, is another rule: where such a part is empty, misspelt (`UNTL`) or cannot
 * be read at all, neither can the rule.
 * @param report is told each value that is not understood and therefore not applied
 * @returns null where the rule cannot be applied: no known FREQ, a part or an end that cannot be read, or another
 * calendar than the Gregorian (RFC 7529)
 */
export function readRule(value: string, report: (part: string) => void): Rule | null {
  if (value.length > MAX_LENGTH) return null;
  const parts = readParts(value);
  const frequency = parts.get('FREQ') ?? '';
  if (!isFrequency(frequency)) return null;
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN') return null;
  const skip = parts.get('SKIP') ?? 'OMIT';
  if (skip !== 'OMIT') report(`SKIP=${skip}`);

  const written = parts.get('UNTIL');
  const until = written === undefined ? null : readTime(written);
  const count = readCount(parts.get('COUNT'), report);
  const interval = readPositive(parts.get('INTERVAL'));
  const isEndLost = written !== undefined && until === null && count === null;
  if (isEndLost || interval === undefined || count === undefined) return null;

  const lists = readLists(parts, report);
  if (lists === null) return null;
  const numbers = (name: string): readonly number[] | null => {
    const list = lists.get(name);
    return list === undefined ? null : [...new Set(list.map(Number))].sort((a, b) => a - b);
  };
  return {
    frequency,
    interval: interval ?? 1,
    count,
    until,
    weekStart: Math.max(0, WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO')),
    bySetPos: numbers('BYSETPOS'),
    byMonth: numbers('BYMONTH'),
    byWeekNo: numbers('BYWEEKNO'),
    byYearDay: numbers('BYYEARDAY'),
    byMonthDay: numbers('BYMONTHDAY'),
    byDay: lists.get('BYDAY')?.map(toWeekday) ?? null,
    byHour: numbers('BYHOUR'),
    byMinute: numbers('BYMINUTE'),
    bySecond: numbers('BYSECOND'),
  };
}

/** Confluence writes COUNT=-1 where a rule has no count. */
function readCount(text: string | undefined, report: (part: string) => void): number | null | undefined {
  if (text !== '-1') return readPositive(text);
  report('COUNT=-1');
  return null;
}

/** @returns null where there is no text, undefined where it is not a positive whole number */
function readPositive(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** @returns the BYxxx parts by name; null where none of the values of one can be read, or a part is unknown */
function readLists(
  parts: ReadonlyMap<string, string>,
  report: (part: string) => void,
): Map<string, readonly string[]> | null {
  const lists = new Map<string, readonly string[]>();
  for (const [name, text] of parts) {
    if (SCALARS.has(name) || name.startsWith('X-')) continue;
    if (STRAY.has(name)) {
      report(name);
      continue;
    }
    if (!parsed.has(name)) return null;
    // A place in the month that lost its day would leave every such day of it.
    if (name === 'BYDAY' && text.split(',').some((item) => /^[+-]?\d+$/u.test(item))) return null;
    const values = [...new Set(text.split(','))].filter((item) => {
      const isValid = parsesAlone(name, item);
      if (!isValid && item !== '') report(`${name}=${item}`);
      return isValid;
    });
    if (values.length === 0) return null;
    lists.set(name, values);
  }
  return lists;
}

/**
 * Some producers name the property twice ("RRULE:RRULE:FREQ=DAILY"), escape what is not TEXT, quote values, or put blanks
 * into lists: "BYDAY=MO, TU", "BYDAY=MO TU".
 */
function readParts(value: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of value
    .toUpperCase()
    .replaceAll(/["\\]|^\s*(?:RR|EXR)ULE:/gu, '')
    .split(';')) {
    const equals = part.indexOf('=');
    // "1 MO": the place in the month belongs to the day.
    const text = part
      .slice(equals + 1)
      .trim()
      .replaceAll(/(?<=\d)\s+(?=[A-Z])/gu, '');
    if (equals > 0) parts.set(part.slice(0, equals).trim(), text.replaceAll(/[\s,]+/gu, ','));
  }
  const days = parts.get('BYDAY');
  if (days !== undefined) {
    // "MON", "4THU": written so by hand.
    parts.set('BYDAY', days.replaceAll(/\b([+-]?\d*(?:MO|TU|WE|TH|FR|SA|SU))[A-Z]+/gu, '$1'));
  }
  return parts;
}

function isFrequency(text: string): text is Frequency {
  return FREQUENCY.test(text);
}

/** By part, whether its values can be read. */
const parsed = new Map<string, Map<string, boolean>>(LISTS.map((name) => [name, new Map()]));
/** More than all values of a part that make sense. */
const MAX_PARSED = 1000;

function parsesAlone(name: string, item: string): boolean {
  const known = parsed.get(name);
  if (item === '' || known === undefined) return false;
  let isValid = known.get(item);
  if (isValid === undefined) {
    isValid = isRule(`FREQ=DAILY;${name}=${item}`);
    if (known.size >= MAX_PARSED) known.clear();
    known.set(item, isValid);
  }
  return isValid;
}

function isRule(text: string): boolean {
  try {
    ICAL.Recur.fromString(text);
    return true;
  } catch {
    // ical.js throws on a value out of range.
    return false;
  }
}

function toWeekday(text: string): RuleWeekday {
  return { weekday: WEEKDAYS.indexOf(text.slice(-2)), nth: Number(text.slice(0, -2) || 0) };
}
