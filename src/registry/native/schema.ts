/**
 * The native form of a registry: one definition that validates it and is published as its JSON Schema, so that editors
 * complete what the gateway accepts.
 */
import { z } from 'zod';
import { badExpression } from './expression.ts';
import { nearest } from './nearest.ts';

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/u });
const date = z.iso.date().describe('A day, YYYY-MM-DD.');
/** What is expected of a slug, as messages say it. */
export const SLUG_FORM = 'slug: lower-case words joined by dashes';
const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, SLUG_FORM)
  .describe('Lower-case words joined by dashes.');
const groupReference = text.describe('Slug of a group, or community/slug.');
const repository = z
  .string()
  .regex(/^(?:https?:\/\/[^/\s]+\/)?[\w.-]+\/[\w.-]+?(?:\.git)?\/?$/u, 'repository: owner/name, or its URL')
  .describe('owner/name, or the URL of the repository.');
const expression = z
  .string()
  .min(1)
  .max(200)
  .refine((pattern) => badExpression(pattern) === null, { error: (issue) => badExpression(String(issue.input)) ?? '' })
  .describe('ECMAScript regular expression, compared without case.');
/** An object without further keys; of an unknown key the nearest known one is suggested, a line a key. */
const mapping = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join('\n')
        : undefined,
  });
/** One value or several. */
const listOf = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]);

function unknownKey(key: string, known: readonly string[]): string {
  const suggestion = nearest(key, known);
  const advice = suggestion === null ? `Known are ${known.join(', ')}` : `Did you mean "${suggestion}"`;
  return `The key "${key}" is not known here. ${advice}${suggestion === null ? '.' : '?'}`;
}

export const groupKind = z.enum([
  'ADVISORY_GROUP',
  'COMMUNITY_GROUP',
  'SPECIAL_INTEREST_GROUP',
  'WORKING_GROUP',
  'SUBPROJECT',
  'COMMITTEE',
  'TEAM',
  'USER_GROUP',
]);
const groupState = z.enum(['PROPOSED', 'ACTIVE', 'PAUSED', 'ARCHIVED']);
export const roleKind = z.enum([
  'CHAIR',
  'TECH_LEAD',
  'SUBPROJECT_LEAD',
  'ORGANIZER',
  'LIAISON',
  'SPONSOR',
  'MEMBER',
  'EMERITUS',
]);
const channelKind = z.enum(['SLACK', 'MAILING_LIST', 'DISCORD', 'ZULIP', 'MATRIX', 'FORUM', 'GITHUB_TEAM', 'IRC']);
const initiativeStatus = z.enum([
  'PROPOSED',
  'NOT_STARTED',
  'IN_PROGRESS',
  'STALE',
  'BLOCKED',
  'COMPLETE',
  'CANCELLED',
  'UNKNOWN',
]);

const link = mapping({
  rel: text.describe('IANA link relation, or a short word: recordings, meeting-notes, calendar, initiatives.'),
  url,
  title: text.optional(),
});

const kindProfile = mapping({
  kind: groupKind,
  label: text.optional().describe('The word that the community uses, e.g. TAG.'),
  description: text.optional(),
  aspects: z.array(mapping({ name: text, value: text })).optional(),
  requirements: z.array(mapping({ title: text, details: text.optional() })).optional(),
  formation: z.array(mapping({ title: text, details: z.array(text).optional() })).optional(),
  evolvesInto: z.array(mapping({ kind: groupKind, conditions: z.array(text).optional() })).optional(),
  links: z.array(link).optional(),
});

const role = mapping({
  kind: roleKind,
  label: text.optional().describe('The word that the community uses, e.g. TOC Liaison.'),
  github: text.optional().describe('GitHub login.'),
  name: text.optional(),
  company: text.optional(),
  term: mapping({ start: date.optional(), end: date.optional() }).optional(),
});

const meeting = mapping({
  title: text.optional(),
  schedule: text.optional().describe('In words, e.g. 1st and 3rd Thursday of each month at 8:00 PT.'),
  rrule: z
    .string()
    .regex(
      /^(?:RRULE:)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+:-]+)*$/u,
      'RRULE such as FREQ=WEEKLY;BYDAY=TU',
    )
    .optional()
    .describe('RFC 5545 RRULE, in place of words.'),
  startTime: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'time of day of the form HH:MM')
    .optional()
    .describe('Local start, HH:MM.'),
  timeZone: text.optional().describe('IANA zone, e.g. America/Los_Angeles.'),
  anchorDate: date.optional().describe('A day on which the meeting is held; fixes the weeks of every other week.'),
  duration: z.iso.duration().optional().describe('e.g. PT1H'),
  joinUrl: url.optional(),
  notesUrl: url.optional(),
  recordingUrl: url.optional(),
});

const feedFields = {
  name: text.optional(),
  url: text.optional().describe('iCalendar feed: https, webcal, or a file beside the registry.'),
};
const matchRule = mapping({
  group: groupReference,
  meetingId: z.union([z.string().regex(/^[\d\s-]+$/u, 'meeting id: digits'), z.int().nonnegative()]).optional(),
  uid: text.optional(),
  organizerDomain: text.optional(),
  category: text.optional(),
  title: expression.optional(),
});

/** Further keys are reference blocks of other meeting sources, which validate them themselves. */
const ownCalendar = z.looseObject({
  id: slug.optional(),
  community: slug.optional(),
  ...feedFields,
  match: z
    .array(matchRule)
    .optional()
    .describe('In order; the first rule of which all conditions hold names the group.'),
});
const calendar = ownCalendar.required({ id: true });

const labelsToGroups = z.record(z.string(), groupReference);

const initiativeFields = mapping({
  name: listOf(text).optional(),
  shortDescription: listOf(text).optional(),
  responsibleGroup: listOf(text).optional(),
  subproject: listOf(text).optional(),
  primaryContact: listOf(text).optional(),
  contacts: listOf(text).optional(),
  description: listOf(text).optional(),
  exitCriteria: listOf(text).optional(),
  trackingUrl: listOf(text).optional(),
  timeline: listOf(text).optional(),
});

const initiativeRule = mapping({
  id: slug,
  community: slug.optional(),
  source: text.optional().describe('Source that reads the issues; github where not given.'),
  repository,
  labels: listOf(text).optional().describe('An issue that carries all of these is an initiative.'),
  candidates: z
    .strictObject({ labels: listOf(text).optional(), title: expression.optional() })
    .optional()
    .describe('Issues that may be initiatives without carrying the labels.'),
  groups: z
    .strictObject({
      labels: labelsToGroups.optional(),
      form: z
        .union([text, z.literal(false)])
        .optional()
        .describe('Label of the form question that names the group; false: there is none.'),
      projectField: text.optional(),
      titles: z.array(mapping({ pattern: expression, group: groupReference })).optional(),
    })
    .optional(),
  status: z
    .strictObject({
      labels: z.record(z.string(), initiativeStatus).optional(),
      projectField: text.optional(),
      projectValues: z.record(z.string(), initiativeStatus).optional(),
    })
    .optional(),
  fields: initiativeFields
    .optional()
    .describe('Form questions that answer each field; the first that is present wins.'),
  helpLabels: listOf(text).optional(),
  limits: z
    .strictObject({ maxAgeDays: z.int().positive().optional(), inactiveAfterDays: z.int().positive().optional() })
    .optional(),
});

/** A group's own initiatives: a pasted issue search, or its parts. */
const initiativeQuery = z.union([
  url,
  mapping({
    repository,
    labels: listOf(text).optional(),
    withoutLabels: listOf(text).optional(),
    state: z.enum(['OPEN', 'CLOSED']).optional(),
  }),
]);

const groupFields = {
  slug: slug.optional().describe('Unique in the community; made from the name where not given.'),
  community: slug.optional(),
  name: text.optional(),
  aliases: listOf(text).optional(),
  kind: groupKind.optional(),
  label: text.optional().describe('The word that the community uses for the kind, e.g. TAG.'),
  state: groupState.optional(),
  mission: text.optional().describe('Markdown.'),
  topics: listOf(text).optional(),
  focusAreas: z.array(mapping({ title: text, items: z.array(text).optional() })).optional(),
  guidance: z
    .array(mapping({ title: text, text }))
    .optional()
    .describe('What a page says beyond that; Markdown.'),
  url: url.optional(),
  charter: url.optional(),
  parent: groupReference.optional(),
  related: listOf(groupReference).optional(),
  stakeholders: listOf(groupReference).optional(),
  roles: z.array(role).optional(),
  channels: z.array(mapping({ kind: channelKind, name: text.optional(), url: url.optional() })).optional(),
  links: z.array(link).optional(),
  repositories: listOf(repository).optional(),
  calendars: listOf(z.union([slug, ownCalendar])).optional(),
  meetings: z.array(meeting).optional(),
  initiatives: listOf(initiativeQuery).optional(),
  waivers: z.array(mapping({ rule: text, reason: text, until: date })).optional(),
};

type GroupFields = z.infer<z.ZodObject<typeof groupFields>>;
export interface NativeGroup extends GroupFields {
  subgroups?: NativeGroup[] | undefined;
  subprojects?: NativeGroup[] | undefined;
}

export const group: z.ZodType<NativeGroup> = mapping({
  ...groupFields,
  get subgroups() {
    return z.array(group).optional();
  },
  get subprojects() {
    return z.array(group).optional().describe('As subgroups, of the kind SUBPROJECT where they name none.');
  },
});

const communityFields = {
  slug,
  name: text.optional(),
  url: url.optional(),
  kinds: z.array(kindProfile).optional().describe('How each kind of group works in this community.'),
};

const rules = listOf(text).optional();

const communityWithGroups = mapping({
  ...communityFields,
  rules: rules.describe('Governance rule packs of this community, in place of those of the whole registry.'),
  groups: z.array(group).optional(),
});

const include = z.union([
  text,
  mapping({
    file: text.optional().describe('Path relative to this file.'),
    url: url.optional(),
    format: text.optional().describe('Name of the format, where its content does not tell.'),
    community: z.union([slug, mapping({ slug, name: text.optional(), url: url.optional() })]).optional(),
  }),
]);

export const registry = mapping({
  $schema: z.string().optional(),
  apiVersion: z.literal('community-graph/v1').optional(),
  community: mapping(communityFields).optional(),
  communities: z.array(communityWithGroups).optional(),
  include: listOf(include).optional(),
  rules: rules.describe(
    'Governance rule packs, as paths, https URLs or names of shipped packs; they judge the community, and each of communities that has none of its own.',
  ),
  initiatives: z.array(initiativeRule).optional(),
  calendars: z.array(calendar).optional(),
  groups: z.array(group).optional(),
});

export type NativeRegistry = z.infer<typeof registry>;
export type NativeRole = z.infer<typeof role>;
export type NativeMeeting = z.infer<typeof meeting>;
export type NativeKindProfile = z.infer<typeof kindProfile>;
export type NativeInitiativeRule = z.infer<typeof initiativeRule>;
export type NativeInitiativeQuery = z.infer<typeof initiativeQuery>;
export type NativeCalendar = z.infer<typeof ownCalendar>;
export type NativeInclude = z.infer<typeof include>;
