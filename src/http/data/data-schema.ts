/**
 * The form of `/data/v1/…`: what each file holds, once for its JSON Schema, its types and its tests. Within version 1
 * fields are only added; a reader leaves alone what it does not know.
 */
import { z } from 'zod';

export const DATA_VERSION = 1;

const instant = z.string().meta({ id: 'Instant', format: 'date-time', description: 'RFC 3339 in UTC.' });
const day = z.string().meta({ id: 'Day', format: 'date', description: 'A calendar day without zone.' });
/** Addresses within an export are relative to the file they stand in, so that any base path works. */
const link = z
  .string()
  .meta({ id: 'Link', format: 'uri-reference', description: 'Absolute, or relative to the file that it stands in.' });
const source = z.object({ name: z.string() });

const reading = z
  .object({
    source,
    state: z.enum(['FRESH', 'STALE', 'FAILING', 'UNREAD']),
    fetchedAt: instant.nullable().describe('When the copy in use was read; null where there is none.'),
    error: z.string().nullable().describe('Why the latest attempt failed; null where it did not.'),
  })
  .meta({ id: 'Reading', description: 'How a source answered.' });

const groupRef = z
  .object({ community: z.object({ slug: z.string() }), slug: z.string(), name: z.string() })
  .meta({ id: 'GroupRef', description: 'A group, by community and slug.' });

const meeting = z
  .object({
    id: z.string().describe('Stable, for `node(id:)` of the graph.'),
    title: z.string(),
    status: z.enum(['CONFIRMED', 'TENTATIVE', 'CANCELLED', 'MOVED']),
    startsAt: instant,
    endsAt: instant.describe('The start where the feed gives no end.'),
    isAllDay: z.boolean().describe('Whole days: start and end are midnights in UTC.'),
    timeZone: z.string().nullable().describe('IANA zone in which it was written; null for UTC and floating times.'),
    location: z.string().nullable(),
    joinUrl: link.nullable(),
    agendaUrl: link.nullable(),
    notesUrl: link.nullable(),
    recordingUrl: link.nullable(),
    addToCalendar: z.object({ ics: link, google: link, outlook: link }),
    group: groupRef.nullable().describe('Who meets; null where no rule of the registry says.'),
  })
  .meta({ id: 'Meeting', description: 'One instance of a recurring meeting, or a single one.' });

const progress = z.object({ total: z.int(), completed: z.int() }).meta({ id: 'Progress' });

const initiative = z
  .object({
    id: z.string(),
    repository: z.object({ nameWithOwner: z.string() }),
    number: z.int(),
    title: z.string(),
    shortDescription: z.string().nullable(),
    url: link,
    status: z.enum(['PROPOSED', 'NOT_STARTED', 'IN_PROGRESS', 'STALE', 'BLOCKED', 'COMPLETE', 'CANCELLED', 'UNKNOWN']),
    statusReason: z.string(),
    createdAt: instant,
    updatedAt: instant,
    closedAt: instant.nullable(),
    targetDate: day.nullable(),
    overdue: z.boolean(),
    overdueReason: z.string().nullable(),
    labels: z.array(z.object({ name: z.string() })),
    assignees: z.array(z.object({ login: z.string(), name: z.string().nullable() })),
    checklist: progress.nullable(),
    subIssuesSummary: progress.nullable(),
    helpWanted: z.object({ wanted: z.boolean(), score: z.number(), reasons: z.array(z.string()) }),
    responsibleGroup: groupRef.nullable().describe('Who answers for it; null where that is not known.'),
    groups: z.array(groupRef).describe('All groups that it is tied to.'),
  })
  .meta({ id: 'Initiative', description: 'Time-bound work that is tracked in an issue.' });

const finding = z
  .object({
    id: z.string().describe('The same in every run for the same rule and subject.'),
    severity: z.enum(['MUST', 'SHOULD', 'INFO']),
    message: z.string(),
    cannotTell: z.boolean().describe('The data does not decide whether the rule is met.'),
    suggestedFix: z.string().nullable(),
    openedAt: instant,
    dueAt: instant.nullable(),
    rule: z.object({ id: z.string(), title: z.string(), quote: z.string(), citationUrl: link }),
    evidence: z.array(z.object({ text: z.string(), url: link.nullable(), observedAt: instant, source })),
    groups: z.array(groupRef).describe('The groups that it is about, by themselves, a role or an initiative.'),
  })
  .meta({ id: 'Finding', description: 'A rule that is not met, or of which the data does not tell.' });

const role = z
  .object({
    kind: z.string(),
    kindLabel: z.string(),
    name: z.string().nullable(),
    company: z.string().nullable(),
    termStart: day.nullable(),
    termEnd: day.nullable(),
    termState: z.enum(['CURRENT', 'ENDING_SOON', 'EXPIRED', 'UPCOMING', 'UNKNOWN']).describe('On the day of the file.'),
    person: z.object({ login: z.string(), name: z.string().nullable(), url: link.nullable() }).nullable(),
  })
  .meta({ id: 'Role' });

const group = z
  .object({
    community: z.object({ slug: z.string(), name: z.string(), url: link.nullable() }),
    slug: z.string(),
    name: z.string(),
    kind: z.string().describe('In terms that hold for every community, e.g. `ADVISORY_GROUP`.'),
    kindLabel: z.string().describe('In the words of the community, e.g. `TAG`.'),
    state: z.enum(['PROPOSED', 'ACTIVE', 'PAUSED', 'ARCHIVED']),
    mission: z.string().nullable().describe('Markdown.'),
    missionText: z.string().nullable().describe('The mission as plain text.'),
    topics: z.array(z.string()),
    url: link.describe('Its page: the one that the registry names, else that of the export.'),
    charterUrl: link.nullable(),
    focusAreas: z.array(z.object({ title: z.string(), items: z.array(z.string()) })),
    channels: z.array(z.object({ kind: z.string(), name: z.string().nullable(), url: link.nullable() })),
    links: z.array(z.object({ rel: z.string(), url: link, title: z.string().nullable() })),
    repositories: z.array(z.object({ nameWithOwner: z.string(), url: link })),
    parent: groupRef.nullable(),
    subgroups: z.array(groupRef),
    related: z.array(groupRef),
    stakeholders: z.array(groupRef),
    roles: z.array(role),
    meetingSeries: z.array(
      z.object({ title: z.string(), recurrenceText: z.string(), unresolvedReason: z.string().nullable() }),
    ),
    meetings: z.array(meeting).describe('Those to come, the first twenty; `meetings.json` has them all.'),
    initiatives: z.object({ countsByStatus: z.array(z.object({ status: z.string(), count: z.int() })) }),
    feeds: z.object({ ics: link, atom: link, json: link, embed: link, badge: link }),
  })
  .meta({ id: 'Group' });

const head = { $schema: link, version: z.literal(DATA_VERSION), generatedAt: instant };
const known = {
  isPartial: z.boolean().describe('A source could not be read, so that items may be missing.'),
  readings: z.array(reading),
};

const files = {
  index: z
    .object({
      ...head,
      kind: z.literal('index'),
      communities: z.array(z.object({ slug: z.string(), name: z.string(), url: link.nullable() })),
      groups: z.array(
        groupRef.extend({
          kind: z.string(),
          kindLabel: z.string(),
          state: z.string(),
          topics: z.array(z.string()),
          parent: groupRef.nullable(),
          page: link,
          file: link.describe('Its file of the kind `group`.'),
        }),
      ),
      files: z.object({ meetings: link, initiatives: link, findings: link, sources: link }),
    })
    .describe('What there is, and where.'),
  group: z.object({ ...head, kind: z.literal('group'), ...known, group }).describe('One group.'),
  meetings: z
    .object({
      ...head,
      kind: z.literal('meetings'),
      ...known,
      window: z.object({ from: instant, to: instant }).describe('Half-open span in which the meetings start.'),
      items: z.array(meeting).describe('By start.'),
    })
    .describe('Meetings of all groups and feeds.'),
  initiatives: z
    .object({ ...head, kind: z.literal('initiatives'), ...known, items: z.array(initiative) })
    .describe('Initiatives, latest change first.'),
  findings: z
    .object({ ...head, kind: z.literal('findings'), ...known, items: z.array(finding) })
    .describe('Open findings of the governance rules, most severe first.'),
  sources: z
    .object({
      ...head,
      kind: z.literal('sources'),
      items: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          url: link.nullable(),
          state: reading.shape.state,
          lastSuccessAt: instant.nullable(),
          lastError: z.string().nullable(),
          diagnostics: z.object({ totalCount: z.int().nullable() }).describe('How many oddities it has.'),
        }),
      ),
    })
    .describe('What all of it was read from.'),
};

export type DataKind = keyof typeof files;
export type DataFile<K extends DataKind> = z.infer<(typeof files)[K]>;
export type DataItem<K extends 'meetings' | 'initiatives' | 'findings'> = DataFile<K>['items'][number];
export type GroupRef = z.infer<typeof groupRef>;

/** @returns the JSON Schema (draft 2020-12) of every file, told apart by `kind`. */
export function toDataSchema(): object {
  const { group: one, ...others } = files;
  return {
    ...z.toJSONSchema(z.discriminatedUnion('kind', [one, ...Object.values(others)]), { io: 'input' }),
    title: 'community-graph data, version 1',
  };
}
