import { z } from 'zod';
import { addDays, dayOf, endOf } from '../days.ts';
import { initiativeEvaluator, isUnderWay } from '../evaluator.ts';
import { initiativeEvidence, provenUntil } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';

/**
 * People work on an initiative. An issue that has not changed at all proves that they do not; a change may be a bot's
 * or a label's, so of a changed issue the activity of people decides.
 */
export const initiativeInactive = initiativeEvaluator({
  name: 'initiative-inactive',
  parameters: z.strictObject({ days: z.int().positive().describe('Most days without activity of a person.') }),
  // What has not changed for so long needs no further request.
  detailsFor: ({ days }, now, initiative) =>
    isUnderWay(initiative) && dayOf(initiative.updatedAt) >= addDays(dayOf(now), -days),
  prepare: ({ facts, parameters: { days } }) => {
    const today = dayOf(facts.now);
    return (initiative) => {
      const { record, details, reading } = initiative;
      const isRecent = (instant: string, day: string) => dayOf(instant) >= addDays(day, -days);
      if (details === null && isRecent(record.updatedAt, today)) {
        const text = `The issue was changed on ${dayOf(record.updatedAt)}; whether by a person could not be read.`;
        const evidence = [initiativeEvidence(facts, initiative, text)];
        return cannotTell(`Whether “${record.title}” is worked on could not be read.`, evidence);
      }
      // Of an issue that has not changed the details are not asked, so that the answer is the same with and without them.
      const isChanged = details !== null && isRecent(record.updatedAt, today);
      const unknownBefore = (isChanged ? details.activityUnknownBefore : null) ?? null;
      if (unknownBefore !== null && isRecent(unknownBefore, today)) {
        const text = `Since ${dayOf(unknownBefore)} only machines wrote; the comments before that were not read.`;
        const evidence = [initiativeEvidence(facts, initiative, text)];
        return cannotTell(`Whether a person works on “${record.title}” could not be read.`, evidence);
      }
      const last = isChanged ? (details.lastActivityAt ?? unknownBefore ?? record.createdAt) : record.updatedAt;
      if (isRecent(last, today)) return met;
      const what = isChanged ? 'The last activity of a person' : 'The last change of the issue';
      const evidence = [initiativeEvidence(facts, initiative, `${what} was on ${dayOf(last)}.`)];
      const copiedOn = dayOf(provenUntil(facts, [reading]));
      if (isRecent(last, copiedOn)) {
        return cannotTell(`“${record.title}” was last read on ${copiedOn}; what was after that is unknown.`, evidence);
      }
      const message = `Nobody has worked on “${record.title}” since ${dayOf(last)}, for more than ${days} days.`;
      return notMet(message, evidence, {
        openedAt: endOf(addDays(dayOf(last), days)),
        suggestedFix: 'Report progress in the issue, or pause or cancel the initiative.',
      });
    };
  },
});
