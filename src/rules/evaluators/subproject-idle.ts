import { z } from 'zod';
import { addMonths, dayOf, endOf, startOf } from '../days.ts';
import { groupEvaluator } from '../evaluator.ts';
import { initiativeEvidence, provenUntil, recordEvidence, unreadEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { absenceUnproven, evidenceOf, feedEvidence, localDay, meetingsIn } from '../meetings.ts';

/**
 * A group is in use: it met, or one of its initiatives moved. Idleness is claimed only where both its calendar and its
 * initiatives were read, and any change of an issue counts as a move.
 */
export const subprojectIdle = groupEvaluator({
  name: 'subproject-idle',
  parameters: z.strictObject({
    months: z.int().min(1).max(12).default(6).describe('Most months without a meeting or a change of an initiative.'),
  }),
  needs: ['initiatives', 'meetings'],
  // A month more, to tell from a copy that is some days old.
  window: ({ months }, now) => ({ from: startOf(addMonths(dayOf(now), -months - 1)), to: now }),
  prepare: ({ facts, parameters: { months } }) => {
    const today = dayOf(facts.now);
    const since = addMonths(today, -months);
    return (group) => {
      const meetings = meetingsIn(facts, group, { from: startOf(addMonths(since, -1)), to: facts.now });
      const initiatives = facts.initiativesOf(group.key);
      const days = [...meetings.held.map(localDay), ...initiatives.items.map(({ record }) => dayOf(record.updatedAt))];
      const last = days.reduce((latest, day) => (day > latest ? day : latest), '');
      if (last >= since) return met;
      const unproven = absenceUnproven(facts, group, meetings, startOf(since));
      if (unproven !== null) return unproven;
      if (initiatives.readings.length === 0 || !initiatives.isComplete) {
        const text = `The initiatives of ${group.name} could not be read, so what it delivers is unknown.`;
        const unread = unreadEvidence(facts, initiatives.readings);
        return cannotTell(text, unread.length > 0 ? unread : recordEvidence(facts, group, 'initiatives', text));
      }
      const copiedOn = dayOf(provenUntil(facts, [...meetings.readings, ...initiatives.readings]));
      const evidence = [
        ...feedEvidence(facts, meetings, `No meeting of ${group.name} since ${since}.`),
        ...meetings.cancelled.map((meeting) => evidenceOf(facts, meeting, meetings, 'was cancelled on')),
        ...initiatives.items.map((initiative) =>
          initiativeEvidence(
            facts,
            initiative,
            `“${initiative.record.title}” last changed on ${dayOf(initiative.record.updatedAt)}.`,
          ),
        ),
      ];
      if (copiedOn < addMonths(today, -1) || last >= addMonths(copiedOn, -months)) {
        return cannotTell(`What ${group.name} did after ${copiedOn} could not be read.`, evidence);
      }
      const message = `${group.name} has neither met nor moved an initiative since ${since}, for ${months} months.`;
      const openedAt = last === '' ? {} : { openedAt: endOf(addMonths(last, months)) };
      return notMet(message, evidence, {
        ...openedAt,
        suggestedFix: 'Report what it delivers, or pause or retire it.',
      });
    };
  },
});
