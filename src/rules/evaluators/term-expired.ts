import { z } from 'zod';
import { endOf } from '../days.ts';
import { roleEvaluator } from '../evaluator.ts';
import { judgeTerm, undated } from '../terms.ts';

/** Nobody holds a seat after the last day of the term. */
export const termExpired = roleEvaluator({
  name: 'term-expired',
  parameters: z.strictObject({ undated }),
  prepare: (given) => (role, group) =>
    judgeTerm(
      given,
      role,
      group,
      (termEnd, today) => termEnd < today,
      (termEnd, who) => ({
        message: `The term of ${who} ended on ${termEnd}.`,
        openedAt: endOf(termEnd),
        suggestedFix: 'Record the new term if it was renewed; else remove the entry and name a successor.',
      }),
    ),
});
