import { z } from 'zod';
import { customEvaluator, groupsOf } from '../evaluator.ts';
import { registryEvidence } from '../evidence.ts';
import type { Verdict } from '../judgement.ts';
import { notMet } from '../judgement.ts';

/** The files of the registry agree on a group: where a page and the registry differ, readers of one are misled. */
export const pageDiffersFromRegistry = customEvaluator({
  name: 'page-differs-from-registry',
  parameters: z.strictObject({}),
  evaluate: (given) => {
    const { facts } = given;
    const keys = new Set(groupsOf(given).map(({ key }) => key));
    return facts.conflicts
      .filter(({ group }) => group !== null && keys.has(group))
      .map(({ diagnostic, group }): Verdict => {
        const { sourceId, path, line, column, message, hint } = diagnostic;
        const evidence = registryEvidence(facts, { sourceId, path: path ?? '', line, column }, message);
        return {
          subject: { type: 'Group', key: group ?? '' },
          groups: [group ?? ''],
          discriminator: `${sourceId}#${path ?? message}`,
          judgement: notMet(message, evidence, hint === null ? {} : { suggestedFix: hint }),
        };
      });
  },
});
