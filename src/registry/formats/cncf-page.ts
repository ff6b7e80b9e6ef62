/**
 * Pages about groups, written in Markdown for people: the page of a group, or of a kind of group. Their wordings and
 * heading levels drift, so sections are told apart by what their headings mean, and what fits nowhere is reported.
 */
import { basename } from 'node:path';
import { LocatedScalar, locatedMap } from '../document/located.ts';
import { type Problems, START } from '../problems.ts';
import { groupOfPage } from './cncf-page/group-page.ts';
import { withHeadingPaths } from './cncf-page/heading-paths.ts';
import { identityOf } from './cncf-page/identity.ts';
import { type Page, parsePage } from './cncf-page/page.ts';
import { isProgramPage, programOfPage } from './cncf-page/program-page.ts';
import { kindOf } from './cncf-page/words.ts';
import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { webUrl } from './shared/urls.ts';

const CNCF: CommunityName = { slug: 'cncf', name: 'Cloud Native Computing Foundation', url: 'https://www.cncf.io' };
/** Where the pages of CNCF's groups are published, a folder a group. */
const SITE = 'https://contribute.cncf.io/community/';
const FOLDERS: Readonly<Record<string, string>> = { ADVISORY_GROUP: 'tags', COMMUNITY_GROUP: 'tcgs' };

export const cncfPage: RegistryFormat = {
  name: 'cncf-page',
  syntax: 'markdown',
  sourceKind: 'PAGE',
  communityOf: () => CNCF,
  // Any Markdown with a heading may be a group's page; what it states decides what is served.
  recognises: ({ syntax, text }) => syntax === 'markdown' && /^\s{0,3}(?:#{1,6}\s|title:)/mu.test(text),
  toNative,
};

function toNative(input: FormatInput, community: CommunityName, problems: Problems) {
  const page = parsePage(input.text, problems);
  if (page === null) return locatedMap(START, {});
  const title = titleOf(page, input.location);
  const isProgram = isProgramPage(title.source, page.sections);
  const context = {
    page,
    base: input.url === null ? siteOf(title.source, isProgram, community) : webUrl(input.url),
    problems,
  };
  if (!isProgram) return withHeadingPaths(locatedMap(START, { groups: [groupOfPage(title, context)] }), page);
  const { kinds, groups } = programOfPage(title, context);
  return withHeadingPaths(locatedMap(START, { community: { slug: community.slug, kinds }, groups }), page);
}

function titleOf(page: Page, location: string): LocatedScalar {
  const inFrontMatter = page.frontMatter?.get('title');
  const written =
    page.title ?? (inFrontMatter instanceof LocatedScalar && inFrontMatter.source.trim() !== '' ? inFrontMatter : null);
  if (written !== null) return written;
  const name = basename(location)
    .replace(/\.\w+$/u, '')
    .replace(/[-_]+/gu, ' ');
  return new LocatedScalar(START, name);
}

/** Relative links of a page of CNCF lead to the published site. */
function siteOf(title: string, isProgram: boolean, community: CommunityName): string | null {
  const folder = FOLDERS[kindOf(title)?.kind ?? ''];
  if (community.slug !== CNCF.slug || folder === undefined) return null;
  if (isProgram) return `${SITE}${folder}/index.md`;
  return `${SITE}${folder}/${identityOf(title, []).slug.replace(/^tag-/u, '')}/index.md`;
}
