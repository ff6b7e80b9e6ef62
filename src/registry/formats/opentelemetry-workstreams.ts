/**
 * workstreams.yml of OpenTelemetry, and sigs.yml before it: its SIGs with sponsors, meetings and channels, in a flat
 * list or by category.
 */
import {
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  locatedMap,
  type Template,
} from '../document/located.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Problems } from '../problems.ts';
import { slugify } from '../slug.ts';
import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { plainName } from './opentelemetry/plain-name.ts';
import { sigCategories, workstreamsOf } from './opentelemetry/sig-list.ts';
import { slackChannel } from './shared/contact.ts';
import { type FieldNames, FieldReader } from './shared/field-reader.ts';
import { urlOf } from './shared/urls.ts';

const OPEN_TELEMETRY: CommunityName = { slug: 'opentelemetry', name: 'OpenTelemetry', url: 'https://opentelemetry.io' };
const ORGANIZATION = 'open-telemetry';
const TEAM = /^@?([\w-]+)\/([\w.-]+)$/u;
const SLACK_HOST = 'cloud-native.slack.com';

const WORKSTREAM: FieldNames = {
  id: ['slug'],
  kind: ['type'],
  sigCategory: ['category'],
  name: ['title'],
  description: ['mission', 'mission_statement'],
  parent: [],
  tcSponsorship: [],
  people: [],
  resources: [],
  charter: ['charter_link'],
  state: ['status'],
};
/** People of a workstream, with the role that each key gives. */
const PEOPLE: Readonly<Record<string, { readonly kind: string; readonly label: string }>> = {
  gcLiaison: { kind: 'LIAISON', label: 'GC Liaison' },
  tcSponsor: { kind: 'SPONSOR', label: 'TC Sponsor' },
  specSponsor: { kind: 'SPONSOR', label: 'Spec Sponsor' },
  sponsor: { kind: 'SPONSOR', label: 'Sponsor' },
  maintainer: { kind: 'TECH_LEAD', label: 'Maintainer' },
  approver: { kind: 'MEMBER', label: 'Approver' },
  lead: { kind: 'CHAIR', label: 'Lead' },
};
const PERSON_NAMES: FieldNames = Object.fromEntries(Object.keys(PEOPLE).map((key) => [key, [`${key}s`]]));
const SPONSOR: FieldNames = { username: ['github', 'login'], name: [], level: [], company: [] };
const RESOURCE: FieldNames = {
  meeting: ['meetings'],
  slack: [],
  repository: ['repositories', 'repo'],
  roadmapProject: ['project', 'projectBoard'],
  githubDiscussion: ['githubDiscussions', 'discussion'],
  mailingList: [],
  website: ['url'],
};
const MEETING: FieldNames = {
  schedule: [],
  calendarInviteGroup: ['calendarGroup'],
  gDocNotes: ['notes', 'googleDoc'],
  recordings: [],
  zoom: ['url'],
  title: ['name'],
};
const SLACK: FieldNames = { name: [], id: [] };

const KINDS: ReadonlyMap<string, readonly [kind: string, label: string]> = new Map([
  ['sig', ['SPECIAL_INTEREST_GROUP', 'SIG']],
  ['wg', ['WORKING_GROUP', 'WG']],
  ['workinggroup', ['WORKING_GROUP', 'WG']],
  ['project', ['SUBPROJECT', 'Project']],
  ['enhancement', ['SUBPROJECT', 'Enhancement']],
  ['committee', ['COMMITTEE', 'Committee']],
  ['eug', ['USER_GROUP', 'End User Group']],
  ['usergroup', ['USER_GROUP', 'User Group']],
]);

export const opentelemetryWorkstreams: RegistryFormat = {
  name: 'opentelemetry-workstreams',
  syntax: 'yaml',
  sourceKind: 'REGISTRY',
  communityOf: () => OPEN_TELEMETRY,
  recognises: ({ tree }) =>
    sigCategories(tree).length > 0 ||
    workstreams(tree).some(
      (item) =>
        item instanceof LocatedMap &&
        item.get('id') !== undefined &&
        ['people', 'resources', 'sigCategory', 'tcSponsorship'].some((key) => item.get(key) !== undefined),
    ),
  toNative,
};

/** The list itself, or the one under `workstreams`. */
function workstreams(tree: Located | null): readonly Located[] {
  if (tree instanceof LocatedList) return tree.items;
  const list = tree instanceof LocatedMap ? (tree.get('workstreams') ?? tree.get('sigs')) : undefined;
  return list instanceof LocatedList ? list.items : [];
}

function toNative({ tree }: FormatInput, _community: CommunityName, problems: Problems): LocatedMap {
  const spot = tree?.spot ?? { path: '', line: 1, column: 1 };
  const categories = new Set<Located>(sigCategories(tree));
  const groups = workstreams(tree).flatMap((item) => {
    if (item instanceof LocatedMap && categories.has(item)) {
      return workstreamsOf(item, problems).map((sig) =>
        groupTemplate(new FieldReader(sig, WORKSTREAM, problems), problems),
      );
    }
    if (item instanceof LocatedMap) return [groupTemplate(new FieldReader(item, WORKSTREAM, problems), problems)];
    problems.add('REGISTRY_WRONG_TYPE', item.spot, 'A workstream is no mapping; it is not served.');
    return [];
  });
  return locatedMap(spot, { groups });
}

function groupTemplate(reader: FieldReader, problems: Problems): Template {
  const title = reader.text('name');
  const name = title === undefined ? undefined : plainName(title);
  const id = reader.text('id') ?? name;
  const slug = slugify(id?.source ?? '');
  const resources = reader.readers('resources', RESOURCE);
  const people = reader.readers('people', PERSON_NAMES);
  const parent = reader.text('parent');
  const category = reader.text('sigCategory');
  const sponsorship = reader.text('tcSponsorship');
  const each = (read: (resource: FieldReader) => readonly Template[]) => resources.flatMap(read);
  return locatedMap(reader.spot, {
    slug,
    name: name ?? id,
    ...kindOf(reader, problems),
    mission: reader.text('description'),
    // The category groups the SIGs by the kind of their work.
    topics: category === undefined ? [] : [category],
    parent:
      parent === undefined || isPlaceholder(parent.source)
        ? undefined
        : new LocatedScalar(parent.spot, slugify(parent.source)),
    charter: urlOf(reader.text('charter'), 'charter', null, problems),
    roles: rolesOf(people, sponsorship, problems),
    channels: [...each((resource) => channelsOf(resource, problems)), ...teamsOf(people)],
    links: [
      ...each((resource) => linksOf(resource, problems)),
      ...each((resource) => meetingLinks(resource, problems)),
    ],
    repositories: each((resource) => resource.texts('repository')),
    meetings: each((resource) => meetingsOf(resource, problems)),
  });
}

function kindOf(reader: FieldReader, problems: Problems): { kind: string; label: string } {
  const text = reader.text('kind');
  const known = KINDS.get(text?.source.toLowerCase().replace(/[\s_-]/gu, '') ?? 'sig');
  if (known === undefined && text !== undefined) {
    problems.add(
      'REGISTRY_WRONG_TYPE',
      text.spot,
      `The kind "${text.source}" is not known; the group is served as a SIG.`,
      { level: 'WARNING' },
    );
  }
  const [kind, label] = known ?? ['SPECIAL_INTEREST_GROUP', 'SIG'];
  return { kind, label };
}

function rolesOf(
  people: readonly FieldReader[],
  sponsorship: LocatedScalar | undefined,
  problems: Problems,
): Template[] {
  return people.flatMap((entry) =>
    Object.entries(PEOPLE).flatMap(([field, { kind, label }]) =>
      entry.list(field).flatMap((person): Template[] => {
        if (isTeam(person)) return [];
        const sponsor = person instanceof LocatedMap ? new FieldReader(person, SPONSOR, problems) : null;
        const github = person instanceof LocatedScalar ? person : sponsor?.text('username');
        const name = sponsor?.text('name');
        if (isUndecided(github) && isUndecided(name)) {
          problems.add('REGISTRY_PLACEHOLDER', person.spot, `The ${label} is not decided; the role is not served.`);
          return [];
        }
        const levels = [sponsor?.text('level'), field === 'tcSponsor' ? sponsorship : undefined];
        const level = levels.find((text) => text !== undefined && !isPlaceholder(text.source));
        const word = level === undefined ? label : `${label} (${level.source})`;
        return [
          locatedMap(person.spot, {
            kind,
            label: word,
            github: isUndecided(github) ? undefined : github,
            name,
            company: sponsor?.text('company'),
          }),
        ];
      }),
    ),
  );
}

/** Maintainers may be named as a team, e.g. `open-telemetry/java-maintainers`. */
function isTeam(person: Located): person is LocatedScalar {
  return person instanceof LocatedScalar && TEAM.test(person.source);
}

function isUndecided(text: LocatedScalar | undefined): boolean {
  return text === undefined || isPlaceholder(text.source);
}

function teamsOf(people: readonly FieldReader[]): Template[] {
  const teams = people.flatMap((entry) => Object.keys(PEOPLE).flatMap((field) => entry.list(field)));
  return teams.filter(isTeam).map((team) => {
    const [, owner, name] = TEAM.exec(team.source) ?? [];
    return locatedMap(team.spot, { kind: 'GITHUB_TEAM', name, url: `https://github.com/orgs/${owner}/teams/${name}` });
  });
}

function channelsOf(resource: FieldReader, problems: Problems): Template[] {
  const slack = resource.get('slack');
  const channels: Template[] = [];
  if (slack instanceof LocatedMap) {
    const reader = new FieldReader(slack, SLACK, problems);
    const name = reader.text('name');
    const id = reader.text('id') ?? name;
    if (id !== undefined) channels.push(slackChannel(id, name, SLACK_HOST, problems));
  } else {
    for (const text of resource.texts('slack')) channels.push(slackChannel(text, undefined, SLACK_HOST, problems));
  }
  for (const text of resource.texts('githubDiscussion')) {
    const url = urlOf(text, 'discussion', null, problems);
    if (url !== undefined) channels.push(locatedMap(url.spot, { kind: 'FORUM', name: 'GitHub Discussions', url }));
  }
  for (const text of resource.texts('mailingList')) {
    const url = urlOf(text, 'mailing list', null, problems);
    if (url !== undefined) channels.push(locatedMap(url.spot, { kind: 'MAILING_LIST', url }));
  }
  return channels;
}

function linksOf(resource: FieldReader, problems: Problems): Template[] {
  const board = resource.text('roadmapProject');
  const website = urlOf(resource.text('website'), 'website', null, problems);
  const boardUrl =
    board !== undefined && /^\d+$/u.test(board.source)
      ? `https://github.com/orgs/${ORGANIZATION}/projects/${board.source}`
      : urlOf(board, 'roadmap', null, problems);
  return [
    ...(board === undefined || boardUrl === undefined
      ? []
      : [locatedMap(board.spot, { rel: 'roadmap', url: boardUrl })]),
    ...(website === undefined ? [] : [locatedMap(website.spot, { rel: 'website', url: website })]),
  ];
}

function notesUrl(meeting: FieldReader, problems: Problems): LocatedScalar | undefined {
  const notes = meeting.text('gDocNotes');
  if (notes === undefined || isPlaceholder(notes.source)) return undefined;
  if (/^[\w-]{20,}$/u.test(notes.source))
    return new LocatedScalar(notes.spot, `https://docs.google.com/document/d/${notes.source}`);
  return urlOf(notes, 'address of the notes', null, problems);
}

function meetingsOf(resource: FieldReader, problems: Problems): Template[] {
  return resource.readers('meeting', MEETING).map((meeting) => {
    const schedule = meeting.text('schedule');
    return locatedMap(meeting.spot, {
      title: meeting.text('title'),
      schedule: schedule !== undefined && isPlaceholder(schedule.source) ? undefined : schedule,
      notesUrl: notesUrl(meeting, problems),
      recordingUrl: urlOf(meeting.text('recordings'), 'address of the recordings', null, problems),
      joinUrl: urlOf(meeting.text('zoom'), 'address of the meeting', null, problems),
    });
  });
}

/** The calendar group is a mailing list whose members are invited to the meetings. */
function meetingLinks(resource: FieldReader, problems: Problems): Template[] {
  return resource.readers('meeting', MEETING).flatMap((meeting) => {
    const group = meeting.text('calendarInviteGroup');
    const notes = notesUrl(meeting, problems);
    return [
      ...(notes === undefined ? [] : [locatedMap(notes.spot, { rel: 'meeting-notes', url: notes })]),
      ...(group === undefined || isPlaceholder(group.source)
        ? []
        : [
            locatedMap(group.spot, {
              rel: 'calendar',
              url: `https://groups.google.com/a/opentelemetry.io/g/${group.source}`,
              title: group,
            }),
          ]),
    ];
  });
}
