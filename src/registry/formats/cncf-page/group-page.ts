/** The page of one group. */
import { type Located, LocatedList, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { topicsOf } from '../shared/topics.ts';
import { focusAreasOf } from './focus-areas.ts';
import { groupsOfTable, isGroupTable } from './group-tables.ts';
import { type Identity, identityOf, identityTemplate } from './identity.ts';
import { textScalar } from './inline.ts';
import { type DescribedLink, describedLinks, linksOfLine } from './link-lines.ts';
import { linkTemplates } from './links.ts';
import { markdownOf } from './markdown.ts';
import { linesOfBlock, meetingsInPassing, meetingsOfSection } from './meetings.ts';
import { asSubprojectLead, giveLeads, leadsBeside } from './nested-leads.ts';
import type { Block, Page, Section } from './page.ts';
import { peopleOfBlocks, peopleOfLabels } from './people.ts';
import { type KindWord, kindOf, type RoleWord, roleOf, topicOf } from './words.ts';

const SUBPROJECT: KindWord = { kind: 'SUBPROJECT', label: 'Subproject' };
const WORKING_GROUP: KindWord = { kind: 'WORKING_GROUP', label: 'WG' };

/** Tags that say only that the page is one of a group. */
const GENERIC_TAGS = new Set([
  'tag',
  'tags',
  'tcg',
  'tcgs',
  'cncf',
  'toc',
  'governance',
  'community-groups',
  'technical-advisory-groups',
]);

export interface PageContext {
  readonly page: Page;
  /** Address of the page on the web, for relative links; null where unknown. */
  readonly base: string | null;
  readonly problems: Problems;
}

/** What sections add to a group, in the order of the page. */
interface Parts {
  readonly mission: Block[];
  readonly roles: Template[];
  readonly links: DescribedLink[];
  readonly channels: Template[];
  readonly meetings: Template[];
  readonly focusAreas: Template[];
  readonly guidance: Template[];
  readonly subprojects: Template[];
  readonly workingGroups: Template[];
  readonly related: Template[];
  readonly stakeholders: Template[];
  topics: readonly LocatedScalar[];
}

/** @param title of the page, or the name of its file */
export function groupOfPage(title: LocatedScalar, context: PageContext): Template {
  const { page, base, problems } = context;
  const tags = frontMatterTags(page);
  const identity = identityOf(
    title.source,
    tags.map(({ source }) => source),
  );
  const parts = emptyParts();
  readLead(page.lead, parts, context);
  for (const section of page.sections) readSection(section, null, parts, context);
  const missionText = markdownOf(parts.mission, page, base);
  const links = linkTemplates(
    parts.links.map((link) => withoutTocChannel(link, identity)),
    base,
    problems,
  );
  return locatedMap(title.spot, {
    ...identityTemplate(identity, title),
    mission: missionText === '' ? undefined : located(parts.mission, missionText, title),
    topics: [...parts.topics, ...tags.filter(({ source }) => !GENERIC_TAGS.has(source.toLowerCase()))],
    focusAreas: parts.focusAreas,
    guidance: parts.guidance,
    charter: links.charter,
    roles: parts.roles,
    channels: [...links.channels, ...parts.channels],
    links: links.links,
    calendars: links.calendars,
    initiatives: links.initiatives,
    meetings: parts.meetings,
    related: parts.related,
    stakeholders: parts.stakeholders,
    subprojects: parts.subprojects,
    subgroups: parts.workingGroups,
  });
}

/** The channel of the TOC, for questions of governance, stands on the pages of many groups. */
function withoutTocChannel(described: DescribedLink, { slug }: Identity): DescribedLink {
  return slug !== 'toc' && /^#toc$/iu.test(described.link.text) ? { ...described, rel: 'contact' } : described;
}

/** A paragraph of nothing but links is served as links. */
function isProse(block: Block): boolean {
  return linesOfBlock(block).some(({ label, bare }) => `${label}${bare}`.replace(/[\s|,;.•·-]+/gu, '') !== '');
}

/** The lead is the mission; links in its lists are those of the group. */
function readLead(lead: Section, parts: Parts, context: PageContext): void {
  for (const block of lead.blocks) {
    if (block.type === 'paragraph' && isProse(block)) parts.mission.push(block);
    readRoles(block, parts, context);
    parts.channels.push(...namedChannels(block));
    parts.links.push(...linesOfBlock(block).flatMap((line) => linksOfLine(line, lead.title)));
  }
}

/** @param role that a heading above names */
function readSection(section: Section, role: RoleWord | null, parts: Parts, context: PageContext): void {
  const { problems, base } = context;
  const topic = topicOf(section.title);
  switch (topic) {
    case 'mission':
      parts.mission.push(...section.blocks.filter(isProse));
      if (parts.topics.length === 0)
        parts.topics = section.blocks.flatMap((block) =>
          block.type === 'paragraph' ? topicsOf(textScalar(block)) : [],
        );
      parts.links.push(...describedLinks({ ...section, children: [] }));
      break;
    case 'leadership':
      readLeadership(section, role, parts, context);
      return;
    case 'meetings':
      parts.meetings.push(...meetingsOfSection(section, base, problems));
      parts.links.push(...describedLinks(section));
      return;
    case 'focus':
      parts.focusAreas.push(...focusAreasOf(section, problems));
      return;
    case 'subprojects':
      readNested(section, parts.subprojects, SUBPROJECT, parts, context);
      return;
    case 'working-groups':
      readNested(section, parts.workingGroups, WORKING_GROUP, parts, context);
      return;
    case 'related':
      readRelated(section, parts);
      return;
    case 'stakeholders':
      parts.stakeholders.push(...stakeholdersOf(section));
      return;
    case 'channels':
    case 'initiatives':
    case 'resources':
      for (const block of section.blocks) readRoles(block, parts, context);
      parts.meetings.push(...meetingsInPassing(section, base, problems));
      parts.channels.push(...section.blocks.flatMap(namedChannels));
      parts.links.push(...describedLinks({ ...section, children: [] }));
      break;
    default:
      readProse(section, parts, context);
  }
  for (const child of section.children) readSection(child, null, parts, context);
}

function readLeadership(section: Section, above: RoleWord | null, parts: Parts, context: PageContext): void {
  // "Leadership" and "Members" say less than a role that a row or remark names, and more than nothing.
  const role = roleOf(section.title) ?? above;
  parts.roles.push(...peopleOfBlocks(section.blocks, role, context.problems));
  parts.links.push(...describedLinks({ ...section, children: [] }));
  for (const child of section.children) {
    const topic = topicOf(child.title);
    const isOfPeople =
      topic === 'leadership' || (topic === 'other' && peopleOfBlocks(child.blocks, role, context.problems).length > 0);
    if (isOfPeople) readLeadership(child, role, parts, context);
    else readSection(child, role, parts, context);
  }
}

/** `Slack: #tag-x` names a channel without a link to it. */
function namedChannels(block: Block): Template[] {
  return linesOfBlock(block).flatMap(({ label, text, bare, links, spot }) => {
    const isLinked = links.some(({ text: shown }) => shown.includes('#'));
    const name =
      /\bslack\b/iu.test(`${label} ${text}`) && !isLinked ? /(?:^|[\s(])(#[a-z\d][\w-]+)/u.exec(bare)?.[1] : undefined;
    return name === undefined ? [] : [locatedMap(spot, { kind: 'SLACK', name })];
  });
}

/** `**TOC Liaison**: …` in any list of the page names people. */
function readRoles(block: Block, parts: Parts, { problems }: PageContext): void {
  parts.roles.push(...peopleOfLabels(block, problems));
}

/** Prose about taking part is kept in its own words, beside its links and the people that it names. */
function readProse(section: Section, parts: Parts, context: PageContext): void {
  for (const block of section.blocks) readRoles(block, parts, context);
  parts.links.push(...describedLinks({ ...section, children: [] }));
  const text = markdownOf(section.blocks.filter(isProse), context.page, context.base);
  if (text === '') return;
  const title = new LocatedScalar(section.spot, section.title);
  parts.guidance.push(locatedMap(section.spot, { title, text }));
}

function readRelated(section: Section, parts: Parts): void {
  for (const described of describedLinks(section)) {
    const { text, url } = described.link;
    const identity = identityOf(text, []);
    const isGroup = kindOf(text) !== null && !/\b(?:groups|tags|tcgs|all)\b/iu.test(text);
    parts.links.push(isGroup ? { ...described, rel: 'related' } : described);
    if (isGroup) parts.related.push(new LocatedScalar(url.spot, identity.slug));
  }
}

/** `[SIG Apps](/sig-apps)`, or the name alone. */
function stakeholdersOf(section: Section): Template[] {
  const lists = section.blocks.filter((block) => block.type === 'list');
  return lists.flatMap(linesOfBlock).map(({ text, spot }) => new LocatedScalar(spot, identityOf(text, []).slug));
}

function readNested(section: Section, groups: Template[], word: KindWord, parts: Parts, context: PageContext): void {
  const { leads, rest } = leadsBeside(section);
  const given = giveLeads(leads, nestedGroups(rest, word, context), context.problems);
  groups.push(...given.groups);
  parts.roles.push(...given.roles);
}

/** A subproject is a section of its own, an item of a list, or a row of a table. */
function nestedGroups(section: Section, word: KindWord, context: PageContext): Template[] {
  const items = section.blocks.flatMap((block) => (block.type === 'list' ? linesOfBlock(block) : []));
  const listed = items.flatMap((line) => {
    const name = line.label !== '' ? line.label : (line.links[0]?.text ?? '');
    if (name === '') return [];
    const links = linkTemplates(linksOfLine(line, section.title), context.base, context.problems);
    const mission = line.bare.replace(/^[\s|,:–—-]+|(?<![\s|,–—-])[\s|,–—-]+$/gu, '');
    return [
      locatedMap(line.spot, {
        name: new LocatedScalar(line.spot, name),
        ...statedKind(word),
        mission: mission === '' ? undefined : mission,
        channels: links.channels,
        links: links.links,
        charter: links.charter,
        initiatives: links.initiatives,
      }),
    ];
  });
  const rows = section.blocks.flatMap((block) =>
    block.type === 'table' && isGroupTable(block) ? groupsOfTable(block, word, context) : [],
  );
  return [...listed, ...rows, ...section.children.map((child) => nestedGroup(child, word, context))];
}

function nestedGroup(section: Section, word: KindWord, context: PageContext): Template {
  const { page, base, problems } = context;
  const parts = emptyParts();
  const prose: Block[] = [];
  for (const block of section.blocks) {
    const lines = linesOfBlock(block);
    const isFacts =
      block.type === 'list' && lines.some(({ label, links }) => roleOf(label) !== null || links.length > 0);
    if (!isFacts) prose.push(block);
    parts.roles.push(...peopleOfLabels(block, problems));
    parts.links.push(...lines.flatMap((line) => linksOfLine(line, section.title)));
  }
  parts.meetings.push(
    ...meetingsOfSection(
      { ...section, blocks: section.blocks.filter((block) => !prose.includes(block)), children: [] },
      base,
      problems,
    ),
  );
  for (const child of section.children) readSection(child, null, parts, context);
  const links = linkTemplates(parts.links, base, problems);
  const mission = markdownOf([...prose, ...parts.mission], page, base);
  return locatedMap(section.spot, {
    name: new LocatedScalar(section.spot, section.title),
    ...statedKind(word),
    mission: mission === '' ? undefined : mission,
    roles: word.kind === 'SUBPROJECT' ? parts.roles.map(asSubprojectLead) : parts.roles,
    channels: links.channels,
    links: links.links,
    charter: links.charter,
    initiatives: links.initiatives,
    meetings: parts.meetings,
  });
}

/** Groups below `subprojects` of the native form are subprojects without a word. */
function statedKind({ kind, label }: KindWord) {
  return kind === SUBPROJECT.kind ? {} : { kind, label };
}

function emptyParts(): Parts {
  return {
    mission: [],
    roles: [],
    links: [],
    channels: [],
    meetings: [],
    focusAreas: [],
    guidance: [],
    subprojects: [],
    workingGroups: [],
    related: [],
    stakeholders: [],
    topics: [],
  };
}

/** Tags of the front matter, which name topics. */
export function frontMatterTags(page: Page): LocatedScalar[] {
  const tags: Located | undefined = page.frontMatter?.get('tags');
  const items = tags instanceof LocatedList ? tags.items : [];
  return items.filter((item) => item instanceof LocatedScalar && item.source !== '') as LocatedScalar[];
}

function located(blocks: readonly Block[], text: string, fallback: LocatedScalar): LocatedScalar {
  const [first] = blocks;
  return new LocatedScalar(first === undefined ? fallback.spot : textScalar(first).spot, text);
}
