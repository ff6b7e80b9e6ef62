/** The groups that the page of their kind lists: sections of their own, items of a list, or rows of a table. */
import { LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { PageContext } from './group-page.ts';
import { groupsOfTable, isGroupTable } from './group-tables.ts';
import { identityOf, identityTemplate } from './identity.ts';
import type { LabelledLine } from './inline.ts';
import { linksOfLine } from './link-lines.ts';
import { linkTemplates } from './links.ts';
import { markdownOf } from './markdown.ts';
import { linesOfBlock, meetingsInPassing } from './meetings.ts';
import type { Block, Section } from './page.ts';
import { peopleOfBlocks, peopleOfLabels } from './people.ts';
import { isTableOfLeads } from './people-table.ts';
import { type KindWord, kindOf, roleOf } from './words.ts';

/** @param word kind of the groups that do not name theirs */
export function groupsOfSection(section: Section, word: KindWord, context: PageContext): Template[] {
  return [
    ...section.children.map((child) => groupOfSection(child, word, context)),
    ...listedGroups(section, word, context),
  ];
}

/** A group of the list: what stands below its heading. */
function groupOfSection(section: Section, word: KindWord, { page, base, problems }: PageContext): Template {
  const at = new LocatedScalar(section.spot, section.title);
  const identity = identityOf(section.title, []);
  const kind = identity.kind ?? word;
  const lines = [section, ...section.children].flatMap(({ blocks }) => blocks.flatMap((block) => linesOfBlock(block)));
  const isTopics = (line: LabelledLine) => /^(?:topics?|focus(?: areas?)?)$/iu.test(line.label);
  const roles = [
    ...section.blocks.flatMap((block) => peopleOfLabels(block, problems)),
    ...section.children.flatMap(({ title, blocks }) => peopleOfBlocks(blocks, roleOf(title), problems)),
  ];
  const prose = section.blocks.filter(
    (block) => block.type === 'paragraph' && linesOfBlock(block).every(({ label }) => label === ''),
  );
  const described = lines.flatMap((line) => linksOfLine(line, section.title));
  const more = described.find(({ link }) => /^(?:learn|read|find out) more\b/iu.test(link.text));
  const links = linkTemplates(
    described.filter((link) => link !== more),
    base,
    problems,
  );
  const own = more === undefined ? undefined : linkTemplates([{ ...more, rel: 'page' }], base, problems).links[0];
  const ownUrl = own instanceof LocatedMap ? own.get('url') : undefined;
  const mission = markdownOf(prose, page, base);
  return locatedMap(section.spot, {
    ...identityTemplate({ ...identity, kind }, at),
    mission: mission === '' ? undefined : mission,
    topics: lines.filter(isTopics).flatMap(({ text, spot }) =>
      text
        .split(/\s*,\s*/u)
        .filter((topic) => topic !== '')
        .map((topic) => new LocatedScalar(spot, topic.replace(/\.$/u, ''))),
    ),
    roles,
    meetings: meetingsInPassing(section, base, problems),
    channels: links.channels,
    url: ownUrl,
    links: links.links,
    calendars: links.calendars,
    initiatives: links.initiatives,
    charter: links.charter,
  });
}

/** Groups in a list, `**[Knots](…)**: about tying things`, or in the rows of a table. */
function listedGroups(section: Section, word: KindWord, context: PageContext): Template[] {
  return section.blocks.flatMap((block) => {
    if (block.type === 'list') return linesOfBlock(block).flatMap((line) => groupOfLine(line, section, word, context));
    return block.type === 'table' && isGroupTable(block) ? groupsOfTable(block, word, context) : [];
  });
}

function groupOfLine(
  line: LabelledLine,
  section: Section,
  word: KindWord,
  { base, problems }: PageContext,
): Template[] {
  const name = line.label === '' ? (line.links[0]?.text ?? '') : line.label;
  if (name === '') return [];
  const identity = identityOf(name, []);
  const [link] = linksOfLine(line, section.title);
  const [own] = link === undefined ? [] : linkTemplates([{ ...link, rel: 'page' }], base, problems).links;
  const mission = line.bare.replace(/^[\s:–—-]+/u, '');
  return [
    locatedMap(line.spot, {
      ...identityTemplate({ ...identity, kind: identity.kind ?? word }, new LocatedScalar(line.spot, name)),
      mission: mission === '' ? undefined : mission,
      url: own instanceof LocatedMap ? own.get('url') : undefined,
    }),
  ];
}

const HEADING_OF_LEADS = /^(?:(?:co-?)?chairs?|(?:tech(?:nical)?[ -]?)?leads?|leadership|organi[sz]ers?)$/iu;

/** Whether the section is a group: it names leads of its own, in a table or below headings of roles. */
export function isGroupWithLeads(section: Section): boolean {
  if (roleOf(section.title) !== null) return false;
  return (
    section.blocks.some((block) => block.type === 'table' && isTableOfLeads(block)) ||
    (kindOf(section.title) !== null && section.children.some(({ title }) => HEADING_OF_LEADS.test(title.trim())))
  );
}

/**
 * Takes the groups out of a section that is not about them.
 * @returns the groups of its tables, and of sections below that name their leads; and what is left
 */
export function groupsAmong(
  section: Section,
  word: KindWord,
  context: PageContext,
): { readonly groups: readonly Template[]; readonly rest: Section } {
  const own = kindOf(section.title) ?? word;
  const tables = new Set<Block>(section.blocks.filter((block) => block.type === 'table' && isGroupTable(block)));
  const isOfGroup = (child: Section) => isGroupWithLeads(child);
  const others = section.children.filter((child) => !isOfGroup(child)).map((child) => groupsAmong(child, own, context));
  return {
    groups: [
      ...[...tables].flatMap((table) => (table.type === 'table' ? groupsOfTable(table, own, context) : [])),
      ...section.children.filter(isOfGroup).map((child) => groupOfSection(child, own, context)),
      ...others.flatMap(({ groups }) => groups),
    ],
    rest: {
      ...section,
      blocks: section.blocks.filter((block) => !tables.has(block)),
      children: others.map(({ rest }) => rest),
    },
  };
}
