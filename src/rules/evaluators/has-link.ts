import { z } from 'zod';
import type { DeclaredMeetingRecord } from '../../model/group.ts';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

const perMeeting: Readonly<Record<string, (meeting: DeclaredMeetingRecord) => string | null>> = {
  recordings: ({ recordingUrl }) => recordingUrl,
  'meeting-notes': ({ notesUrl }) => notesUrl,
};

/** The registry links something that the group owes to the public, for the group or for one of its meetings. */
export const hasLink = groupEvaluator({
  name: 'has-link',
  parameters: z.strictObject({
    rel: z.enum(['recordings', 'meeting-notes']).describe('What is to be linked.'),
  }),
  prepare:
    ({ facts, parameters: { rel } }) =>
    (group) => {
      const ofMeeting = perMeeting[rel];
      const isLinked =
        group.links.some((link) => link.rel === rel) ||
        group.declaredMeetings.some((meeting) => ofMeeting?.(meeting) != null);
      if (isLinked) return met;
      const noun = rel.replace('-', ' ');
      const message = `The registry links no ${noun} of ${group.name}.`;
      return notMet(message, recordEvidence(facts, group, 'links', message), {
        suggestedFix: `Link the ${noun} from the registry.`,
      });
    },
});
