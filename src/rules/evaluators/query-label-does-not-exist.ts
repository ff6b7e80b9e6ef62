import { z } from 'zod';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence, unreadEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';

/** The issue search of a group asks for labels that its repository has; one that it lacks finds nothing for ever. */
export const queryLabelDoesNotExist = groupEvaluator({
  name: 'query-label-does-not-exist',
  parameters: z.strictObject({}),
  needs: ['labels'],
  prepare:
    ({ facts }) =>
    (group) => {
      const wanted = group.initiativeQueries.flatMap(({ repository, labels }) =>
        labels.map((label) => ({ repository, label })),
      );
      if (wanted.length === 0) return null;
      // GitHub compares label names without case.
      const dead = wanted.filter(
        ({ repository, label }) =>
          !facts.labelsOf(repository).items.some((name) => name.toLowerCase() === label.toLowerCase()),
      );
      if (dead.length === 0) return met;
      const unknown = dead.filter(({ repository }) => !facts.labelsOf(repository).isComplete);
      const list = dead.map(({ label, repository }) => `“${label}” in ${repository}`).join(', ');
      const evidence = recordEvidence(
        facts,
        group,
        'initiatives',
        `The issue search of ${group.name} asks for ${list}.`,
      );
      if (unknown.length > 0) {
        const unread = unknown.flatMap(({ repository }) => unreadEvidence(facts, facts.labelsOf(repository).readings));
        return cannotTell(`Whether the labels exist that ${group.name} searches for is unknown: ${list}.`, [
          ...evidence,
          ...unread,
        ]);
      }
      return notMet(`${group.name} searches for a label that does not exist: ${list}.`, evidence, {
        suggestedFix: 'Correct the label in the search, or create it in the repository.',
      });
    },
});
