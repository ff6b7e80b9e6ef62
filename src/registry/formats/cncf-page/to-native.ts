/**
 * A page as a document of the native form. Wordings and heading levels drift, so sections are told apart by what their
 * headings mean, and what fits nowhere is reported.
 */
import { basename } from 'node:path';
import { LocatedScalar, locatedMap } from '../../document/located.ts';
import { type Problems, START } from '../../problems.ts';
import type { CommunityName, FormatInput } from '../format.ts';
import { CNCF } from '../shared/cncf.ts';
import { webUrl } from '../shared/urls.ts';
import { groupOfPage } from './group-page.ts';
import { withHeadingPaths } from './heading-paths.ts';
import { identityOf } from './identity.ts';
import { type Page, parsePage } from './page.ts';
import { isProgramPage, programOfPage } from './program-page.ts';
import { kindOf } from './words.ts';

/** Where the pages of CNCF's groups are published, a folder a group. */
const SITE = 'https://contribute.cncf.io/community/';
const FOLDERS: Readonly<Record<string, string>> = { ADVISORY_GROUP: 'tags', COMMUNITY_GROUP: 'tcgs' };

/** As {@link RegistryFormat.toNative}. */
export function toNative(input: FormatInput, community: CommunityName, problems: Problems) {
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
