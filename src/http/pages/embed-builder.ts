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
  readonly feeds: { readonly ics: string; readonly atom: string; readonly embed: string };
}

export const BUILDER_GROUPS = `query BuilderGroups($after: String) {
  groups(first: 100, after: $after) {
    nodes { slug name kindLabel resourcePath community { slug } feeds { ics atom embed } }
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
  const canBeAll = what !== 'group';
  const named = groups.find((one) => toName(one) === query['group']);
  const group = named ?? (canBeAll ? null : (groups[0] ?? null));
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
<label>Group <select name="group">${canBeAll && renderOption('', 'All groups', group === null)}${groups.map((one) => renderOption(toName(one), `${one.name} (${one.kindLabel})`, one === group))}</select></label>
<button>Show</button></form>
${groups.length === 0 ? markup`<p class="empty">There is no group yet.</p>` : renderChoice(what, group, baseUrl)}`,
  });
}

interface Snippet {
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

/** @param group null for all */
function renderChoice(what: What, group: BuilderGroup | null, baseUrl: string): Markup {
  const element = toElement(what, group, baseUrl);
  const snippets: readonly Snippet[] = [
    {
      title: 'Element',
      about: 'Follows your style, keeps the last good data, sets no cookie.',
      text: `<script type="module" src="${baseUrl}/embed.js"></script>\n${element.text}`,
    },
    ...(group === null ? [] : [toFrame(group)]),
    { title: 'Feed', about: 'For calendars and feed readers.', text: toFeed(what, group, baseUrl) },
    ...(group === null ? [] : [toBadge(what, group, baseUrl)]),
  ];
  return markup`<div class="split"><section aria-labelledby="h-preview"><h2 id="h-preview">Preview</h2><div class="card">${element}</div></section>
<div>${snippets.map(
    ({ title, about, text }) => markup`<section class="snippet"><h2>${title}</h2><p class="muted">${about}</p>
<pre tabindex="0" role="region" aria-label="${title}"><code>${text}</code></pre>
<button type="button" data-copy hidden>Copy<span class="sr"> ${title}</span></button></section>`,
  )}</div></div>`;
}

/** The link inside stays where the element cannot show anything. */
function toElement(what: What, group: BuilderGroup | null, baseUrl: string): Markup {
  const tag = trusted(`community-${what}`);
  if (group === null) return markup`<${tag}><a href="${baseUrl}/">${WHAT[what]}</a></${tag}>`;
  const { slug, community, name, feeds } = group;
  const fallback = markup`<a href="${feeds.embed}">${name}</a>`;
  return what === 'group'
    ? markup`<${tag} slug="${slug}" community="${community.slug}">${fallback}</${tag}>`
    : markup`<${tag} groups="${toName(group)}">${fallback}</${tag}>`;
}

function toFrame({ name, feeds }: BuilderGroup): Snippet {
  const frame = markup`<iframe src="${feeds.embed}" title="${name}" width="720" height="560" style="border:0;max-width:100%" loading="lazy"></iframe>`;
  return { title: 'Frame', about: 'The whole page of the group.', text: frame.text };
}

function toFeed(what: What, group: BuilderGroup | null, baseUrl: string): string {
  if (what === 'findings') {
    return `${baseUrl}/feeds/findings.atom${group === null ? '' : `?${new URLSearchParams({ groups: toName(group) })}`}`;
  }
  if (what === 'initiatives') return group?.feeds.atom ?? `${baseUrl}/feeds/initiatives.atom`;
  return group?.feeds.ics ?? `${baseUrl}/feeds/meetings.ics`;
}

const BADGES = {
  meetings: ['next-meeting', 'Next meeting'],
  group: ['next-meeting', 'Next meeting'],
  initiatives: ['initiatives', 'Initiatives'],
  findings: ['health', 'Health'],
} as const;

function toBadge(what: What, { name, resourcePath }: BuilderGroup, baseUrl: string): Snippet {
  const [badge, words] = BADGES[what];
  const image = `${baseUrl}${resourcePath.replace(/^\/groups\//u, '/badges/')}/${badge}.svg`;
  return {
    title: 'Badge',
    about: 'Markdown for a README.',
    text: `[![${words} of ${toMarkdown(name)}](${image})](${baseUrl}${resourcePath})`,
  };
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
