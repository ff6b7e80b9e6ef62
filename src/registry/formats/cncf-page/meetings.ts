/** Meetings on a page: schedules in sentences and list items, with the links that belong to them. */
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { urlOf } from '../shared/urls.ts';
import { type LabelledLine, linesOf, type PageLink } from './inline.ts';
import { useOf } from './links.ts';
import type { Block, Section } from './page.ts';

/** A sentence that says when: a weekday, or a frequency with a time of day. */
const WHEN =
  /\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\b(?:bi-?weekly|weekly|monthly|fortnightly)\b[^.]*\d/iu;
const TIME = /\d\s?(?::\d\d|am\b|pm\b)|\bnoon\b|\b(?:bi-?weekly|weekly|monthly|fortnightly|every)\b/iu;
/** Labels that announce a schedule instead of naming a meeting. */
const NO_TITLE = /^(?:when|time|times|schedule|meeting (?:time|schedule)s?|date|frequency|cadence|meetings?)$/iu;

/** @returns one template a meeting; links to notes, recordings and rooms belong to the only one, or to the one of their line. */
export function meetingsOfSection(section: Section, base: string | null, problems: Problems): Template[] {
  const lines = allLines(section);
  const scheduled = lines.flatMap((line) => {
    const sentence = scheduleOf(line);
    return sentence === null ? [] : [{ line, sentence }];
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
  return scheduled.map(({ line, sentence }) => {
    const title =
      line.label !== '' && !NO_TITLE.test(line.label)
        ? line.label
        : scheduled.length === 1
          ? onlyTitle?.label
          : undefined;
    return template(line, sentence, scheduled.length === 1 ? all : withWords([line]), title);
  });
}

/** The sentence of the line that says when, without links; null where none does. */
function scheduleOf(line: LabelledLine): string | null {
  const text = line.bare
    .replace(/\(\s*\)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[\s|,;(]+$/u, '')
    .trim();
  const sentence = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).find((part) => WHEN.test(part) && TIME.test(part));
  return sentence === undefined
    ? null
    : sentence
        .replace(/[\s(]*[.!]?$/u, '')
        .replace(/\(\)/gu, '')
        .trim();
}

function relOf(link: PageLink, words: string): string {
  const use = useOf(link.url.source, words);
  return use.use === 'link' ? use.rel : use.use;
}

function allLines(section: Section): LabelledLine[] {
  return [...section.blocks.flatMap(linesOfBlock), ...section.children.flatMap(allLines)];
}

/** @returns the lines of paragraphs and lists, nested lists included; tables have none. */
export function linesOfBlock(block: Block): LabelledLine[] {
  if (block.type === 'paragraph') return linesOf(block);
  if (block.type === 'table') return [];
  return block.children.flatMap((item) => [
    ...linesOf(item),
    ...item.children.flatMap((child) => (child.type === 'list' ? linesOfBlock(child) : [])),
  ]);
}
