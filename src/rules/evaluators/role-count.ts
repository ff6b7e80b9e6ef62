import { z } from 'zod';
import type { RoleKind } from '../../model/group.ts';
import { dayOf } from '../days.ts';
import { groupEvaluator, rolesOf } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { holderKey } from '../person.ts';

/**
 * A group lists as many people in the roles of the rule as it needs: chairs, liaisons, organizers, subproject leads.
 * People are counted once; somebody whose term has not begun is not counted, somebody whose term has ended is, since
 * that is the matter of `term-expired`.
 */
export const roleCount = groupEvaluator({
  name: 'role-count',
  parameters: z.strictObject({
    min: z.int().nonnegative().default(1).describe('Fewest people.'),
    max: z.int().positive().optional().describe('Most people; without it there is no limit.'),
    unlisted: z
      .enum(['not-met', 'cannot-tell'])
      .default('not-met')
      .describe(
        'What to say where the registry lists nobody at all for the group, because it may not keep such a list.',
      ),
  }),
  prepare: ({ facts, rule, parameters: { min, max, unlisted } }) => {
    const today = dayOf(facts.now);
    const noun = nounOf(rule.roleKinds);
    return (group) => {
      const holders = rolesOf(group, rule).filter(({ termStart }) => termStart === null || termStart <= today);
      const count = new Set(holders.map(holderKey)).size;
      if (count >= min && (max === undefined || count <= max)) return met;
      const expected = max === undefined ? `at least ${min}` : max === min ? `${min}` : `${min} to ${max}`;
      const text = `The registry lists ${count === 0 ? `no ${noun}` : counted(count, noun)} of ${group.name}`;
      const evidence = recordEvidence(facts, group, 'roles', `${text}.`);
      if (group.roles.length === 0 && unlisted === 'cannot-tell') {
        return cannotTell(
          `${text}, nor anybody else, so they may be recorded elsewhere.`,
          evidence,
          `List the ${noun}s.`,
        );
      }
      const fix = count < min ? `Name and list ${counted(min - count, `further ${noun}`)}.` : undefined;
      const more = fix === undefined ? {} : { suggestedFix: fix };
      return notMet(`${text}; ${expected} ${min === 1 && max === undefined ? 'is' : 'are'} expected.`, evidence, more);
    };
  },
});

/** `TECH_LEAD` → `tech lead`. Of several kinds the first is the one that the rule is named for. */
function nounOf([kind]: readonly RoleKind[]): string {
  return kind === undefined ? 'person' : kind.toLowerCase().replaceAll('_', ' ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
