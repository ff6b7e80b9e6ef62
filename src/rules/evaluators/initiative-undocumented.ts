import { z } from 'zod';
import type { InitiativeField } from '../../model/initiative.ts';
import { dayOf } from '../days.ts';
import { initiativeEvaluator } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { namedEntries, nameList } from '../name-list.ts';

const names = {
  name: 'the name',
  shortDescription: 'the short description',
  responsibleGroup: 'the responsible group',
  subproject: 'the subproject',
  primaryContact: 'the primary contact',
  contacts: 'the additional contacts',
  description: 'the description',
  exitCriteria: 'the deliverables or exit criteria',
  trackingUrl: 'the tracking document',
  timeline: 'the timeline',
} as const satisfies Record<InitiativeField, string>;
/** `_No response_` is what GitHub writes for a question that was left empty. */
const EMPTY = /^(?:_?no response_?|n\/?a|tb[acd]|todo|none|unknown|[-–—?.\s]*)\.?$/iu;

/** The issue answers the questions of the form that the rule names. */
export const initiativeUndocumented = initiativeEvaluator({
  name: 'initiative-undocumented',
  parameters: z.strictObject({
    fields: nameList(Object.keys(names))
      .default('description, exitCriteria')
      .describe('Fields that are to be answered, separated by commas.'),
    since: z.iso.date().optional().describe('Applies to issues opened from this day on, when the form began to ask.'),
  }),
  prepare: ({ facts, parameters }) => {
    const wanted = namedEntries(names, parameters.fields);
    return (initiative) => {
      const { record } = initiative;
      if (parameters.since !== undefined && dayOf(record.createdAt) < parameters.since) return null;
      const { answers } = record;
      if (Object.keys(answers).length === 0) {
        const text = 'The issue does not answer the initiative form, so what it documents cannot be read.';
        return cannotTell(`“${record.title}”: ${text}`, [initiativeEvidence(facts, initiative, text)], 'Use the form.');
      }
      const missing = wanted.filter(([field]) => EMPTY.test((answers[field] ?? '').trim())).map(([, name]) => name);
      if (missing.length === 0) return met;
      const text = `The issue form does not answer ${missing.join(' and ')}.`;
      return notMet(
        `“${record.title}” lacks ${missing.join(' and ')}.`,
        [initiativeEvidence(facts, initiative, text)],
        {
          openedAt: record.createdAt,
          suggestedFix: `Add ${missing.join(' and ')} to the issue.`,
        },
      );
    };
  },
});
