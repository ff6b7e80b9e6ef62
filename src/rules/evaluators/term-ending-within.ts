import { z } from 'zod';
import { addDays, startOf } from '../days.ts';
import { roleEvaluator } from '../evaluator.ts';
import { judgeTerm, undated } from '../terms.ts';

/** A seat whose term ends soon needs an election. A term that has ended is the matter of `term-expired`. */
export const termEndingWithin = roleEvaluator({
  name: 'term-ending-within',
  parameters: z.strictObject({
    days: z.int().positive().describe('How many days before the last day of a term it is reported.'),
    undated,
  }),
  prepare: (given) => (role, group) =>
    judgeTerm(
      given,
      role,
      group,
      (termEnd, today) => termEnd >= today && termEnd <= addDays(today, given.parameters.days),
      (termEnd, who) => ({
        message: `The term of ${who} ends on ${termEnd}.`,
        openedAt: startOf(addDays(termEnd, -given.parameters.days)),
        suggestedFix: 'Arrange the election, or record the renewed term.',
      }),
    ),
});
