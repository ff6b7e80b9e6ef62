import { z } from 'zod';
import type { MeetingFact } from '../../model/facts.ts';
import { addDays, dayOf, spanOf } from '../days.ts';
import { customEvaluator } from '../evaluator.ts';
import { meetingEvidence, unreadEvidence } from '../evidence.ts';
import { cannotTell, notMet, type Verdict } from '../judgement.ts';
import { localDay } from '../meetings.ts';

/** Every meeting of a shared calendar belongs to a group. One finding a recurrence set, about its feed. */
export const feedEventMatchesNoGroup = customEvaluator({
  name: 'feed-event-matches-no-group',
  parameters: z.strictObject({
    daysBack: z.int().min(0).max(180).default(30).describe('How many past days are looked at.'),
    daysAhead: z.int().min(0).max(180).default(60).describe('How many coming days are looked at.'),
  }),
  needs: ['meetings'],
  window: (parameters, now) => windowOf(parameters, now),
  evaluate: ({ facts, parameters, community }) => {
    const known = facts.unmatchedOccurrences(community, windowOf(parameters, facts.now));
    const events = known.items.filter(({ record }) => record.status !== 'CANCELLED');
    const bySeries = Map.groupBy(events, ({ record, sourceId }) => `${sourceId}#${seriesUid(record.uid)}`);
    const unread = unreadEvidence(facts, known.readings).map(
      (evidence): Verdict => ({
        subject: { type: 'Source', id: evidence.sourceId },
        groups: [],
        discriminator: null,
        judgement: cannotTell(`The calendar could not be read. ${evidence.text}`, [evidence]),
      }),
    );
    const unmatched = [...bySeries.values()].flatMap((meetings): Verdict[] => {
      const shown = meetings.find(({ record }) => record.start >= facts.now) ?? meetings.at(-1);
      if (shown === undefined) return [];
      const { record, sourceId } = shown;
      const feed = facts.source(sourceId)?.name ?? sourceId;
      const message = `“${record.summary}” in ${feed} matches no group.`;
      const evidence = [meetingEvidence(facts, shown, known.readings, describe(shown, meetings.length))];
      return [
        {
          subject: { type: 'Source', id: sourceId },
          groups: [],
          discriminator: seriesUid(record.uid),
          judgement: notMet(message, evidence, {
            suggestedFix: 'Add a match rule for it to the calendar in the registry, e.g. by its title or meeting id.',
          }),
        },
      ];
    });
    return [...unmatched, ...unread];
  },
});

function windowOf({ daysBack, daysAhead }: { daysBack: number; daysAhead: number }, now: string) {
  const today = dayOf(now);
  return spanOf(addDays(today, -daysBack), addDays(today, daysAhead + 1));
}

function describe(meeting: MeetingFact, count: number): string {
  const others = count === 1 ? '' : `, ${count} times in the span looked at`;
  return `“${meeting.record.summary}” on ${localDay(meeting)}${others}.`;
}

/** LFX splits a series into `uid:epoch seconds` where a change holds for this and following instances. */
function seriesUid(uid: string): string {
  return uid.replace(/:\d{9,13}$/u, '');
}
