import { z } from 'zod';
import { initiativeEvaluator } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

/** Of the labels that exclude each other an issue carries one at most, and none that another label makes obsolete. */
export const labelsExclusive = initiativeEvaluator({
  name: 'labels-exclusive',
  parameters: z.strictObject({
    labels: z.string().min(1).describe('Labels, separated by commas; a trailing `*` stands for any end: `init/*`.'),
    besides: z
      .string()
      .default('')
      .describe(
        'Labels that make the former obsolete, e.g. `tag/*` for `needs-group`; without it one of the former may stand.',
      ),
  }),
  prepare: ({ facts, parameters }) => {
    const isExclusive = matcherOf(parameters.labels);
    const isObsoleting = matcherOf(parameters.besides);
    return (initiative) => {
      const { record } = initiative;
      const labels = record.labels.map(({ name }) => name);
      const exclusive = labels.filter(isExclusive);
      const others = labels.filter(isObsoleting);
      if (exclusive.length === 0 || (exclusive.length === 1 && others.length === 0)) return met;
      const list = [...exclusive, ...others].map((name) => `“${name}”`).join(', ');
      const evidence = [initiativeEvidence(facts, initiative, `The issue carries ${list}.`)];
      return notMet(`“${record.title}” carries labels that exclude each other: ${list}.`, evidence, {
        suggestedFix: others.length > 0 ? `Remove ${exclusive.join(', ')}.` : 'Keep the label that is true.',
      });
    };
  },
});

/** GitHub compares label names without case. */
function matcherOf(patterns: string): (label: string) => boolean {
  const list = patterns
    .toLowerCase()
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  return (label) =>
    list.some((pattern) =>
      pattern.endsWith('*') ? label.toLowerCase().startsWith(pattern.slice(0, -1)) : label.toLowerCase() === pattern,
    );
}
