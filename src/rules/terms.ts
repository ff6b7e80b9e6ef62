/** Terms of office: who holds a seat, and until when. */
import { z } from 'zod';
import type { GroupRecord, RoleRecord } from '../model/group.ts';
import type { CalendarDate } from '../model/source.ts';
import { dayOf, endOf } from './days.ts';
import type { Prepared } from './evaluator.ts';
import { recordEvidence } from './evidence.ts';
import { cannotTell, type Judgement, met, notMet } from './judgement.ts';
import { personName } from './person.ts';

/** What to say of a role without an end of term. */
export const undated = z
  .enum(['cannot-tell', 'skip'])
  .default('cannot-tell')
  .describe('What to say of a role of which the registry gives no end of term: skip it where terms are not kept.');

/**
 * Judges a term by its last day. The length of a term is no fault: a first cohort is staggered with one-year terms.
 * @param isDue whether the last day has the rule's attention
 * @param describe the message for a term that is due, its first day of attention and what to do
 */
export function judgeTerm(
  { facts, parameters }: Prepared<{ readonly undated: z.output<typeof undated> }>,
  role: RoleRecord,
  group: GroupRecord,
  isDue: (termEnd: CalendarDate, today: CalendarDate) => boolean,
  describe: (termEnd: CalendarDate, who: string) => { message: string; openedAt: string; suggestedFix: string },
): Judgement | null {
  const today = dayOf(facts.now);
  const who = `${personName(role)} as ${role.kindLabel} of ${group.name}`;
  const { termStart, termEnd } = role;
  if (termEnd === null) {
    if (parameters.undated === 'skip') return null;
    const text = `The registry gives no end of term for ${who}.`;
    return cannotTell(text, recordEvidence(facts, role, 'termEnd', text), 'Add the end of the term.');
  }
  if (termStart !== null && termStart > termEnd) {
    const text = `The term of ${who} ends on ${termEnd}, before it starts on ${termStart}.`;
    return cannotTell(text, recordEvidence(facts, role, 'termEnd', text), 'Correct the dates of the term.');
  }
  if (!isDue(termEnd, today) || isRenewed(role, group)) {
    return met;
  }
  const { message, openedAt, suggestedFix } = describe(termEnd, who);
  const text = `The term of ${who} ${termStart === null ? '' : `runs from ${termStart} and `}ends on ${termEnd}.`;
  return notMet(message, recordEvidence(facts, role, 'termEnd', text), {
    openedAt,
    dueAt: endOf(termEnd),
    suggestedFix,
  });
}

/** Re-elected: the registry lists the person again in the same role with a later end. */
function isRenewed({ kind, termEnd, login }: RoleRecord, group: GroupRecord): boolean {
  if (termEnd === null || login === null) return false;
  return group.roles.some(
    (other) =>
      other.kind === kind &&
      other.login?.toLowerCase() === login.toLowerCase() &&
      other.termEnd !== null &&
      other.termEnd > termEnd,
  );
}
