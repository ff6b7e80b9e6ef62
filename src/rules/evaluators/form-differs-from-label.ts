import { z } from 'zod';
import { initiativeEvaluator } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

/** What ties an initiative to its groups agrees: the answer in the issue form, the labels, the project board. */
export const formDiffersFromLabel = initiativeEvaluator({
  name: 'form-differs-from-label',
  parameters: z.strictObject({}),
  prepare: ({ facts }) => {
    const named = new Map(facts.groups.map((group) => [group.key, group.name]));
    return (initiative) => {
      const { record, groups } = initiative;
      if (!groups.some(({ confidence }) => confidence === 'CONFLICTING')) return met;
      const evidence = groups.map(({ group, matchedBy }) => {
        const by = matchedBy.map(({ rule, value }) => `${rule} “${value}”`).join(' and ');
        return initiativeEvidence(facts, initiative, `${named.get(group) ?? group} by ${by}.`);
      });
      const list = groups.map(({ group }) => named.get(group) ?? group).join(', ');
      const message = `The form and the labels of “${record.title}” name different groups: ${list}.`;
      return notMet(message, evidence, { suggestedFix: 'Make the labels and the answer in the form agree.' });
    };
  },
});
