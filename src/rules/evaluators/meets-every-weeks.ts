import { z } from 'zod';
import type { Facts } from '../../model/facts.ts';
import type { GroupRecord } from '../../model/group.ts';
import type { CalendarDate } from '../../model/source.ts';
import { cadenceDays } from '../cadence.ts';
import { addDays, dayOf, daysBetween, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { provenUntil, recordEvidence, registryEvidence } from '../evidence.ts';
import { cannotTell, type Judgement, met, notMet } from '../judgement.ts';
import { absenceUnproven, evidenceOf, feedEvidence, firstStart, localDay, meetingsIn } from '../meetings.ts';

/**
 * A group meets every so many weeks, some months excepted. Calendar feeds decide where the group has any; without, the
 * schedule that the registry declares does.
 */
export const meetsEveryWeeks = groupEvaluator({
  name: 'meets-every-weeks',
  parameters: z.strictObject({
    weeks: z.int().min(1).max(8).describe('Most weeks between two meetings.'),
    exceptMonths: z
      .string()
      .regex(/^(?:1[0-2]|[1-9])(?:, *(?:1[0-2]|[1-9]))*$/u)
      .optional()
      .describe('Months of which the days do not count, as numbers separated by commas: `11, 12`.'),
    lookBackWeeks: z.int().min(2).max(52).default(12).describe('How many weeks are looked at.'),
  }),
  needs: ['meetings'],
  window: ({ lookBackWeeks }, now) => ({ from: startOf(addDays(dayOf(now), -7 * lookBackWeeks)), to: now }),
  prepare: ({ facts, parameters: { weeks, exceptMonths = '', lookBackWeeks } }) => {
    const today = dayOf(facts.now);
    const from = addDays(today, -7 * lookBackWeeks);
    const excepted = new Set(exceptMonths.split(',').map((month) => month.trim().padStart(2, '0')));
    const counted = (start: CalendarDate, end: CalendarDate) => countedDays(start, end, excepted);
    return (group) => {
      const known = meetingsIn(facts, group, { from: startOf(from), to: facts.now });
      if (known.readings.length === 0) return judgeDeclared(facts, group, weeks);
      const until = dayOf(provenUntil(facts, known.readings));
      const first = dayOf(firstStart(facts, group) ?? startOf(from));
      const begin = first > from ? first : from;
      const days = [begin, ...new Set(known.held.map(localDay)), until].filter((day) => day <= until);
      const gap = days
        .slice(1)
        .map((day, index) => ({ start: days[index] ?? begin, end: day }))
        .find(({ start, end }) => counted(start, end) > 7 * weeks);
      if (gap === undefined) {
        return until === today || counted(until, today) <= 7 * weeks
          ? met
          : cannotTell(
              `The calendar feed of ${group.name} was last read on ${until}.`,
              feedEvidence(facts, known, `Read on ${until}.`),
            );
      }
      const unproven = absenceUnproven(facts, group, known, startOf(gap.start));
      if (unproven !== null) return unproven;
      const last = known.held.find((meeting) => localDay(meeting) === gap.start);
      const text = `The calendar has no meeting of ${group.name} between ${gap.start} and ${gap.end}.`;
      return notMet(
        `${group.name} did not meet between ${gap.start} and ${gap.end}; it is to meet every ${weeks} weeks.`,
        [
          ...feedEvidence(facts, known, text),
          ...(last === undefined ? [] : [evidenceOf(facts, last, known, 'was held on')]),
        ],
        { openedAt: startOf(addDays(gap.start, 7 * weeks + 1)), suggestedFix: 'Hold and list the meetings.' },
      );
    };
  },
});

function judgeDeclared(facts: Facts, group: GroupRecord, weeks: number): Judgement {
  const evidence = group.declaredMeetings.flatMap(({ title, schedule, rrule, place }) =>
    registryEvidence(facts, place, `“${title}” is declared: ${schedule ?? rrule ?? 'without a schedule'}.`),
  );
  const cadences = group.declaredMeetings.map(cadenceDays);
  const told = cadences.filter((days) => days !== null);
  if (told.some((days) => days <= 7 * weeks)) return met;
  // Two monthly meetings in different weeks may together be often enough.
  const combined = 1 / told.reduce((rate, days) => rate + 1 / days, 0);
  if (told.length > 0 && told.length === cadences.length && combined > 7 * weeks) {
    return notMet(`${group.name} declares no meeting every ${weeks} weeks or more often.`, evidence, {
      suggestedFix: 'Meet more often, or list the meetings that are missing.',
    });
  }
  const reason = cadences.length === 0 ? 'declares no meeting' : 'does not say how often it meets';
  const text = `${group.name} has no calendar feed and ${reason}.`;
  return cannotTell(text, evidence.length > 0 ? evidence : recordEvidence(facts, group, 'meetings', text));
}

/** @returns the days after `start` up to `end` that are not in an excepted month. */
function countedDays(start: CalendarDate, end: CalendarDate, excepted: ReadonlySet<string>): number {
  return Array.from({ length: Math.max(0, daysBetween(start, end)) }, (_, index) => addDays(start, index + 1)).filter(
    (day) => !excepted.has(day.slice(5, 7)),
  ).length;
}
