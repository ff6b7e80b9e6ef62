/** How often a declared meeting is held. */
import type { DeclaredMeetingRecord } from '../model/group.ts';

const MONTH_DAYS = 31;
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:bi-?weekly|fortnightly|every (?:other|second|2|two) (?:week|mon|tues|wednes|thurs|fri)[a-z]*)\b/iu, 14],
  [/\bevery (?:third|3|three) weeks?\b/iu, 21],
  [/\b(?:every (?:four|4) weeks|monthly|once a month|every month)\b/iu, MONTH_DAYS],
  [/(?<!bi-?)\bweekly\b|\bevery (?:week|(?:mon|tues|wednes|thurs|fri)day)\b/iu, 7],
];

/**
 * @returns the longest usual gap between two instances in days, from the rule or else from plain words such as
 * "biweekly"; null where neither says it.
 */
export function cadenceDays({ rrule, schedule }: DeclaredMeetingRecord): number | null {
  if (rrule !== null) return ruleDays(rrule);
  if (schedule === null) return null;
  // Two frequencies in one sentence, "weekly, except monthly in summer", do not say which holds.
  const found = WORDS.filter(([pattern]) => pattern.test(schedule));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

function ruleDays(rrule: string): number | null {
  const parts = new Map(
    rrule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string | undefined]),
  );
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const limits = ['BYMONTH', 'BYSETPOS', 'BYWEEKNO', 'BYYEARDAY', 'COUNT', 'UNTIL'];
  if (!Number.isInteger(interval) || interval < 1 || limits.some((name) => parts.has(name))) return null;
  const days = parts.get('BYDAY')?.split(',') ?? [];
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return parts.has('BYDAY') ? 7 : interval;
    case 'WEEKLY':
      return interval * 7;
    case 'MONTHLY': {
      if (interval > 1) return interval * MONTH_DAYS;
      const isPlainWeekday = days.length > 0 && days.every((day) => /^[A-Z]{2}$/u.test(day));
      if (isPlainWeekday) return 7;
      // From the first to the third weekday are two weeks, and from the third to the next first at most three.
      const ordinals = [...new Set(days.map((day) => Number.parseInt(day, 10)))].sort((one, other) => one - other);
      return ordinals.length > 1 && ordinals.every((ordinal) => ordinal > 0) ? longestGapDays(ordinals) : MONTH_DAYS;
    }
    default:
      return null;
  }
}

/** Weeks between the weekdays of a month, the next month's first included: a month has up to five of a weekday. */
function longestGapDays(ordinals: readonly number[]): number {
  const next = [...ordinals.slice(1), 5 + (ordinals[0] ?? 1)];
  return 7 * Math.max(...ordinals.map((ordinal, index) => (next[index] ?? ordinal) - ordinal));
}
