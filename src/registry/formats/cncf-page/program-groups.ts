/** The groups that the page of their kind lists: sections of their own, items of a list, or rows of a table. */
import { LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Spot } from '../../problems.ts';
import { identityTemplate, type PageContext } from './group-page.ts';
import { identityOf } from './identity.ts';
import { type LabelledLine, linksOf, spotOf, textOf } from './inline.ts';
import { type DescribedLink, linksOfLine } from './link-lines.ts';
import { linkTemplates } from './links.ts';
import { markdownOf } from './markdown.ts';
import { linesOfBlock } from './meetings.ts';
import type { Section } from './page.ts';
import { peopleOfLine } from './people.ts';
import { type KindWord, roleOf } from './words.ts';

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
  const roles = lines.flatMap((line) => peopleOfLine(line, roleOf(line.label), problems));
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
    channels: links.channels,
    url: ownUrl,
    links: links.links,
    calendars: links.calendars,
    initiatives: links.initiatives,
    charter: links.charter,
  });
}

/** Groups in a list, `**[Knots](…)**: about tying things`, or a table with a column for their names. */
function listedGroups(section: Section, word: KindWord, { base, problems }: PageContext): Template[] {
  const group = (
    name: string,
    mission: string,
    topics: readonly string[],
    links: readonly DescribedLink[],
    spot: Spot,
  ): Template => {
    const at = new LocatedScalar(spot, name);
    const identity = identityOf(name, []);
    const [own] = linkTemplates(
      links.slice(0, 1).map((link) => ({ ...link, rel: 'page' })),
      base,
      problems,
    ).links;
    return locatedMap(spot, {
      ...identityTemplate({ ...identity, kind: identity.kind ?? word }, at),
      mission: mission === '' ? undefined : mission,
      topics: topics.filter((topic) => topic !== ''),
      url: own instanceof LocatedMap ? own.get('url') : undefined,
    });
  };
  return section.blocks.flatMap((block) => {
    if (block.type === 'list') {
      return linesOfBlock(block).flatMap((line) => {
        const name = line.label === '' ? (line.links[0]?.text ?? '') : line.label;
        return name === ''
          ? []
          : [group(name, line.bare.replace(/^[\s:–—-]+/u, ''), [], linksOfLine(line, section.title), line.spot)];
      });
    }
    if (block.type !== 'table') return [];
    const [header, ...rows] = block.children;
    const titles = (header?.children ?? []).map((cell) => textOf(cell));
    const column = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title));
    const [names, topics, missions] = [
      column(/^(?:name|groups?|tags?|tcgs?)$/iu),
      column(/topics?|focus/iu),
      column(/description|purpose|mission|about/iu),
    ];
    return rows.flatMap((row) => {
      const cell = (index: number) => (row.children[index] === undefined ? '' : textOf(row.children[index]).trim());
      const links = linksOf(row.children[names]?.children ?? []).map((link) => ({
        link,
        words: link.text,
        title: link.text,
      }));
      return cell(names) === ''
        ? []
        : [group(cell(names), cell(missions), cell(topics).split(/\s*,\s*/u), links, spotOf(row))];
    });
  });
}
