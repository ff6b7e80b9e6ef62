import { z } from 'zod';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';

/** The registry links the group's charter. What the charter says is for people to judge. */
export const hasCharter = groupEvaluator({
  name: 'has-charter',
  parameters: z.strictObject({
    unlisted: z
      .enum(['not-met', 'cannot-tell'])
      .default('not-met')
      .describe('What to say where no charter is linked, because the registry may not keep such links.'),
  }),
  prepare:
    ({ facts, parameters: { unlisted } }) =>
    (group) => {
      if (group.charterUrl !== null) return met;
      const message = `The registry links no charter of ${group.name}.`;
      const evidence = recordEvidence(facts, group, 'charterUrl', message);
      const fix = 'Link the charter from the registry, or have one approved.';
      return unlisted === 'cannot-tell'
        ? cannotTell(`${message} There may be one elsewhere.`, evidence, fix)
        : notMet(message, evidence, { suggestedFix: fix });
    },
});
