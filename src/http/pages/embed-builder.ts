/** `/embed`: choose what to show and for whom, see it, and copy what brings it to another site. */
import { collectPages, PAGE_FIELDS, type Page } from '../feeds/collect-pages.ts';
import type { QueryGraph } from '../graph-client.ts';
import { renderPage } from './layout.ts';
import { type Markup, markup, trusted } from './markup.ts';

interface BuilderGroup {
  readonly slug: string;
  readonly name: string;
  readonly kindLabel: string;
  readonly resourcePath: string;
  readonly community: { readonly slug: string };
  readonly feeds: { readonly ics: string; readonly atom: string; readonly embed: string; readonly badge: string };
}

export const BUILDER_GROUPS = `query BuilderGroups($after: String) {
  groups(first: 100, after: $after) {
    nodes { slug name kindLabel resourcePath community { slug } feeds { ics atom embed badge } }
    ${PAGE_FIELDS}
  }
}`;

const WHAT = { meetings: 'Meetings', initiatives: 'Initiatives', group: 'The group', findings: 'Findings' } as const;
type What = keyof typeof WHAT;

export interface BuilderContext {
  readonly baseUrl: string;
  readonly root: string;
  readonly timeZone: { readonly name: string; readonly isChosen: boolean };
  readonly query: Readonly<Record<string, unknown>>;
}

export async function loadBuilderGroups(query: QueryGraph): Promise<readonly BuilderGroup[]> {
  const found = await collectPages((after) =>
    query<{ groups: Page<BuilderGroup> }>(BUILDER_GROUPS, { after }).then(({ groups }) => groups),
  );
  return found.items;
}

/** @returns the document. A choice that does not exist becomes the first one that does. */
export function renderBuilder(groups: readonly BuilderGroup[], context: BuilderContext): string {
  const { baseUrl, root, timeZone, query } = context;
  const what = Object.hasOwn(WHAT, String(query['what'])) ? (query['what'] as What) : 'meetings';
  const group = groups.find((one) => toName(one) === query['group']) ?? groups[0];
  return renderPage({
    title: 'Show it on your site',
    description: 'Elements, frames, feeds and badges of this community for other sites.',
    url: `${baseUrl}/embed`,
    root,
    timeZone,
    hasZoneForm: false,
    scripts: ['embed.js'],
    body: markup`<h1>Show it on your site</h1>
<form class="filters" method="get" aria-label="What is shown">
<label>What <select name="what">${Object.entries(WHAT).map(([value, text]) => renderOption(value, text, value === what))}</select></label>
<label>Group <select name="group">${groups.map((one) => renderOption(toName(one), `${one.name} (${one.kindLabel})`, one === group))}</select></label>
<button>Show</button></form>
${group === undefined ? markup`<p class="empty">There is no group yet.</p>` : renderChoice(what, group, baseUrl)}`,
  });
}

function renderChoice(what: What, group: BuilderGroup, baseUrl: string): Markup {
  const element = toElement(what, group);
  const { name, feeds, resourcePath } = group;
  const page = `${baseUrl}${resourcePath}`;
  const feed = what === 'initiatives' ? feeds.atom : feeds.ics;
  const snippets = [
    {
      title: 'Element',
      about: 'Follows your style, keeps the last good data, sets no cookie.',
      text: `<script type="module" src="${baseUrl}/embed.js"></script>\n${element.text}`,
    },
    {
      title: 'Frame',
      about: 'The whole page of the group.',
      text: markup`<iframe src="${feeds.embed}" title="${name}" width="720" height="560" style="border:0;max-width:100%" loading="lazy"></iframe>`
        .text,
    },
    { title: 'Feed', about: 'For calendars and feed readers.', text: feed },
    {
      title: 'Badge',
      about: 'Markdown for a README.',
      text: `[![Next meeting of ${toMarkdown(name)}](${feeds.badge})](${page})`,
    },
  ];
  return markup`<div class="split"><section aria-labelledby="h-preview"><h2 id="h-preview">Preview</h2><div class="card">${element}</div></section>
<div>${snippets.map(
    ({ title, about, text }) => markup`<section class="snippet"><h2>${title}</h2><p class="muted">${about}</p>
<pre tabindex="0" role="region" aria-label="${title}"><code>${text}</code></pre>
<button type="button" data-copy hidden>Copy<span class="sr"> ${title}</span></button></section>`,
  )}</div></div>`;
}

/** The link inside stays where the element cannot show anything. */
function toElement(what: What, group: BuilderGroup): Markup {
  const { slug, community, name, feeds } = group;
  const fallback = markup`<a href="${feeds.embed}">${name}</a>`;
  if (what === 'group') {
    return markup`<community-group slug="${slug}" community="${community.slug}">${fallback}</community-group>`;
  }
  const tag = trusted(`community-${what}`);
  return markup`<${tag} groups="${toName(group)}">${fallback}</${tag}>`;
}

function renderOption(value: string, text: string, isSelected: boolean): Markup {
  return markup`<option value="${value}"${isSelected && markup` selected`}>${text}</option>`;
}

/** As filters name a group that may share its slug with one of another community. */
function toName({ slug, community }: BuilderGroup): string {
  return `${community.slug}/${slug}`;
}

function toMarkdown(text: string): string {
  return text.replace(/[\\[\]<>`*_!]/gu, (character) => `\\${character}`);
}
