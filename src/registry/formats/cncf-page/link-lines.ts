/** The links of a section with the words that tell what they are. */

import type { LabelledLine, PageLink } from './inline.ts';
import { linesOfBlock } from './meetings.ts';
import type { Section } from './page.ts';
import { topicOf } from './words.ts';

export interface DescribedLink {
  readonly link: PageLink;
  /** Label, text and heading, to tell what the link is. */
  readonly words: string;
  /** What a reader sees. */
  readonly title: string;
  readonly rel?: string;
}

const PROFILE = /^https?:\/\/(?:www\.)?github\.com\/[a-z\d-]+\/?$/iu;

/** Texts of links that name nothing. */
const POINTS = /^(?:here|this|link|a link|this link)$/iu;

/** A passcode beside the link of a meeting is withheld, and so is that there is one. */
const PASSCODE = /\s*\((?:pass ?code|password|pwd|pin)\b[^()]*\)/giu;

/** @returns the links of the section and those below it; profiles of people are none. */
export function describedLinks(section: Section): DescribedLink[] {
  return [
    ...section.blocks.flatMap((block) => linesOfBlock(block)).flatMap((line) => linksOfLine(line, section.title)),
    ...section.children.flatMap(describedLinks),
  ];
}

/** @param heading of the section in which the line stands */
export function linksOfLine(line: LabelledLine, heading: string): DescribedLink[] {
  // A heading such as "Meetings" says little about each of its links, one such as "Mailing List" much.
  const context = topicOf(heading) === 'channels' ? heading : '';
  return line.links
    .filter(({ url }) => !PROFILE.test(url.source))
    .map((link) => {
      // `The notes can be found [here](…)`: the line says what the link does not.
      const text = POINTS.test(link.text) && line.links.length === 1 ? line.text : link.text;
      return {
        link,
        words: `${line.label} ${text} ${context}`,
        title: titleOf(line, { ...link, text }).replace(PASSCODE, ''),
      };
    });
}

function titleOf(line: LabelledLine, link: PageLink): string {
  if (line.label === '') return line.links.length === 1 && line.text.startsWith(link.text) ? line.text : link.text;
  if (line.label === link.text) return line.bare === '' ? line.label : `${line.label}: ${line.bare}`;
  return link.text;
}
