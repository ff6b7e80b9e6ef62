/**
 * What an RRULE that a registry declares leaves to a first day (RFC 5545 §3.3.10): where none is given, nobody may
 * choose one.
 */
import type { CalendarDate } from '../../model/source.ts';

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const PARTS = new Set('FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTHDAY BYMONTH BYSETPOS BYYEARDAY BYWEEKNO'.split(' '));
/** The parts of which one must be there to tell the days. */
const DAYS_OF: Readonly<Record<string, readonly string[]>> = {
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY'],
};

/** @returns why the rule does not tell when the meeting is held, as a sentence; null where it does. */
export function problemOfRule(rrule: string, anchorDate: CalendarDate | null): string | null {
  const parts = new Map(
    rrule
      .replace(/^RRULE:/iu, '')
      .split(';')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const unknown = [...parts.keys()].find((name) => !PARTS.has(name));
  if (unknown !== undefined) return `The rule has a part "${unknown}", which is not read.`;
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const odd = days.find((day) => !/^[+-]?\d{0,2}(?:SU|MO|TU|WE|TH|FR|SA)$/u.test(day));
  if (odd !== undefined) return `The rule names a day "${odd}", which is none of the week.`;
  return anchorDate === null ? problemWithoutDate(parts) : problemOfDate(parts, days, anchorDate);
}

function problemWithoutDate(parts: ReadonlyMap<string, string>): string | null {
  if (!/^0*1$/u.test(parts.get('INTERVAL') ?? '1'))
    return 'The rule leaves out weeks or months, and no date says which.';
  if (parts.has('COUNT')) return 'The rule counts its meetings, and no date says from when.';
  const needed = DAYS_OF[parts.get('FREQ') ?? ''] ?? [];
  const isComplete = needed.length === 0 || needed.some((part) => parts.has(part));
  return isComplete ? null : 'The rule names no day, and no date says which.';
}

/** A first day that the rule leaves out would be held all the same, which nobody means. */
function problemOfDate(
  parts: ReadonlyMap<string, string>,
  days: readonly string[],
  anchorDate: CalendarDate,
): string | null {
  const date = new Date(`${anchorDate}T00:00:00Z`);
  const month = date.getUTCMonth() + 1;
  const day = date.getUTCDate();
  const left = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate() - day;
  const isOneOf = (part: string, ...numbers: number[]) => {
    const listed = parts.get(part)?.split(',').map(Number);
    return listed === undefined || numbers.some((number) => listed.includes(number));
  };
  const isMonthly = parts.get('FREQ') === 'MONTHLY' || (parts.get('FREQ') === 'YEARLY' && parts.has('BYMONTH'));
  const isHeld = (written: string) => {
    if (!written.endsWith(WEEKDAYS[date.getUTCDay()] ?? '')) return false;
    const ordinal = Number(written.slice(0, -2));
    if (ordinal === 0 || !isMonthly) return true;
    return ordinal === (ordinal > 0 ? Math.ceil(day / 7) : -Math.floor(left / 7) - 1);
  };
  const fits =
    (days.length === 0 || days.some(isHeld)) && isOneOf('BYMONTHDAY', day, -left - 1) && isOneOf('BYMONTH', month);
  return fits ? null : `Its first day ${anchorDate} is none of its days.`;
}
