import { z } from 'zod';
import type { CalendarDate } from '../../model/source.ts';
import { addDays, addMonths, dayOf, spanOf, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { provenUntil } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { absenceUnproven, evidenceOf, feedEvidence, localDay, meetingsIn } from '../meetings.ts';

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
      const [first] = missed;
      const latest = missed.at(-1);
      if (first === undefined || latest === undefined) return met;
      const unproven = absenceUnproven(facts, group, known, startOf(addMonths(latest, 1)));
      if (unproven !== null) return unproven;
      const copiedOn = dayOf(provenUntil(facts, known.readings));
      if (copiedOn < addMonths(first, 1)) {
        const message = `The calendar feed of ${group.name} was last read on ${copiedOn}; meetings after that are unknown.`;
        return cannotTell(message, feedEvidence(facts, known, message));
      }
      const list = missed.map((month) => month.slice(0, 7)).join(', ');
      const cancelled = known.cancelled.map((meeting) => evidenceOf(facts, meeting, known, 'was cancelled on'));
      const text = `The calendar has no meeting of ${group.name} in ${list}.`;
      return notMet(
        `${group.name} held no meeting in ${list}; one a month is required.`,
        [...feedEvidence(facts, known, text), ...cancelled],
        { openedAt: startOf(addMonths(first, 1)), suggestedFix: 'Schedule a regular public meeting.' },
      );
    },
});

function firstOfMonth(day: CalendarDate): CalendarDate {
  return `${day.slice(0, 8)}01`;
}

/** A day more on both sides, because a month begins at another instant in each zone. */
function windowOf(thisMonth: CalendarDate, months: number) {
  return spanOf(addDays(addMonths(thisMonth, -months), -1), addDays(thisMonth, 1));
}
