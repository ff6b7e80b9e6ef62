import { z } from 'zod';
import { addDays, dayOf, spanOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { registryEvidence, unreadEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { evidenceOf, meetingsIn } from '../meetings.ts';
import { compareSchedule } from '../schedule.ts';

/** The schedule that the registry declares is the one in the calendar: where they differ, somebody waits alone. */
export const scheduleDiffersFromFeed = groupEvaluator({
  name: 'schedule-differs-from-feed',
  parameters: z.strictObject({
    daysAhead: z.int().min(28).max(366).default(84).describe('How many coming days are compared.'),
  }),
  needs: ['meetings'],
  window: ({ daysAhead }, now) => spanOf(dayOf(now), addDays(dayOf(now), daysAhead)),
  prepare: ({ facts, parameters: { daysAhead } }) => {
    const today = dayOf(facts.now);
    const window = spanOf(today, addDays(today, daysAhead));
    return (group) => {
      const known = meetingsIn(facts, group, window);
      const scheduled = group.declaredMeetings.filter(({ schedule, rrule }) => schedule !== null || rrule !== null);
      if (scheduled.length === 0 || known.readings.length === 0) return null;
      const occurrences = known.items.map(({ record }) => record);
      const compared = scheduled.map((declared) => ({
        declared,
        comparison: compareSchedule(declared, occurrences, window),
      }));
      const evidenceFor = (meetings: typeof compared) =>
        meetings.flatMap(({ declared: { title, schedule, rrule, place } }) =>
          registryEvidence(facts, place, `The registry declares “${title}”: ${schedule ?? rrule ?? 'no schedule'}.`),
        );
      const differing = compared.filter(({ comparison }) => comparison.outcome === 'differs');
      const unread = unreadEvidence(facts, known.readings);
      if (differing.length > 0 && known.isComplete && unread.length === 0) {
        const nearest = differing.flatMap(({ comparison }) => {
          const record = comparison.outcome === 'differs' ? comparison.nearest : null;
          const meeting = known.items.find((item) => item.record === record);
          return meeting === undefined ? [] : [evidenceOf(facts, meeting, known, `is at ${meeting.record.start}, on`)];
        });
        const titles = differing.map(({ declared }) => `“${declared.title}” (${declared.schedule ?? declared.rrule})`);
        return notMet(
          `The calendar of ${group.name} does not hold ${titles.join(' and ')} as the registry declares.`,
          [...evidenceFor(differing), ...nearest],
          { suggestedFix: 'Correct the schedule in the registry, or the event in the calendar.' },
        );
      }
      if (compared.every(({ comparison }) => comparison.outcome === 'agrees')) return met;
      const untold = compared.filter(({ comparison }) => comparison.outcome !== 'agrees');
      const reasons = untold.map(({ comparison }) => (comparison.outcome === 'unknown' ? comparison.reason : ''));
      const reason =
        unread.length > 0 ? unread.map(({ text }) => text).join(' ') : `${[...new Set(reasons)].join('; ')}.`;
      return cannotTell(`The schedule of ${group.name} cannot be compared with its calendar: ${reason}`, [
        ...evidenceFor(untold),
        ...unread,
      ]);
    };
  },
});
