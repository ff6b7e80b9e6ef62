import { z } from 'zod';
import { addDays, dayOf, spanOf, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { provenUntil } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { absenceUnproven, evidenceOf, feedEvidence, localDay, meetingsIn } from '../meetings.ts';

/** How far back the last meeting is looked for, as a multiple of the days: it is worth naming, not worth a long search. */
const LOOK_BACK = 3;

/** A group has met within the days. Cancelled meetings do not count; a copy of a feed proves nothing after its fetch. */
export const noMeetingInDays = groupEvaluator({
  name: 'no-meeting-in-days',
  parameters: z.strictObject({
    days: z.int().positive().max(200).describe('Most days without a meeting.'),
  }),
  needs: ['meetings'],
  window: ({ days }, now) => ({ from: startOf(addDays(dayOf(now), -days * LOOK_BACK)), to: now }),
  prepare:
    ({ facts, parameters: { days } }) =>
    (group) => {
      const today = dayOf(facts.now);
      const window = { ...spanOf(addDays(today, -days * LOOK_BACK), today), to: facts.now };
      const known = meetingsIn(facts, group, window);
      const last = known.held.at(-1);
      const isWithin = (day: string) => last !== undefined && localDay(last) >= addDays(day, -days);
      if (isWithin(today)) return met;
      const unproven = absenceUnproven(facts, group, known, startOf(addDays(today, -days)));
      if (unproven !== null) return unproven;
      const copiedOn = dayOf(provenUntil(facts, known.readings));
      const message =
        last === undefined
          ? `The calendar has no meeting of ${group.name} since ${dayOf(window.from)}`
          : `${group.name} has not met since ${localDay(last)}`;
      const evidence =
        last === undefined
          ? feedEvidence(facts, known, `No meeting of ${group.name} from ${dayOf(window.from)} to ${copiedOn}.`)
          : [evidenceOf(facts, last, known, 'was the last meeting, on')];
      if (isWithin(copiedOn)) {
        const text = `The calendar feed of ${group.name} was last read on ${copiedOn}; meetings after that are unknown.`;
        return cannotTell(text, evidence);
      }
      const openedAt = last === undefined ? {} : { openedAt: startOf(addDays(localDay(last), days + 1)) };
      return notMet(`${message}; it is to meet within ${days} days.`, evidence, {
        ...openedAt,
        suggestedFix: 'Hold and list a meeting, or pause the group.',
      });
    },
});
