import { z } from 'zod';
import type { Instant } from '../../model/source.ts';
import { addDays, dayOf, endOf, spanOf, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { provenUntil } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { absenceUnproven, feedEvidence, localDay, meetingsIn } from '../meetings.ts';

/** A group met often enough in the last complete calendar year. The running year is never judged: it is not over. */
export const minMeetingsPerYear = groupEvaluator({
  name: 'min-meetings-per-year',
  parameters: z.strictObject({ min: z.int().positive().default(6).describe('Fewest meetings in a calendar year.') }),
  needs: ['meetings'],
  window: (_parameters, now) => windowOf(lastYear(now)),
  prepare:
    ({ facts, parameters: { min } }) =>
    (group) => {
      const year = lastYear(facts.now);
      const known = meetingsIn(facts, group, windowOf(year));
      const count = known.held.filter((meeting) => localDay(meeting).startsWith(year)).length;
      if (count >= min) return met;
      const unproven = absenceUnproven(facts, group, known, startOf(`${year}-02-01`));
      if (unproven !== null) return unproven;
      const copiedOn = dayOf(provenUntil(facts, known.readings));
      if (copiedOn <= `${year}-12-31`) {
        const message = `The calendar feed of ${group.name} was last read on ${copiedOn}; meetings after that are unknown.`;
        return cannotTell(message, feedEvidence(facts, known, message));
      }
      const text = `The calendar has ${count} meeting${count === 1 ? '' : 's'} of ${group.name} in ${year}`;
      return notMet(`${text}; at least ${min} are required.`, feedEvidence(facts, known, `${text}.`), {
        openedAt: endOf(`${year}-12-31`),
        suggestedFix: 'Meet regularly, or retire the group.',
      });
    },
});

function lastYear(now: Instant): string {
  return String(Number(now.slice(0, 4)) - 1).padStart(4, '0');
}

/** A day more on both sides, because a year begins at another instant in each zone. */
function windowOf(year: string) {
  return spanOf(addDays(`${year}-01-01`, -1), addDays(`${year}-12-31`, 2));
}
