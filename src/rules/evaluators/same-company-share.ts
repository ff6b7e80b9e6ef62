import { z } from 'zod';
import type { RoleRecord } from '../../model/group.ts';
import { groupEvaluator, rolesOf } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { holderKey } from '../person.ts';

/** No company has more than its share of a group's people. One person alone is the matter of `role-count`. */
export const sameCompanyShare = groupEvaluator({
  name: 'same-company-share',
  parameters: z.strictObject({
    maxPercent: z.number().min(0).max(100).default(50).describe('Largest share of one company, in per cent.'),
  }),
  prepare:
    ({ facts, rule, parameters: { maxPercent } }) =>
    (group) => {
      const companies = companiesOf(rolesOf(group, rule));
      if (companies.length < 2) return null;
      const limit = (companies.length * maxPercent) / 100;
      const byCompany = Map.groupBy(companies, companyKey);
      const unknown = byCompany.get('')?.length ?? 0;
      byCompany.delete('');
      const [largest] = [...byCompany.values()].sort((one, other) => other.length - one.length);
      const count = largest?.length ?? 0;
      if (count > limit) {
        const company = largest?.[0] ?? '';
        const message = `${count} of ${companies.length} people of ${group.name} are with ${company}; at most ${maxPercent} % may be.`;
        return notMet(message, recordEvidence(facts, group, 'roles', message), {
          suggestedFix: 'Win people of other companies for the role.',
        });
      }
      if (count + unknown <= limit) return met;
      const message = `The registry gives no company for ${unknown} of ${companies.length} people of ${group.name}.`;
      return cannotTell(message, recordEvidence(facts, group, 'roles', message), 'Add the companies.');
    },
});

/** @returns the company of each person once, whatever the number of the person's roles; null where no role gives it */
function companiesOf(roles: readonly RoleRecord[]): readonly (string | null)[] {
  const byPerson = Map.groupBy(roles, holderKey);
  return [...byPerson.values()].map((held) => held.find(({ company }) => company !== null)?.company ?? null);
}

/** The legal form and the spelling do not tell companies apart: `Red Hat, Inc.` is `@redhat`. */
function companyKey(company: string | null): string {
  return (company ?? '')
    .toLowerCase()
    .replace(/(?:[,.]|(?<!\s))\s+(?:inc|ltd|llc|gmbh|ag|corp|co|corporation|limited)\.?$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
