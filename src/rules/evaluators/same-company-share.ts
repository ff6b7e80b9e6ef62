import { z } from 'zod';
import { groupEvaluator, rolesOf } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';

/** No company has more than its share of a group's people. One person alone is the matter of `role-count`. */
export const sameCompanyShare = groupEvaluator({
  name: 'same-company-share',
  parameters: z.strictObject({
    maxPercent: z.number().min(0).max(100).default(50).describe('Largest share of one company, in per cent.'),
  }),
  prepare:
    ({ facts, rule, parameters: { maxPercent } }) =>
    (group) => {
      const roles = rolesOf(group, rule);
      if (roles.length < 2) return null;
      const limit = (roles.length * maxPercent) / 100;
      const byCompany = Map.groupBy(roles, ({ company }) => companyKey(company));
      const unknown = byCompany.get('')?.length ?? 0;
      byCompany.delete('');
      const [largest] = [...byCompany.values()].sort((one, other) => other.length - one.length);
      const count = largest?.length ?? 0;
      if (count > limit) {
        const company = largest?.[0]?.company ?? '';
        const message = `${count} of ${roles.length} people of ${group.name} are with ${company}; at most ${maxPercent} % may be.`;
        return notMet(message, recordEvidence(facts, group, 'roles', message), {
          suggestedFix: 'Win people of other companies for the role.',
        });
      }
      if (count + unknown <= limit) return met;
      const message = `The registry gives no company for ${unknown} of ${roles.length} people of ${group.name}.`;
      return cannotTell(message, recordEvidence(facts, group, 'roles', message), 'Add the companies.');
    },
});

/** The legal form and the spelling do not tell companies apart: `Red Hat, Inc.` is `@redhat`. */
function companyKey(company: string | null): string {
  return (company ?? '')
    .toLowerCase()
    .replace(/(?:[,.]|(?<!\s))\s+(?:inc|ltd|llc|gmbh|ag|corp|co|corporation|limited)\.?$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
