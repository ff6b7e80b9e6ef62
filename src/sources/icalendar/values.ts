/** Values of scheduling properties (RFC 5545 §3.3), read leniently where only one reading makes sense. */
import ICAL from 'ical.js';
import { DAY_SECONDS, daysInMonth, toDay } from './civil.ts';

/** A DATE or DATE-TIME as written. */
export interface TimeValue {
  /** Seconds on the wall clock; midnight for a DATE. In UTC where `isUtc`. */
  readonly wall: number;
  readonly isDate: boolean;
  readonly isUtc: boolean;
}

/** A duration (§3.3.6): days are nominal, seconds exact. */
export interface Duration {
  readonly days: number;
  readonly seconds: number;
}

// 20261105, 20261105T100000, 20261105T1000Z, 2026-11-05T10:00:00.000+01:00
const TIME =
  /^"?(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(?:([Zz])|([+-])(\d\d):?(\d\d))?)?"?$/u;

/** @returns null for anything that is not a date or a time, or that does not exist, e.g. 20260230. */
export function readTime(value: string): TimeValue | null {
  return readPlainTime(value) ?? readAnyTime(value);
}

/** The two forms of the RFC, `20261105T100000` with or without Z, read by digits: a feed is full of them. */
function readPlainTime(value: string): TimeValue | null {
  const { length } = value;
  const isUtc = length === 16;
  if (!(length === 15 || (isUtc && value.charCodeAt(15) === UPPER_Z)) || value.charCodeAt(8) !== UPPER_T) return null;
  const date = digits(value, 0, 8);
  const time = digits(value, 9, 15);
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  const [hour, minute, second] = [Math.floor(time / 10_000), Math.floor(time / 100) % 100, time % 100];
  const isPlain = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isPlain || !(hour < 24 && minute < 60 && second < 60)) return null;
  const wall = toDay(year, month, day) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
  return { wall, isDate: false, isUtc };
}

const UPPER_T = 84;
const UPPER_Z = 90;
const ZERO = 48;

/** @returns NaN where a character is not a digit */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function readAnyTime(value: string): TimeValue | null {
  const found = TIME.exec(value.trim());
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const midnight = toDay(year, month, day) * DAY_SECONDS;
  if (found[4] === undefined) return { wall: midnight, isDate: true, isUtc: false };
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)];
  // 24:00:00 and the leap second :60 are the next minute.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return null;
  const wall = midnight + hour * 3600 + minute * 60 + second;
  if (found[8] === undefined) return { wall, isDate: false, isUtc: found[7] !== undefined };
  const offset = (Number(found[9]) * 3600 + Number(found[10]) * 60) * (found[8] === '-' ? -1 : 1);
  return { wall: wall - offset, isDate: false, isUtc: true };
}

/** Longer ones are not meant. */
const MAX_DAYS = 36_525;

const DURATION = /^\s*([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\s*$/iu;

/** @returns null for anything that is not a duration; ical.js reads "P1M" as a minute and "PT1.5H" as an hour. */
export function readDuration(value: string): Duration | null {
  const found = DURATION.exec(value);
  if (found === null || !/\d/u.test(value)) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(2).map((part) => Number(part ?? 0));
  const sign = found[1] === '-' ? -1 : 1;
  const duration = { days: sign * (weeks * 7 + days), seconds: sign * (hours * 3600 + minutes * 60 + seconds) };
  return Math.abs(duration.days) + Math.abs(duration.seconds) / DAY_SECONDS <= MAX_DAYS ? duration : null;
}

export const NO_DURATION: Duration = { days: 0, seconds: 0 };

/** @returns no duration instead of a negative one */
export function atLeastNothing(duration: Duration): Duration {
  return duration.days * DAY_SECONDS + duration.seconds < 0 ? NO_DURATION : duration;
}

/** @returns a TEXT value (§3.3.11) without its escapes, by ical.js. */
export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value;
  const [, , , text] = ICAL.parse.property(`SUMMARY:${value}`);
  return typeof text === 'string' ? text : value;
}
