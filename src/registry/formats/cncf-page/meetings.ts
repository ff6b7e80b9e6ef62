/** Meetings on a page: schedules in sentences and list items, with the links that belong to them. */
import type { PhrasingContent, Table } from 'mdast';
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { urlOf } from '../shared/urls.ts';
import { type LabelledLine, linesOf, linksOf, type PageLink, spotOf, textOf } from './inline.ts';
import { useOf } from './links.ts';
import type { Block, Section } from './page.ts';
import { isPeopleTable } from './people-table.ts';

/** A sentence that says when: a weekday, or a frequency with a time of day. */
const WHEN =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\b(?:bi-?weekly|weekly|monthly|fortnightly)\b[^.]{0,200}\d/iu;
const TIME =
  /\d\s?(?::\d\d|am\b|pm\b)|\b\d{4}\s?(?:utc|gmt|z)\b|\bnoon\b|\b(?:bi-?weekly|weekly|monthly|fortnightly|every)\b/iu;
/** Words outside a section of meetings that say whose times they are. */
const SPEAKS_OF_MEETINGS = /\bmeet(?:s|ings?)?\b|\bcalls?\b/iu;
/** Characters; what is longer says more than when. */
const MAX_SENTENCE = 500;
/** Characters of a line that may be one, with the sentences around. */
const MAX_LINE = 5_000;
/** Stands for a link whose text says nothing of when. */
const LINK = '\uE000';
/** The end of a parenthesis that is about such a link: `(Pacific time, see yours [here](…))`. */
const ABOUT_LINK = new RegExp(`([,;(])[^,;()\\d]*${LINK}[^()\\d]*(?=\\))`, 'gu');
/** `Regular meeting: Thursdays at 9:00`: the name of the meeting before when it is held. */
const TITLED = /^(?=[^:]*\p{L})([^:]{3,80}):\s+(.*)$/su;
/** Labels that announce a schedule instead of naming a meeting. */
const NO_TITLE = /^(?:when|time|times|schedule|meeting (?:time|schedule)s?|date|frequency|cadence|meetings?)$/iu;

/** @returns one template a meeting; links to notes, recordings and rooms belong to the only one, or to the one of their line. */
export function meetingsOfSection(section: Section, base: string | null, problems: Problems): Template[] {
  const lines = allLines(section);
  const scheduled = lines.flatMap((line, index) => {
    const sentence = scheduleOf(line);
    return sentence === null ? [] : [{ line, index, sentence }];
  });
  const titles = lines.filter(({ label, text, links }) => label !== '' && text === '' && links.length === 0);
  const url = (links: readonly { link: PageLink; words: string }[], rel: string) => {
    const found = links.find(({ link, words }) => {
      const use = useOf(link.url.source, words);
      return use.use === 'link' && use.rel === rel;
    });
    return found === undefined
      ? undefined
      : urlOf(new LocatedScalar(found.link.url.spot, found.link.url.source), 'link', base, problems);
  };
  const withWords = (among: readonly LabelledLine[]) =>
    among.flatMap(({ label, links }) => links.map((link) => ({ link, words: `${label} ${link.text}` })));
  const all = withWords(lines);
  const template = (
    line: LabelledLine,
    schedule: string | undefined,
    links: readonly { link: PageLink; words: string }[],
    title: string | undefined,
  ): Template =>
    locatedMap(line.spot, {
      title,
      schedule,
      joinUrl: url(links, 'meeting'),
      notesUrl: url(links, 'meeting-notes'),
      recordingUrl: url(links, 'recordings'),
    });
  const [onlyTitle] = titles;
  if (scheduled.length === 0) {
    const isMeeting = all.some(({ link, words }) =>
      ['meeting', 'calendar', 'recordings', 'meeting-notes'].includes(relOf(link, words)),
    );
    const at = onlyTitle ?? lines[0];
    return isMeeting && at !== undefined ? [template(at, undefined, all, onlyTitle?.label)] : [];
  }
  return scheduled.map(({ line, index, sentence }) => {
    const [, before = '', when = ''] = TITLED.exec(sentence) ?? [];
    const isTitled = !WHEN.test(before) && saysWhen(when);
    const named = line.label !== '' ? line.label : isTitled ? before.trim() : '';
    const title = named !== '' && !NO_TITLE.test(named) ? named : scheduled.length === 1 ? onlyTitle?.label : undefined;
    const own = scheduled.length === 1 ? all : withWords([line, ...linesBelow(index, lines)]);
    return template(line, isTitled ? when : sentence, own, title);
  });
}

/** @returns meetings that a section about something else names in passing; none where it names none. */
export function meetingsInPassing(section: Section, base: string | null, problems: Problems): Template[] {
  const lines = allLines({ ...section, children: [] });
  const isNamed = lines.some(
    (line) => scheduleOf(line) !== null && SPEAKS_OF_MEETINGS.test(`${line.label} ${line.text}`),
  );
  return isNamed ? meetingsOfSection({ ...section, children: [] }, base, problems) : [];
}

/** The lines of the list below a line, which stand further in. */
function linesBelow(index: number, lines: readonly LabelledLine[]): readonly LabelledLine[] {
  const above = lines[index]?.spot;
  let end = index + 1;
  for (; end < lines.length; end += 1) {
    const spot = lines[end]?.spot;
    if (spot?.line === above?.line || (spot?.column ?? 0) <= (above?.column ?? 0)) break;
  }
  return lines.slice(index + 1, end);
}

/** The sentence of the line that says when, without links that do not; null where none does. */
function scheduleOf(line: LabelledLine): string | null {
  if (line.text.length > MAX_LINE) return null;
  const text = wordsOf(line.nodes)
    .replace(ABOUT_LINK, '$1')
    .replaceAll(LINK, '')
    .replace(/\s+/gu, ' ')
    .replace(/[\s,;]+\)/gu, ')')
    .replace(/\(\s*\)/gu, '')
    .replace(/(?<![\s|,;(])[\s|,;(]+$/u, '')
    .trim();
  const sentence = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).find(saysWhen);
  return sentence === undefined ? null : sentence.replace(/[\s(.!:]+$/u, '');
}

function saysWhen(text: string): boolean {
  return text.length <= MAX_SENTENCE && WHEN.test(text) && TIME.test(text);
}

/** The text of the nodes; a link counts where it says when: `[Thursdays at 9:00 PT](…)`. */
function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'link') return saysWhen(textOf(node)) ? textOf(node) : LINK;
      return 'children' in node ? wordsOf(node.children as readonly PhrasingContent[]) : textOf(node);
    })
    .join('');
}

function relOf(link: PageLink, words: string): string {
  const use = useOf(link.url.source, words);
  return use.use === 'link' ? use.rel : use.use;
}

function allLines(section: Section): LabelledLine[] {
  return [...section.blocks.flatMap(linesOfBlock), ...section.children.flatMap(allLines)];
}

/** @returns the lines of paragraphs and lists, nested lists included, and of the rows of tables that name no people. */
export function linesOfBlock(block: Block): LabelledLine[] {
  if (block.type === 'paragraph') return linesOf(block);
  if (block.type === 'table') return isPeopleTable(block) ? [] : linesOfTable(block);
  return block.children.flatMap((item) => [
    ...linesOf(item),
    ...item.children.flatMap((child) => (child.type === 'list' ? linesOfBlock(child) : [])),
  ]);
}

/** `| Slack | [#x](…) |` says what `Slack: [#x](…)` does, and `| Monday | 9:00 | UTC |` what its cells say together. */
function linesOfTable({ children: [, ...rows] }: Table): LabelledLine[] {
  return rows.flatMap((row) => {
    const [first, ...others] = row.children;
    if (first === undefined || others.length === 0) return [];
    const isLabel = !WHEN.test(textOf(first));
    const nodes = (isLabel ? others : row.children).flatMap((cell): PhrasingContent[] => [
      ...cell.children,
      { type: 'text', value: ' ' },
    ]);
    const bare = nodes.filter((node) => node.type !== 'link');
    return [
      {
        label: isLabel ? textOf(first).trim() : '',
        text: textOf(nodes).trim(),
        bare: textOf(bare).trim(),
        links: [...(isLabel ? linksOf(first.children) : []), ...linksOf(nodes)],
        nodes,
        spot: spotOf(row),
      },
    ];
  });
}
