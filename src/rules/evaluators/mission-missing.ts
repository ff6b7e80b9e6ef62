import { z } from 'zod';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

/** The group says what it is for. A placeholder says nothing, and the registry serves none. */
export const missionMissing = groupEvaluator({
  name: 'mission-missing',
  parameters: z.strictObject({}),
  prepare:
    ({ facts }) =>
    (group) => {
      if (group.mission !== null) return met;
      const message = `The registry states no mission of ${group.name}, or only a placeholder.`;
      return notMet(message, recordEvidence(facts, group, 'mission', message), {
        suggestedFix: 'Write the mission statement.',
      });
    },
});
