/** Terms of office: who holds a seat, and until when. */
import type { GroupRecord, RoleRecord } from '../model/group.ts';
import type { CalendarDate } from '../model/source.ts';
import { dayOf, endOf } from './days.ts';
import type { Prepared } from './evaluator.ts';
import { personName, recordEvidence } from './evidence.ts';
import { cannotTell, type Judgement, met, notMet } from './judgement.ts';

/**
 * Judges a term by its last day. The length of a term is no fault: a first cohort is staggered with one-year terms.
 * @param isDue whether the last day has the rule's attention
 * @param describe the message for a term that is due, its first day of attention and what to do
 */
export function judgeTerm(
  { facts, rule }: Prepared<unknown>,
  role: RoleRecord,
  group: GroupRecord,
  isDue: (termEnd: CalendarDate, today: CalendarDate) => boolean,
  describe: (termEnd: CalendarDate, who: string) => { message: string; openedAt: string; suggestedFix: string },
): Judgement {
  const today = dayOf(facts.now);
  const who = `${personName(role)} as ${role.kindLabel} of ${group.name}`;
  const { termStart, termEnd } = role;
  if (termEnd === null) {
    const text = `The registry gives no end of term for ${who}.`;
    return cannotTell(text, recordEvidence(facts, role, 'termEnd', text), 'Add the end of the term.');
  }
  if (termStart !== null && termStart > termEnd) {
    const text = `The term of ${who} ends on ${termEnd}, before it starts on ${termStart}.`;
    return cannotTell(text, recordEvidence(facts, role, 'termEnd', text), 'Correct the dates of the term.');
  }
  if (!isDue(termEnd, today) || isRenewed(role, group, rule.roleKinds.length === 0 ? [role.kind] : rule.roleKinds)) {
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

/** Re-elected, or moved to another seat of the rule: the registry lists the person again with a later or open end. */
function isRenewed(role: RoleRecord, group: GroupRecord, kinds: readonly RoleRecord['kind'][]): boolean {
  const { termEnd, login } = role;
  if (termEnd === null || login === null) return false;
  return group.roles.some(
    (other) =>
      other !== role &&
      kinds.includes(other.kind) &&
      other.login?.toLowerCase() === login.toLowerCase() &&
      other.termEnd !== null &&
      other.termEnd > termEnd,
  );
}
