/** What the graph concludes about one initiative: overdue, help wanted, where to raise it, who oversees it. */
import type { GroupRecord, RoleKind, RoleRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord } from '../model/initiative.ts';
import type { MaybePromise } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { whenReady } from './maybe-promise.ts';
import { findNextMeeting } from './nearest-meetings.ts';
import { isInOffice } from './terms.ts';
import { addDays, daysBetween, toDate } from './time.ts';

/** Kinds of role that oversee an initiative; members of a committee do so whatever their role. */
const OVERSEERS: ReadonlySet<RoleKind> = new Set(['TECH_LEAD', 'SUBPROJECT_LEAD', 'LIAISON', 'SPONSOR']);

/** @returns what takes further requests; null where it could not be read. */
export function loadDetails(
  context: GraphContext,
  initiative: JoinedInitiative,
): MaybePromise<InitiativeDetailsRecord | null> {
  return whenReady(context.loaders.details(initiative), ({ value }) => value);
}

export function loadLastActivity(context: GraphContext, initiative: JoinedInitiative): MaybePromise<string | null> {
  return whenReady(loadDetails(context, initiative), (details) => details?.lastActivityAt ?? null);
}

/** @returns whether the work is still expected to go on. */
export function isUnderWay({ state, status }: Pick<JoinedInitiative, 'state' | 'status'>): boolean {
  return state === 'OPEN' && status !== 'COMPLETE' && status !== 'CANCELLED';
}

/** @returns whole days from opening until closing or now. */
export function ageInDays({ validity }: GraphContext, { createdAt, closedAt }: JoinedInitiative): number {
  if (closedAt !== null) return daysBetween(createdAt, closedAt);
  const days = daysBetween(createdAt, validity.now);
  validity.changesAt(addDays(createdAt, days + 1));
  return days;
}

/** @returns what it is overdue by; null where it is not. */
export function overdueReason(context: GraphContext, initiative: JoinedInitiative): string | null {
  if (!isUnderWay(initiative)) return null;
  const { targetDate, targetDateReason, ruleId } = initiative;
  if (targetDate !== null && targetDate < context.validity.today) {
    return `target date ${targetDate} (${targetDateReason ?? 'as given'}) has passed`;
  }
  const limit = ruleId === null ? null : (context.registry.initiativeRule(ruleId)?.limits.maxAgeDays ?? null);
  const age = ageInDays(context, initiative);
  return limit !== null && age > limit ? `open for ${age} days, the community's limit is ${limit}` : null;
}

/** @returns whether something asks for help with work that goes on. */
export function isHelpWanted(initiative: JoinedInitiative): boolean {
  return isUnderWay(initiative) && askingReasons(initiative).length > 0;
}

interface Reason {
  readonly points: number;
  readonly text: string;
}

/** What asks for help; what only makes joining easier is added by {@link loadHelpWanted}. */
function askingReasons(initiative: JoinedInitiative): readonly Reason[] {
  const reasons: Reason[] = [];
  if (initiative.helpLabel !== null) reasons.push({ points: 3, text: `label ${initiative.helpLabel}` });
  if (initiative.isContactWanted) reasons.push({ points: 2, text: 'primary contact is open' });
  if (initiative.assignees.length === 0) reasons.push({ points: 1, text: 'nobody is assigned' });
  return reasons;
}

const ACTIVE_WITHIN_DAYS = 30;
const MEETING_WITHIN_DAYS = 7;

export interface HelpWantedScore {
  /** Sum of the points of the reasons. */
  readonly score: number;
  /** Each with its points, e.g. `+2 primary contact is open`; empty where no help is wanted. */
  readonly reasons: readonly string[];
}

/** @returns why help is wanted, and what makes joining easy */
export function loadHelpWanted(context: GraphContext, initiative: JoinedInitiative): MaybePromise<HelpWantedScore> {
  if (!isHelpWanted(initiative)) return { score: 0, reasons: [] };
  return context.loaders.once(`help ${initiative.key}`, () =>
    whenReady(findRaiseAt(context, initiative), (raiseAt) =>
      whenReady(loadDetails(context, initiative), (details) => {
        const reasons = [...askingReasons(initiative), ...joiningReasons(context, raiseAt, details)];
        return {
          score: reasons.reduce((sum, { points }) => sum + points, 0),
          reasons: reasons.map(({ points, text }) => `+${points} ${text}`),
        };
      }),
    ),
  );
}

/** What makes joining easy now; the answer holds until one of these passes. */
function joiningReasons(
  { validity }: GraphContext,
  raiseAt: RaiseAt | null,
  details: InitiativeDetailsRecord | null,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (raiseAt !== null) {
    const { startsAt } = raiseAt.meeting;
    validity.changesAfter(addDays(startsAt, -MEETING_WITHIN_DAYS));
    if (startsAt < addDays(validity.now, MEETING_WITHIN_DAYS)) {
      reasons.push({ points: 0.5, text: `${raiseAt.group.slug} meets on ${toDate(startsAt)}` });
    }
  }
  if (details?.lastActivityAt) {
    validity.changesAfter(addDays(details.lastActivityAt, ACTIVE_WITHIN_DAYS));
    if (details.lastActivityAt >= addDays(validity.now, -ACTIVE_WITHIN_DAYS)) {
      reasons.push({ points: 0.5, text: `active on ${toDate(details.lastActivityAt)}` });
    }
  }
  if (details?.openLinkedPullRequests === 0) reasons.push({ points: 0.5, text: 'no open pull request' });
  return reasons;
}

export interface RaiseAt {
  readonly group: GroupRecord;
  readonly meeting: JoinedMeeting;
  readonly reason: string;
}

/** @returns the next meeting of the responsible group, else of a tied group, else of their parents. */
export function findRaiseAt(context: GraphContext, initiative: JoinedInitiative): MaybePromise<RaiseAt | null> {
  const { registry } = context;
  const tied = initiative.ties.map(({ node }) => node);
  const own = initiative.responsible === null ? [] : [initiative.responsible];
  const parents = [...own, ...tied].flatMap(({ parent }) => (parent === null ? [] : (registry.group(parent) ?? [])));
  const candidates = new Map<GroupRecord, string>();
  const addAll = (groups: readonly GroupRecord[], role: string): void => {
    for (const group of groups) if (!candidates.has(group)) candidates.set(group, role);
  };
  addAll(own, 'the responsible group');
  addAll(tied, 'a group it is tied to');
  addAll(parents, 'the parent of its group');
  return firstMeeting(context, [...candidates]);
}

function firstMeeting(
  context: GraphContext,
  candidates: readonly (readonly [GroupRecord, string])[],
): MaybePromise<RaiseAt | null> {
  const [candidate, ...others] = candidates;
  if (candidate === undefined) return null;
  const [group, role] = candidate;
  return whenReady(findNextMeeting(context, group), (meeting) =>
    meeting === null
      ? firstMeeting(context, others)
      : { group, meeting, reason: `next meeting of ${group.slug}, ${role}` },
  );
}

/** @returns the role under which somebody on the initiative oversees it; null where nobody does. */
export function findSponsor(context: GraphContext, initiative: JoinedInitiative): RoleRecord | null {
  const { registry, validity } = context;
  const logins = new Set(
    [...initiative.assignees, ...initiative.contacts].flatMap(({ login }) =>
      login === null ? [] : login.toLowerCase(),
    ),
  );
  const own = initiative.responsible === null ? initiative.ties.map(({ node }) => node) : [initiative.responsible];
  const parents = own.flatMap(({ parent }) => (parent === null ? [] : (registry.group(parent) ?? [])));
  const committees = registry.groups.filter(
    ({ kind, community }) => kind === 'COMMITTEE' && community === initiative.community,
  );
  const roles = [
    ...[...own, ...parents].flatMap((group) => group.roles.filter(({ kind }) => OVERSEERS.has(kind))),
    ...committees.flatMap((group) => group.roles),
  ];
  return (
    roles.find(
      (role) => role.login !== null && logins.has(role.login.toLowerCase()) && isInOffice(role, validity.today),
    ) ?? null
  );
}
