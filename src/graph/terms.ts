/** Where today stands in a term. */
import type { RoleRecord } from '../model/group.ts';
import type { CalendarDate } from '../model/source.ts';
import type { RoleFilters, TermState } from './generated.ts';
import { rememberLast } from './remember-last.ts';
import { addDays, toDate } from './time.ts';
import type { Validity } from './validity.ts';

/** How long before its end a term needs attention. */
const ENDING_SOON_DAYS = 60;

/** @returns the state on the day given; the last day of a term belongs to it. */
export function termStateOf(
  { termStart, termEnd }: Pick<RoleRecord, 'termStart' | 'termEnd'>,
  today: CalendarDate,
): TermState {
  if (termEnd !== null && termEnd < today) return 'EXPIRED';
  if (termStart !== null && termStart > today) return 'UPCOMING';
  if (termEnd !== null) return termEnd <= lastDayOfSoon(today) ? 'ENDING_SOON' : 'CURRENT';
  return termStart === null ? 'UNKNOWN' : 'CURRENT';
}

const lastDayOfSoon = rememberLast((today: CalendarDate) => toDate(addDays(`${today}T00:00:00Z`, ENDING_SOON_DAYS)));

/** @returns the condition that the filters set. */
export function createRoleFilter(
  filters: RoleFilters | null | undefined,
  validity: Validity,
): (role: RoleRecord) => boolean {
  const { kind, termState, endsBefore } = filters ?? {};
  return (role) =>
    (!kind || kind.includes(role.kind)) &&
    (!termState || termState.includes(termStateOf(role, validity.today))) &&
    (!endsBefore || (role.termEnd !== null && role.termEnd < endsBefore));
}

/** @returns whether somebody may be taken to act in the role today. */
export function isInOffice(role: RoleRecord, today: CalendarDate): boolean {
  const state = termStateOf(role, today);
  return role.kind !== 'EMERITUS' && state !== 'EXPIRED' && state !== 'UPCOMING';
}
