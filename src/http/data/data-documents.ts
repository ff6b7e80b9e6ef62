/** What the files of `/data/v1` ask of the graph. */

const READING = 'isPartial readings { state fetchedAt error source { name } }';
const PAGE = `pageInfo { hasNextPage endCursor } ${READING}`;
const GROUP_REF = 'fragment GroupRef on Group { community { slug } slug name }';

const MEETING = `fragment DataMeeting on Meeting {
  id title status startsAt endsAt isAllDay timeZone location joinUrl agendaUrl notesUrl recordingUrl
  addToCalendar { ics google outlook }
  group { ...GroupRef }
}
${GROUP_REF}`;

export const DATA_COMMUNITIES = 'query DataCommunities { communities { slug name url } }';

export const DATA_GROUPS = `query DataGroups($after: String) {
  groups(first: 100, after: $after) {
    nodes { ...GroupRef kind kindLabel state topics resourcePath parent { ...GroupRef } }
    ${PAGE}
  }
}
${GROUP_REF}`;

export const DATA_GROUP = `query DataGroup($slug: String!, $community: String, $startsBefore: DateTime!) {
  group(slug: $slug, community: $community) {
    community { slug name url }
    slug name kind kindLabel state mission missionText topics url charterUrl
    focusAreas { title items }
    channels { kind name url }
    links { rel url title }
    repositories(first: 100) { nameWithOwner url }
    parent { ...GroupRef }
    subgroups(first: 100) { nodes { ...GroupRef } }
    related(first: 100) { nodes { ...GroupRef } }
    stakeholders(first: 100) { nodes { ...GroupRef } }
    roles(first: 100) {
      nodes { kind kindLabel name company termStart termEnd termState person { login name url } }
    }
    meetingSeries(first: 100) { nodes { title recurrenceText unresolvedReason } }
    meetings(first: 20, filterBy: { startsBefore: $startsBefore }) { nodes { ...DataMeeting } ${READING} }
    initiatives(first: 1) { countsByStatus { status count } ${READING} }
    feeds { ics atom json embed badge }
  }
}
${MEETING}`;

export const DATA_MEETINGS = `query DataMeetings($after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...DataMeeting } ${PAGE} }
}
${MEETING}`;

export const DATA_INITIATIVES = `query DataInitiatives($after: String) {
  initiatives(first: 100, after: $after) {
    nodes {
      id number title shortDescription url status statusReason createdAt updatedAt closedAt targetDate overdue overdueReason
      repository { nameWithOwner }
      labels(first: 100) { nodes { name } }
      assignees(first: 100) { login name }
      checklist { total completed }
      subIssuesSummary { total completed }
      helpWanted { wanted score reasons }
      responsibleGroup { ...GroupRef }
      groups(first: 100) { nodes { ...GroupRef } }
    }
    ${PAGE}
  }
}
${GROUP_REF}`;

export const DATA_FINDINGS = `query DataFindings($after: String, $filterBy: FindingFilters!) {
  findings(first: 100, after: $after, filterBy: $filterBy) {
    nodes {
      id severity message cannotTell suggestedFix openedAt dueAt
      rule { id title quote citationUrl }
      evidence { text url observedAt source { name } }
    }
    ${PAGE}
  }
}`;

/** Which findings are about which group: a finding itself names only its subject. */
export const DATA_GROUP_FINDINGS = `query DataGroupFindings($after: String) {
  groups(first: 100, after: $after) {
    nodes { ...GroupRef findings(first: 100, filterBy: { state: [OPEN] }) { nodes { id } pageInfo { hasNextPage endCursor } } }
    ${PAGE}
  }
}
${GROUP_REF}`;

export const DATA_MORE_GROUP_FINDINGS = `query DataMoreGroupFindings($slug: String!, $community: String!, $after: String) {
  group(slug: $slug, community: $community) {
    findings(first: 100, after: $after, filterBy: { state: [OPEN] }) { nodes { id } ${PAGE} }
  }
}`;

export const DATA_SOURCES = `query DataSources($after: String) {
  sources(first: 100, after: $after) {
    nodes { name kind url state lastSuccessAt lastError diagnostics(first: 1) { totalCount } }
    pageInfo { hasNextPage endCursor }
  }
}`;
