import { z } from 'zod';
import type { RoleRecord } from '../../model/group.ts';
import { initiativeEvaluator } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { personName } from '../person.ts';

/**
 * Somebody whom the rule trusts with it oversees the initiative: an assignee or contact who holds one of the rule's
 * roles in any group of the community, or any role in a committee.
 */
export const initiativeWithoutSponsor = initiativeEvaluator({
  name: 'initiative-without-sponsor',
  parameters: z.strictObject({}),
  prepare: ({ facts, rule, community }) => {
    const groups = facts.groups.filter((group) => group.community === community);
    const overseers = groups.flatMap((group) =>
      group.roles.filter(
        ({ kind }) =>
          kind !== 'EMERITUS' &&
          (rule.roleKinds.length === 0 || rule.roleKinds.includes(kind) || group.kind === 'COMMITTEE'),
      ),
    );
    const logins = new Set(overseers.flatMap(({ login }) => login?.toLowerCase() ?? []));
    const names = new Set(overseers.flatMap(({ name }) => (name === null ? [] : nameKey(name))));
    const everybody = new Set(groups.flatMap(({ roles }) => roles.flatMap(({ name }) => nameKey(name ?? ''))));
    const expected = describeRoles(rule.roleKinds);
    return (initiative) => {
      const { record } = initiative;
      const people = [...record.assignees, ...record.contacts];
      const isOverseer = ({ login, name }: (typeof people)[number]) =>
        login === null ? name !== null && names.has(nameKey(name)) : logins.has(login.toLowerCase());
      if (people.some(isOverseer)) return met;
      const list = [...new Set(people.map(personName))].join(', ');
      const text = list === '' ? 'The issue names no contact and has no assignee.' : `The issue names ${list}.`;
      const evidence = [initiativeEvidence(facts, initiative, text)];
      const fix = `Assign ${expected} to the issue.`;
      const strangers = people.filter(({ login, name }) => login === null && !everybody.has(nameKey(name ?? '')));
      if (strangers.length > 0) {
        const who = new Intl.ListFormat('en').format(strangers.map(personName));
        return cannotTell(
          `“${record.title}” names ${who} without a GitHub login, so the roles are unknown.`,
          evidence,
          fix,
        );
      }
      const message = `Nobody who is named in “${record.title}” is ${expected}.`;
      return notMet(message, evidence, { openedAt: record.createdAt, suggestedFix: fix });
    };
  },
});

/** Spelling of names differs in case, accents and spaces. */
function nameKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function describeRoles(kinds: readonly RoleRecord['kind'][]): string {
  const nouns = [...kinds.map((kind) => kind.toLowerCase().replaceAll('_', ' ')), 'committee member'];
  return `a ${new Intl.ListFormat('en', { type: 'disjunction' }).format(nouns)}`;
}
