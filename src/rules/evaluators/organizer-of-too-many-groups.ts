import { z } from 'zod';
import { customEvaluator, groupsOf, rolesOf } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';

/** Nobody holds the role in more groups than allowed. The finding is about the person's role in the first of them. */
export const organizerOfTooManyGroups = customEvaluator({
  name: 'organizer-of-too-many-groups',
  parameters: z.strictObject({ max: z.int().positive().default(2).describe('Most groups of one person.') }),
  evaluate: (given) => {
    const { facts, rule, parameters } = given;
    const named = new Map(facts.groups.map((group) => [group.key, group]));
    const roles = groupsOf(given)
      .flatMap((group) => rolesOf(group, rule))
      .filter(({ login }) => login !== null);
    return [...Map.groupBy(roles, ({ login }) => login?.toLowerCase())].flatMap(([, held]) => {
      const byGroup = new Map(held.map((role) => [role.group, role]));
      const keys = [...byGroup.keys()].sort();
      const first = byGroup.get(keys[0] ?? '');
      if (first === undefined) return [];
      const names = keys.map((key) => named.get(key)?.name ?? key);
      const judgement =
        keys.length <= parameters.max
          ? met
          : notMet(
              `@${first.login} is ${first.kindLabel} of ${keys.length} groups (${names.join(', ')}); at most ${parameters.max} are allowed.`,
              keys.flatMap((key) => {
                const role = byGroup.get(key);
                return role === undefined
                  ? []
                  : recordEvidence(
                      facts,
                      role,
                      'person',
                      `@${role.login} is ${role.kindLabel} of ${named.get(key)?.name}.`,
                    );
              }),
              { suggestedFix: `Hand over ${keys.length - parameters.max} of the groups.` },
            );
      return [{ subject: { type: 'Role', key: first.key }, groups: keys, discriminator: null, judgement }];
    });
  },
});
