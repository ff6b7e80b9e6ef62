import { z } from 'zod';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

/** The registry links the group's charter. What the charter says is for people to judge. */
export const hasCharter = groupEvaluator({
  name: 'has-charter',
  parameters: z.strictObject({}),
  prepare:
    ({ facts }) =>
    (group) => {
      if (group.charterUrl !== null) return met;
      const message = `The registry links no charter of ${group.name}.`;
      return notMet(message, recordEvidence(facts, group, 'charterUrl', message), {
        suggestedFix: 'Link the charter from the registry, or have one approved.',
      });
    },
});
