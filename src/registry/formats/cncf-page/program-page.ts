/** The page of a kind of group: what the kind is for, which groups there are, how one is formed and what it may become. */
import type { Table } from 'mdast';
import { LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import { frontMatterTags, type PageContext } from './group-page.ts';
import { type LabelledLine, spotOf, textOf } from './inline.ts';
import { leadsByGroup, withLeads } from './leads-by-group.ts';
import { type DescribedLink, describedLinks } from './link-lines.ts';
import { linkTemplates } from './links.ts';
import { markdownOf, sectionMarkdown } from './markdown.ts';
import { linesOfBlock } from './meetings.ts';
import type { Block, Section } from './page.ts';
import { groupsAmong, groupsOfSection, isGroupWithLeads } from './program-groups.ts';
import { type KindWord, kindOf, kindsOf, topicOf } from './words.ts';

export interface ProgramTemplates {
  readonly kinds: readonly Template[];
  readonly groups: readonly Template[];
}

/** What the sections say of the page's own kind. */
interface Profile {
  readonly description: string[];
  readonly requirements: Template[];
  readonly formation: Template[];
  readonly evolvesInto: Template[];
  readonly links: DescribedLink[];
  readonly groups: Template[];
  /** Aspects by kind: the table compares several. */
  readonly aspects: Map<string, { readonly word: KindWord; readonly rows: Template[] }>;
}

/** Whether the page is about a kind of group, not about one group. */
export function isProgramPage(title: string, sections: readonly Section[]): boolean {
  if (/\b(?:groups|tags|tcgs|sigs|wgs|subprojects|committees|lists?)\b/iu.test(title)) return true;
  if (sections.filter(isGroupWithLeads).length > 1) return true;
  const topics = sections.map((section) => topicOf(section.title));
  return topics.includes('current') && (topics.includes('comparison') || topics.includes('formation'));
}

export function programOfPage(title: LocatedScalar, context: PageContext): ProgramTemplates {
  const { page, base, problems } = context;
  const word =
    kindOf(title.source) ??
    kindOf(
      frontMatterTags(page)
        .map(({ source }) => source)
        .join(' '),
    );
  if (word === null) {
    problems.add(
      'REGISTRY_MISSING',
      title.spot,
      'The page does not say which kind of group it is about; it is not served.',
    );
    return { kinds: [], groups: [] };
  }
  const profile: Profile = {
    description: [],
    requirements: [],
    formation: [],
    evolvesInto: [],
    links: [],
    groups: [],
    aspects: new Map(),
  };
  const { leads, rest: withoutLeads } = leadsByGroup({ ...page.lead, children: [...page.sections] }, problems);
  const { groups, rest } = groupsAmong(withoutLeads, word, context);
  addDescription(markdownOf(rest.blocks, page, base), profile);
  profile.links.push(...describedLinks({ ...rest, children: [] }));
  for (const section of rest.children) readSection(section, word, profile, context);
  profile.groups.push(...groups);
  const links = linkTemplates(profile.links, base, problems);
  const own = locatedMap(title.spot, {
    kind: word.kind,
    label: word.label,
    description: profile.description.join('\n\n'),
    aspects: profile.aspects.get(word.kind)?.rows ?? [],
    requirements: profile.requirements,
    formation: profile.formation,
    evolvesInto: profile.evolvesInto,
    links: [
      ...links.links,
      ...(links.charter === undefined ? [] : [locatedMap(links.charter.spot, { rel: 'charter', url: links.charter })]),
      ...links.channels.flatMap((channel) => channelLink(channel)),
    ],
  });
  const others = [...profile.aspects.values()]
    .filter(({ word: other }) => other.kind !== word.kind)
    .map(({ word: other, rows }) => locatedMap(title.spot, { kind: other.kind, label: other.label, aspects: rows }));
  return { kinds: [own, ...others], groups: withLeads(profile.groups, leads, problems) };
}

function readSection(section: Section, word: KindWord, profile: Profile, context: PageContext): void {
  const { page, base } = context;
  switch (topicOf(section.title)) {
    case 'current':
      profile.groups.push(...groupsOfSection(section, word, context));
      return;
    case 'comparison':
      for (const block of section.blocks) if (block.type === 'table') readComparison(block, profile);
      return;
    case 'requirements':
      profile.requirements.push(
        ...linesIn(section).map((line) => titled(line, 'title', 'details')),
        ...section.children.map((child) =>
          locatedMap(child.spot, { title: child.title, details: textOf(child.blocks).trim() || undefined }),
        ),
      );
      profile.links.push(...describedLinks(section));
      return;
    case 'formation':
      profile.formation.push(...stepsOf(section));
      profile.links.push(...describedLinks(section));
      return;
    case 'evolution':
      profile.evolvesInto.push(...evolutionOf(section, word));
      return;
    case 'resources':
    case 'related':
      profile.links.push(...describedLinks(section));
      return;
    default: {
      for (const block of section.blocks)
        if (block.type === 'table' && isComparison(block)) readComparison(block, profile);
      addDescription(sectionMarkdown(section, page, base), profile);
      profile.links.push(...describedLinks(section));
    }
  }
}

/** `| Aspect | Community Group (TCG) | Advisory Group (TAG) |`: a column a kind. */
function readComparison(table: Table, profile: Profile): void {
  const [header, ...rows] = table.children;
  for (const [index, cell] of (header?.children ?? []).entries()) {
    const word = index === 0 ? null : kindOf(textOf(cell));
    if (word === null) continue;
    const aspects = rows.flatMap((row): Template[] => {
      const [name, value] = [row.children[0], row.children[index]].map((part) =>
        part === undefined ? '' : textOf(part).trim(),
      );
      return name === undefined || name === '' || value === undefined || value === ''
        ? []
        : [locatedMap(spotOf(row.children[index] ?? row), { name, value })];
    });
    const earlier = profile.aspects.get(word.kind);
    profile.aspects.set(word.kind, { word, rows: [...(earlier?.rows ?? []), ...aspects] });
  }
}

function isComparison(table: Table): boolean {
  const [header] = table.children;
  return (header?.children ?? []).slice(1).filter((cell) => kindOf(textOf(cell)) !== null).length >= 2;
}

/** Steps are sections below, or the items of a list. */
function stepsOf(section: Section): Template[] {
  const steps = section.children.map((child) => {
    const lines = linesIn(child).filter((line, _index, all) => !isIntroduction(line, all));
    return locatedMap(child.spot, {
      title: new LocatedScalar(child.spot, child.title.replace(/^(?:step\s*)?\d+[.):]?\s*/iu, '')),
      details: lines.map(flat),
    });
  });
  if (steps.length > 0) return steps;
  return section.blocks.flatMap((block) =>
    block.type === 'list' ? linesOfBlock(block).map((line) => stepOfLine(line)) : [],
  );
}

function stepOfLine(line: LabelledLine): Template {
  const { label, text, spot } = line;
  return locatedMap(
    spot,
    label === '' ? { title: text, details: [] } : { title: label, details: text === '' ? [] : [text] },
  );
}

/** The conditions, and the kinds that the words before them name. */
function evolutionOf(section: Section, own: KindWord): Template[] {
  const blocks: Block[] = [section, ...section.children].flatMap(({ blocks: all }) => all);
  const conditions = blocks.flatMap((block) => (block.type === 'list' ? linesOfBlock(block).map(flat) : []));
  const words = blocks.filter((block) => block.type === 'paragraph').map((block) => textOf(block));
  const target = words
    .map((text) => /\b(?:become|evolve into|turn into|grow into)\b(.*)/iu.exec(text)?.[1] ?? '')
    .join(' ');
  return kindsOf(target)
    .filter(({ kind }) => kind !== own.kind)
    .map(({ kind }) => locatedMap(section.spot, { kind, conditions }));
}

function linesIn(section: Section): LabelledLine[] {
  return section.blocks.flatMap((block) => linesOfBlock(block));
}

/** "All groups must meet these requirements:" announces a list and says nothing itself. */
function isIntroduction(line: LabelledLine, all: readonly LabelledLine[]): boolean {
  return line.text.endsWith(':') && all.length > 1;
}

function titled(line: LabelledLine, title: string, details: string): Template {
  if (isBare(line)) return undefined;
  return locatedMap(
    line.spot,
    line.label === ''
      ? { [title]: line.text }
      : { [title]: line.label, [details]: line.text === '' ? undefined : line.text },
  );
}

/** Lines without a label that end in a colon, or stand before the list. */
function isBare(line: LabelledLine): boolean {
  return line.label === '' && /:$/u.test(line.text);
}

function flat({ label, text, spot }: LabelledLine): LocatedScalar {
  return new LocatedScalar(spot, label === '' ? text : `${label}: ${text}`);
}

/** A profile has no channels: the channel for questions about the kind is a link. */
function channelLink(channel: Template): Template[] {
  const url = channel instanceof LocatedMap ? channel.get('url') : undefined;
  if (url === undefined || !(channel instanceof LocatedMap)) return [];
  return [locatedMap(url.spot, { rel: 'contact', url, title: channel.get('name') })];
}

function addDescription(text: string, profile: Profile): void {
  if (text !== '') profile.description.push(text);
}
