/** Channels and liaisons of a group, in the forms of tags.yaml and sigs.yaml. */
import type { ChannelKind } from '../../../model/group.ts';
import { type Located, LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import { isPlaceholder } from '../../placeholder.ts';
import type { Problems } from '../../problems.ts';
import { type FieldNames, FieldReader } from './field-reader.ts';
import { type Omissions, omit, peopleRoles } from './people.ts';
import { mailingListName, mailingListPage, urlOf } from './urls.ts';

const CONTACT: FieldNames = {
  slack: ['slack_id', 'slack_channel_id', 'slack_url'],
  slack_channel: ['slack_name', 'slack_channel_name'],
  chat: ['chat_link', 'chat_url'],
  mailing_list: ['mailing_lists', 'mailinglist', 'mail_list', 'list'],
  private_mailing_list: ['private_mailing_lists'],
  liaison: ['toc_liaison', 'liaisons', 'toc_liaisons', 'steering_liaison'],
  teams: ['team'],
  github_team: ['github_teams'],
  discord: [],
  zulip: [],
  matrix: [],
  irc: ['irc_channel'],
  forum: ['discourse', 'discussions', 'github_discussions'],
  website: ['url', 'homepage'],
  email: ['mail'],
};

const OWN_FIELDS = [
  'github_team',
  'slack',
  'slack_channel',
  'chat',
  'mailing_list',
  'liaison',
  'discord',
  'zulip',
  'matrix',
  'irc',
  'forum',
];
/** Fields of `contact` that some files write on the group itself. */
export const OWN_CONTACT: FieldNames = Object.fromEntries(
  Object.entries(CONTACT).filter(([name]) => OWN_FIELDS.includes(name)),
);

/** How a community names its channels. */
export interface ChannelHabits {
  /** Host of its Slack workspace; null where unknown. */
  readonly slackHost: string | null;
  /** Organisation of its GitHub teams; null where unknown. */
  readonly organization: string | null;
  /** Word for a liaison, e.g. `TOC Liaison`. */
  readonly liaisonLabel: string;
}

export interface ContactTemplates {
  readonly channels: readonly Template[];
  readonly links: readonly Template[];
  readonly roles: readonly Template[];
}

const SLACK_ID = /^[CG][A-Z0-9]{7,}$/u;
/** Channels of which only a URL or a name is given. */
const OTHER_CHANNELS: readonly (readonly [string, ChannelKind])[] = [
  ['discord', 'DISCORD'],
  ['zulip', 'ZULIP'],
  ['matrix', 'MATRIX'],
  ['irc', 'IRC'],
  ['forum', 'FORUM'],
];

/** @param group read with `contact` and {@link OWN_CONTACT} among its fields; what `contact` says comes first */
export function contactTemplates(
  group: FieldReader,
  habits: ChannelHabits,
  problems: Problems,
  omitted: Omissions,
): ContactTemplates {
  const reader = contactReader(group, problems);
  if (reader === undefined) return { channels: [], links: [], roles: [] };
  const channels: Template[] = [...slackChannels(reader, habits, problems), ...mailingLists(reader, problems)];
  for (const [field, kind] of OTHER_CHANNELS) {
    for (const item of reader.list(field)) channels.push(otherChannel(item, kind, problems));
  }
  for (const item of [...reader.list('teams'), ...reader.list('github_team')])
    channels.push(team(item, habits, problems, omitted));
  const website = urlOf(reader.text('website'), 'website', null, problems);
  return {
    channels,
    links: [
      ...(website === undefined ? [] : [locatedMap(website.spot, { rel: 'website', url: website })]),
      ...privateLists(reader, problems),
    ],
    roles: peopleRoles(reader.list('liaison'), 'LIAISON', habits.liaisonLabel, problems, omitted),
  };
}

function contactReader(group: FieldReader, problems: Problems): FieldReader | undefined {
  const contact = group.reader('contact', CONTACT);
  const own = OWN_FIELDS.filter((name) => group.get(name) !== undefined && contact?.get(name) === undefined);
  if (own.length === 0) return contact;
  const fields = Object.keys(CONTACT).flatMap((name) => {
    const value = own.includes(name) ? group.get(name) : contact?.get(name);
    return value === undefined ? [] : [[name, { key: value.spot, value }] as const];
  });
  return new FieldReader(new LocatedMap(group.spot, new Map(fields)), CONTACT, problems);
}

/** @returns the channel of a Slack channel id, name or URL. */
export function slackChannel(
  text: LocatedScalar,
  name: LocatedScalar | undefined,
  slackHost: string | null,
  problems: Problems,
): Template {
  const value = text.source.replace(/^#/u, '');
  if (isPlaceholder(value)) {
    problems.add('REGISTRY_PLACEHOLDER', text.spot, `The Slack channel "${value}" is a placeholder; it is not served.`);
    return undefined;
  }
  if (/^(?:https?:\/\/|[\w-]+\.slack\.com\/)/iu.test(value)) {
    return locatedMap(text.spot, { kind: 'SLACK', name, url: urlOf(text, 'Slack channel', null, problems) });
  }
  const isId = SLACK_ID.test(value);
  // A name in the address leads to the channel as well, as the pages of Kubernetes use it.
  const url =
    slackHost === null
      ? undefined
      : `https://${slackHost}/${isId ? 'archives' : 'messages'}/${encodeURIComponent(value)}`;
  return locatedMap(text.spot, { kind: 'SLACK', name: name ?? (isId ? undefined : `#${value}`), url });
}

const SLACK: FieldNames = {
  channel: ['channels'],
  name: ['handle', 'channel_name'],
  id: ['channel_id'],
  url: ['link'],
  group: ['user_group'],
  description: [],
  topic: [],
};

/** A channel by its parts, which may stand one level down: `{ channel: { handle: wg-docs } }`. */
function slackParts(node: LocatedMap, habits: ChannelHabits, problems: Problems): Template[] {
  const reader = new FieldReader(node, SLACK, problems);
  const parts = ['url', 'id', 'name'].map((field) => reader.text(field)).find((text) => text !== undefined);
  return [
    ...(parts === undefined ? [] : [slackChannel(parts, reader.text('name'), habits.slackHost, problems)]),
    ...reader.list('channel').flatMap((channel) => {
      if (channel instanceof LocatedMap) return slackParts(channel, habits, problems);
      return channel instanceof LocatedScalar ? [slackChannel(channel, undefined, habits.slackHost, problems)] : [];
    }),
  ];
}

function slackChannels(reader: FieldReader, habits: ChannelHabits, problems: Problems): Template[] {
  const inParts = reader.list('slack').filter((item) => item instanceof LocatedMap);
  const [first, ...more] = inParts.length > 0 ? [] : reader.texts('slack');
  const name = reader.text('slack_channel');
  const channel = (text: LocatedScalar, label?: LocatedScalar) => slackChannel(text, label, habits.slackHost, problems);
  return [
    ...inParts.flatMap((node) => slackParts(node, habits, problems)),
    ...(first === undefined ? (name === undefined ? [] : [channel(name)]) : [channel(first, name)]),
    ...more.map((text) => channel(text)),
    ...reader.texts('chat').map((text) => channel(text)),
  ];
}

function mailingLists(reader: FieldReader, problems: Problems): Template[] {
  return reader.texts('mailing_list').map((text) => {
    const page = mailingListPage(text.source);
    const name = page === null ? mailingListName(text.source) : null;
    // The address is withheld; that there is a list, and what it is called, is no secret.
    if (name !== null) return locatedMap(text.spot, { kind: 'MAILING_LIST', name });
    const url = page === null ? urlOf(text, 'mailing list', null, problems) : new LocatedScalar(text.spot, page);
    return url === undefined
      ? undefined
      : locatedMap(text.spot, { kind: 'MAILING_LIST', name: listName(url.source), url });
  });
}

/** `https://lists.cncf.io/g/cncf-tag-x/` → `cncf-tag-x`; undefined where the address does not end in a name. */
function listName(url: string): string | undefined {
  const name =
    url
      .replace(/\/(?:topics|messages)?\/?$/u, '')
      .split(/[/!]/u)
      .at(-1) ?? '';
  return /^[\w.-]+$/u.test(name) && !/\.(?:com|org|io)$/u.test(name) ? name : undefined;
}

/** A private list whose page is public is a way to ask for access; an address is withheld. */
function privateLists(reader: FieldReader, problems: Problems): Template[] {
  return reader.texts('private_mailing_list').flatMap((text) => {
    const url = urlOf(text, 'private mailing list', null, problems);
    return url === undefined ? [] : [locatedMap(url.spot, { rel: 'private-mailing-list', url })];
  });
}

/** A name, a URL, or a mapping of both. */
function otherChannel(item: Located, kind: ChannelKind, problems: Problems): Template {
  if (item instanceof LocatedMap) {
    const reader = new FieldReader(item, { name: ['channel'], url: ['link', 'invite'] }, problems);
    const [name, url] = [reader.text('name'), urlOf(reader.text('url'), 'channel', null, problems)];
    return name === undefined && url === undefined ? undefined : locatedMap(reader.spot, { kind, name, url });
  }
  if (!(item instanceof LocatedScalar)) {
    problems.add('REGISTRY_WRONG_TYPE', item.spot, 'A channel is a list; a name or a URL is expected.');
    return undefined;
  }
  const text = new LocatedScalar(item.spot, item.source.trim());
  if (!/[/.]/u.test(text.source)) return locatedMap(text.spot, { kind, name: text });
  const url = urlOf(text, 'channel', null, problems);
  return url === undefined ? undefined : locatedMap(text.spot, { kind, url });
}

function team(item: Located, { organization }: ChannelHabits, problems: Problems, omitted: Omissions): Template {
  const reader =
    item instanceof LocatedMap
      ? new FieldReader(item, { name: ['full_name', 'team'], description: [] }, problems)
      : null;
  const name = reader === null ? (item instanceof LocatedScalar ? item : undefined) : reader.text('name');
  if (name === undefined) return undefined;
  if (isPlaceholder(name.source)) {
    problems.add('REGISTRY_PLACEHOLDER', name.spot, `The team "${name.source}" is a placeholder; it is not served.`);
    return undefined;
  }
  const description = reader?.get('description');
  if (description !== undefined) omit('description of a team', description, omitted);
  const slug = name.source.replace(/^@/u, '').split('/').at(-1) ?? '';
  const owner = /^@?([\w-]+)\//u.exec(name.source)?.[1] ?? organization;
  const url = owner === null ? undefined : `https://github.com/orgs/${owner}/teams/${slug}`;
  return locatedMap(name.spot, { kind: 'GITHUB_TEAM', name, url });
}
