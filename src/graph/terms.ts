/** Where today stands in a term. */
import type { RoleRecord } from '../model/group.ts';
import type { Instant } from '../model/source.ts';
import type { RoleFilters, TermState } from './generated.ts';
import { addDays, toDate } from './time.ts';

/** How long before its end a term needs attention. */
export const ENDING_SOON_DAYS = 60;

/** @returns the state on the day of `now` in UTC; the last day of a term belongs to it. */
export function termStateOf(
  { termStart, termEnd }: Pick<RoleRecord, 'termStart' | 'termEnd'>,
  now: Instant,
): TermState {
  const today = toDate(now);
  if (termEnd !== null && termEnd < today) return 'EXPIRED';
  if (termStart !== null && termStart > today) return 'UPCOMING';
  if (termEnd !== null) return termEnd <= toDate(addDays(now, ENDING_SOON_DAYS)) ? 'ENDING_SOON' : 'CURRENT';
  return termStart === null ? 'UNKNOWN' : 'CURRENT';
}

/** @returns the condition that the filters set. */
export function createRoleFilter(filters: RoleFilters | null | undefined, now: Instant): (role: RoleRecord) => boolean {
  const { kind, termState, endsBefore } = filters ?? {};
  return (role) =>
    (!kind || kind.includes(role.kind)) &&
    (!termState || termState.includes(termStateOf(role, now))) &&
    (!endsBefore || (role.termEnd !== null && role.termEnd < endsBefore));
}

/** @returns whether somebody may be taken to act in the role today. */
export function isInOffice(role: RoleRecord, now: Instant): boolean {
  const state = termStateOf(role, now);
  return role.kind !== 'EMERITUS' && state !== 'EXPIRED' && state !== 'UPCOMING';
}
