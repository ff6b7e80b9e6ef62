import { z } from 'zod';
import type { CalendarDate } from '../../model/source.ts';
import { addDays, addMonths, dayOf, spanOf, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { provenUntil } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { absenceUnproven, evidenceOf, feedEvidence, firstStart, localDay, meetingsIn } from '../meetings.ts';

/** A group met in each of the last complete calendar months. The running month is never judged: it is not over. */
export const meetsMonthly = groupEvaluator({
  name: 'meets-monthly',
  parameters: z.strictObject({
    months: z.int().min(1).max(12).default(1).describe('How many complete months are looked at.'),
  }),
  needs: ['meetings'],
  window: ({ months }, now) => windowOf(firstOfMonth(dayOf(now)), months),
  prepare:
    ({ facts, parameters: { months } }) =>
    (group) => {
      const thisMonth = firstOfMonth(dayOf(facts.now));
      const known = meetingsIn(facts, group, windowOf(thisMonth, months));
      const metIn = new Set(known.held.map((meeting) => localDay(meeting).slice(0, 7)));
      const missed = Array.from({ length: months }, (_, index) => addMonths(thisMonth, index - months)).filter(
        (month) => !metIn.has(month.slice(0, 7)),
      );
      if (missed.length === 0) return met;
      const unproven = absenceUnproven(facts, group, known, startOf(thisMonth));
      if (unproven !== null) return unproven;
      const copiedOn = dayOf(provenUntil(facts, known.readings));
      const begins = dayOf(firstStart(facts, group) ?? '');
      // What was before the feed begins, and in a month that the copy does not cover, is unknown.
      const proven = missed.filter((month) => addMonths(month, 1) > begins && addMonths(month, 1) <= copiedOn);
      const [first] = proven;
      if (first === undefined) {
        const message = `The calendar feed of ${group.name} does not cover ${monthsOf(missed)}.`;
        return cannotTell(message, feedEvidence(facts, known, message));
      }
      const list = monthsOf(proven);
      const cancelled = known.cancelled.map((meeting) => evidenceOf(facts, meeting, known, 'was cancelled on'));
      const text = `The calendar has no meeting of ${group.name} in ${list}.`;
      return notMet(
        `${group.name} held no meeting in ${list}; one a month is required.`,
        [...feedEvidence(facts, known, text), ...cancelled],
        { openedAt: startOf(addMonths(first, 1)), suggestedFix: 'Schedule a regular public meeting.' },
      );
    },
});

function monthsOf(days: readonly CalendarDate[]): string {
  return days.map((day) => day.slice(0, 7)).join(', ');
}

function firstOfMonth(day: CalendarDate): CalendarDate {
  return `${day.slice(0, 8)}01`;
}

/** A day more on both sides, because a month begins at another instant in each zone. */
function windowOf(thisMonth: CalendarDate, months: number) {
  return spanOf(addDays(addMonths(thisMonth, -months), -1), addDays(thisMonth, 1));
}
