import type { ContactRecord } from '../../model/initiative.ts';
import type { Complete } from '../complete.ts';
import { type ConnectionArgs, type CountedPage, type Edge, firstOf, paginateList } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { findFindings, toFindingOrder } from '../findings.ts';
import type { InitiativeStatus } from '../generated.ts';
import { toGlobalId } from '../ids.ts';
import {
  ageInDays,
  findRaiseAt,
  findSponsor,
  isHelpWanted,
  loadHelpWanted,
  loadLastActivity,
  overdueReason,
} from '../initiative-insights.ts';
import { findInitiatives, initiativeFeedsFor, loadInitiativeOrder } from '../initiatives.ts';
import type { GroupTie, GroupTieEdge } from '../join/evidence.ts';
import type { JoinedInitiative } from '../join/initiatives.ts';
import { type PersonView, toPerson } from '../join/people.ts';
import { type ListingPage, toPage, toUpstreamPage } from '../listing.ts';
import { whenReady } from '../maybe-promise.ts';
import { findGroupMeetings, toMeetingOrder } from '../meetings.ts';
import { findInitiative } from '../node.ts';
import { upstreamProvenance } from '../provenance.ts';
import { sourceOf } from '../sources.ts';

export type InitiativePage = ListingPage<JoinedInitiative>;

export const initiativeQueries: Pick<Complete<'Query'>, 'initiative' | 'initiatives'> = {
  initiative: (_root, { repository, number }, context) => findInitiative(context, repository, number),
  initiatives: (_root, args, context) =>
    whenReady(findInitiatives(context, initiativeFeedsFor(context, args.filterBy), args.filterBy), (listing) =>
      whenReady(loadInitiativeOrder(context, listing.items, args.orderBy), (order) =>
        // Of no group there is certainly none.
        (args.filterBy?.groups?.length === 0 ? toPage : toUpstreamPage)(listing, args, order),
      ),
    ),
};

export const InitiativeConnection: Complete<'InitiativeConnection'> = {
  countsByStatus: ({ matching }) => {
    const counts = new Map<InitiativeStatus, number>();
    for (const { status } of matching) counts.set(status, (counts.get(status) ?? 0) + 1);
    return [...counts].map(([status, count]) => ({ status, count }));
  },
};

/** Its cursor is made where it is selected. */
class TieEdge implements GroupTieEdge {
  readonly node: GroupTie['node'];
  readonly matchedBy: GroupTie['matchedBy'];
  readonly confidence: GroupTie['confidence'];
  readonly #edge: Edge<GroupTie>;

  constructor(edge: Edge<GroupTie>) {
    this.node = edge.node.node;
    this.matchedBy = edge.node.matchedBy;
    this.confidence = edge.node.confidence;
    this.#edge = edge;
  }

  get cursor(): string {
    return this.#edge.cursor;
  }
}

/** Nodes are the groups, and edges carry what ties them to the initiative. */
class TiePage {
  readonly #page: CountedPage<GroupTie, number>;

  constructor(ties: readonly GroupTie[], args: ConnectionArgs) {
    this.#page = paginateList(ties, args, ({ node }) => node.key);
  }

  get totalCount() {
    return this.#page.totalCount;
  }

  get pageInfo() {
    return this.#page.pageInfo;
  }

  get edges(): readonly GroupTieEdge[] {
    return this.#page.edges.map((edge) => new TieEdge(edge));
  }

  get nodes() {
    return this.#page.nodes.map(({ node }) => node);
  }
}

function toPeople(context: GraphContext, contacts: readonly ContactRecord[]): readonly PersonView[] {
  return contacts.flatMap(({ login, name }) => (login === null ? [] : toPerson(context.registry, { login, name })));
}

export const Initiative: Complete<'Initiative'> = {
  id: ({ key }) => toGlobalId('Initiative', key),
  repository: ({ repository }) => ({ nameWithOwner: repository }),
  resourcePath: ({ url }) => new URL(url).pathname,
  lastActivityAt: (initiative, _args, context) => loadLastActivity(context, initiative),
  ageInDays: (initiative, _args, context) => ageInDays(context, initiative),
  overdue: (initiative, _args, context) => overdueReason(context, initiative) !== null,
  overdueReason: (initiative, _args, context) => overdueReason(context, initiative),
  groups: ({ ties }, args) => new TiePage(ties, args),
  responsibleGroup: ({ responsible }) => responsible,
  sponsor: (initiative, _args, context) => findSponsor(context, initiative),
  primaryContact: ({ primaryContact }, _args, context) =>
    primaryContact === null ? null : (toPeople(context, [primaryContact])[0] ?? null),
  contacts: ({ contacts }, { first }, context) => firstOf(toPeople(context, contacts), first),
  assignees: ({ assignees }, { first }, context) => firstOf(toPeople(context, assignees), first),
  author: ({ author }, _args, { registry }) => (author === null ? null : toPerson(registry, author)),
  helpWanted: (initiative) => initiative,
  raiseAt: (initiative, _args, context) => findRaiseAt(context, initiative),
  labels: ({ labels }, args) => paginateList(labels, args, ({ name }) => name),
  meetings: ({ ties }, args, context) =>
    whenReady(
      findGroupMeetings(
        context,
        ties.map(({ node }) => node),
        args.filterBy,
      ),
      (listing) => (ties.length > 0 ? toUpstreamPage : toPage)(listing, args, toMeetingOrder(null)),
    ),
  findings: ({ nodeId }, args, context) =>
    whenReady(
      findFindings(context, args.filterBy, ({ subject }) => subject.type === 'Initiative' && subject.nodeId === nodeId),
      (listing) => toPage(listing, args, toFindingOrder(null)),
    ),
  provenance: ({ feedId, url }, args, context, info) =>
    upstreamProvenance(context, { sourceId: feedId, url }, args, info),
};

/** Whether help is wanted stands in the issue; what makes joining easier takes calendars and further requests. */
export const HelpWanted: Complete<'HelpWanted'> = {
  wanted: (initiative) => isHelpWanted(initiative),
  score: (initiative, _args, context) => whenReady(loadHelpWanted(context, initiative), ({ score }) => score),
  reasons: (initiative, _args, context) => whenReady(loadHelpWanted(context, initiative), ({ reasons }) => reasons),
};

export const JoinEvidence: Complete<'JoinEvidence'> = {
  source: ({ sourceId }, _args, context) => sourceOf(context, sourceId),
};
