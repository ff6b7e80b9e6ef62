import { z } from 'zod';
import { addMonths, dayOf, endOf } from '../days.ts';
import { initiativeEvaluator } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

const MONTHS_PER_QUARTER = 3;

/** An initiative ends within its quarters, counted from the day its issue was opened, since no other start is recorded. */
export const initiativeOverAge = initiativeEvaluator({
  name: 'initiative-over-age',
  parameters: z.strictObject({
    quarters: z.int().positive().max(20).default(2).describe('Most quarters, of three months each.'),
  }),
  prepare:
    ({ facts, parameters: { quarters } }) =>
    (initiative) => {
      const { record } = initiative;
      const opened = dayOf(record.createdAt);
      const lastDay = addMonths(opened, MONTHS_PER_QUARTER * quarters);
      if (dayOf(facts.now) <= lastDay) return met;
      const message = `“${record.title}” has been open since ${opened}, longer than ${quarters} quarters.`;
      const evidence = [initiativeEvidence(facts, initiative, `Opened on ${opened} and not closed.`)];
      return notMet(message, evidence, {
        openedAt: endOf(lastDay),
        dueAt: endOf(lastDay),
        suggestedFix: 'Close it, or ask the parent body for an extension.',
      });
    },
});
