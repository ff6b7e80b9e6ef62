/** What the page of a group asks of the graph. */
import { PAGE_FINDING, type PageFinding, type RuledCommunity } from './parts/findings.ts';
import { READINGS, type Readable } from './parts/freshness.ts';
import { PAGE_INITIATIVE, type PageInitiative } from './parts/initiatives.ts';
import { PAGE_MEETING, type PageMeeting } from './parts/meetings.ts';
import { PAGE_ROLE, type PageRole } from './parts/roles.ts';

export interface NamedGroup {
  readonly name: string;
  readonly kindLabel: string;
  readonly resourcePath: string;
}

interface NodeList<T> {
  readonly nodes: readonly T[];
}

export interface CountedList<T> extends NodeList<T> {
  readonly totalCount: number | null;
}

export interface PageGroup extends NamedGroup {
  readonly slug: string;
  readonly state: 'PROPOSED' | 'ACTIVE' | 'PAUSED' | 'ARCHIVED';
  readonly missionText: string | null;
  readonly missionHTML: string | null;
  readonly topics: readonly string[];
  readonly url: string;
  readonly charterUrl: string | null;
  readonly kind: string;
  readonly community: RuledCommunity & { readonly name: string; readonly url: string | null };
  readonly parent: NamedGroup | null;
  readonly focusAreas: readonly { readonly title: string; readonly items: readonly string[] }[];
  readonly guidance: readonly { readonly title: string; readonly textHTML: string }[];
  readonly channels: readonly { readonly kind: string; readonly name: string | null; readonly url: string | null }[];
  readonly links: readonly { readonly rel: string; readonly url: string; readonly title: string | null }[];
  readonly repositories: readonly { readonly nameWithOwner: string; readonly url: string }[];
  readonly subgroups: CountedList<NamedGroup>;
  readonly related: CountedList<NamedGroup>;
  readonly stakeholders: CountedList<NamedGroup>;
  readonly roles: CountedList<PageRole>;
  readonly meetingSeries: NodeList<{
    readonly title: string;
    readonly recurrenceText: string;
    readonly unresolvedReason: string | null;
  }>;
  readonly nextMeeting: PageMeeting | null;
  readonly meetings: Readable & NodeList<PageMeeting>;
  readonly initiatives: Readable & CountedList<PageInitiative>;
  readonly findings: Readable & CountedList<PageFinding>;
  readonly feeds: { readonly ics: string; readonly atom: string; readonly json: string; readonly embed: string };
}

export const GROUP_PAGE = `query GroupPage($slug: String!, $community: String, $tz: TimeZone!) {
  group(slug: $slug, community: $community) {
    ...NamedGroup slug state missionText missionHTML topics url charterUrl
    kind community { name url kinds { kind rules { id } } }
    parent { ...NamedGroup }
    focusAreas { title items }
    guidance { title textHTML }
    channels { kind name url }
    links { rel url title }
    repositories(first: 20) { nameWithOwner url }
    subgroups(first: 100) { totalCount nodes { ...NamedGroup } }
    related(first: 50) { totalCount nodes { ...NamedGroup } }
    stakeholders(first: 50) { totalCount nodes { ...NamedGroup } }
    roles(first: 100) { totalCount nodes { ...PageRole } }
    meetingSeries(first: 20) { nodes { title recurrenceText unresolvedReason } }
    nextMeeting { ...PageMeeting }
    meetings(first: 12, filterBy: { within: "P90D" }) { ${READINGS} nodes { ...PageMeeting } }
    initiatives(first: 100, filterBy: { includeSubgroups: true }) { totalCount ${READINGS} nodes { ...PageInitiative } }
    findings(first: 100, filterBy: { state: [OPEN] }) { totalCount ${READINGS} nodes { ...PageFinding } }
    feeds { ics atom json embed }
  }
}
fragment NamedGroup on Group { name kindLabel resourcePath }
${PAGE_MEETING}
${PAGE_INITIATIVE}
${PAGE_ROLE}
${PAGE_FINDING}`;

/** Whose page an address is: of no group where several name it. */
export const PAGE_OWNER = `query PageOwner($url: URI!) { resource(url: $url) { ... on Group { resourcePath } } }`;
