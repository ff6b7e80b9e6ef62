/** The frame of every page: head, header, footer. */
import { type Markup, markup, scriptJson } from './markup.ts';

export interface PageOptions {
  readonly title: string;
  /** One sentence, for search engines and link previews. */
  readonly description: string;
  /** Address of the page. */
  readonly url: string;
  /** Relative path to the root of the site, without a slash at the end: pages work under any base path. */
  readonly root: string;
  /** Zone that times are shown in, and whether the reader chose it. */
  readonly timeZone: { readonly name: string; readonly isChosen: boolean };
  readonly body: Markup;
  /** schema.org, as JSON-LD. */
  readonly linkedData?: readonly object[];
  readonly feeds?: readonly { readonly type: string; readonly title: string; readonly url: string }[];
  /** Without header and footer, for a frame. */
  readonly isEmbedded?: boolean;
  /** Modules beside that of every page, by path from the root. */
  readonly scripts?: readonly string[];
  /** Whether the footer asks for the zone. @default true */
  readonly hasZoneForm?: boolean;
  /** For a static host: without what only a server can answer. */
  readonly isStatic?: boolean;
}

const ZONES = [
  'UTC',
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Nairobi',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** @returns the whole document. Its script runs before the first paint, so that nothing moves when times become local. */
export function renderPage(options: PageOptions): string {
  const {
    title,
    description,
    url,
    root,
    timeZone,
    linkedData = [],
    feeds = [],
    isEmbedded = false,
    hasZoneForm = true,
    isStatic = false,
    scripts = [],
  } = options;
  return markup`<!doctype html>
<html lang="en"${isEmbedded && markup` data-embedded`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta name="twitter:card" content="summary">
<link rel="canonical" href="${url}">
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Cpath d=%22M4 12 8 4l4 8z%22 fill=%22none%22 stroke=%22%230f7c88%22 stroke-width=%222%22/%3E%3C/svg%3E">
${feeds.map((feed) => markup`<link rel="alternate" type="${feed.type}" title="${feed.title}" href="${feed.url}">\n`)}<link rel="stylesheet" href="${root}/assets/pages.css">
<script type="module" blocking="render" src="${root}/assets/page.js"></script>
${scripts.map((path) => markup`<script type="module" src="${root}/${path}"></script>\n`)}${linkedData.map((data) => markup`<script type="application/ld+json">${scriptJson(data)}</script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${!isEmbedded && renderHeader(root, isStatic)}<main id="main">
${options.body}
</main>
${!isEmbedded && hasZoneForm && renderFooter(timeZone, isStatic)}</body>
</html>
`.text;
}

function renderHeader(root: string, isStatic: boolean): Markup {
  return markup`<header class="page-bar"><nav class="nav" aria-label="Site"><a class="brand" href="${root}/">community-graph</a><a href="${root}/#meetings">Meetings</a><a href="${root}/#initiatives">Initiatives</a><a href="${root}/#groups">Groups</a><a href="${root}/#findings">Health</a><a href="${root}/#sources">Sources</a>${!isStatic && markup`<a href="${root}/embed">Embed</a><a href="${root}/graphql">GraphQL</a>`}</nav></header>
`;
}

/** Without a server only the script can show another zone, and it unhides the form. */
function renderFooter(timeZone: PageOptions['timeZone'], isStatic: boolean): Markup {
  return markup`<footer class="page-bar"><form class="zone" method="get"${isStatic && markup` hidden`}>${renderZoneField(timeZone)}<button>Show</button></form></footer>
`;
}

/** Empty until the reader chooses, so that an address that is shared shows everybody their own zone. */
export function renderZoneField({ name, isChosen }: PageOptions['timeZone']): Markup {
  return markup`<label>Times in <input name="tz" list="zones" value="${isChosen && name}" placeholder="${name}" autocomplete="off" spellcheck="false"></label><datalist id="zones">${ZONES.map(
    (zone) => markup`<option value="${zone}"></option>`,
  )}</datalist>`;
}
