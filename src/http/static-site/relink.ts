/** Links from file to file: relative where the reader resolves them, absolute under the export's base where it cannot. */
import path from 'node:path';
import { foldLines } from '../feeds/fold-lines.ts';
import { toStaticPath } from './static-path.ts';

/** What programs ask a gateway, they read from an export. */
const INSTEAD_OF_GRAPH = '/data/v1/index.json';

export interface Place {
  /** Of the server and of the export, without a slash at the end. */
  readonly baseUrl: string;
  /** Path and query on the server. */
  readonly address: string;
  readonly file: string;
  /** Is told every address that the file links to. */
  readonly follow: (address: string) => void;
}

/** @returns the body with links to files of the export, in the form that its kind asks for. */
export function relink(body: string, place: Place): string {
  if (place.file.endsWith('.html')) return relinkText(relinkTags(body, place), place);
  if (place.file.startsWith('data/')) return relinkJson(body, place);
  // A folded address would not be found.
  if (place.file.endsWith('.ics')) return foldLines(relinkText(body.replaceAll('\r\n ', ''), place));
  return place.file.startsWith('feeds/') ? relinkText(body, place) : body;
}

/** The pages are written by this program, so their tags have one form: quoted attributes, `&` escaped. */
function relinkTags(html: string, place: Place): string {
  return html.replace(/<(?:a|link|script)\b[^>]*>/gu, (tag) =>
    tag.includes('rel="canonical"')
      ? tag
      : tag.replace(/ (href|src)="([^"]*)"/u, (all, name, value: string) => {
          if (value.startsWith('#')) return all;
          const link = toRelative(value.replaceAll('&amp;', '&'), place);
          return link === null ? all : ` ${name}="${link.replaceAll('"', '%22')}"`;
        }),
  );
}

/** Whatever stands in a text as an address of the server: feeds and what search engines read must be absolute. */
function relinkText(text: string, place: Place): string {
  const base = place.baseUrl.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return text.replace(new RegExp(`${base}/(?:[^\\s"'<>\\\\]*[^\\s"'<>\\\\.,;:!?)])?`, 'gu'), (all) => {
    const target = toTarget(all.replaceAll('&amp;', '&'), place);
    return target === null ? all : `${place.baseUrl}/${target.link}`;
  });
}

function relinkJson(text: string, place: Place): string {
  const data = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(`${place.baseUrl}/`) ? (toRelative(value, place) ?? value) : value,
  );
  return `${JSON.stringify(data, null, 1)}\n`;
}

/** @returns the link from the file of the place; null where it leads to no file of the export */
function toRelative(value: string, place: Place): string | null {
  const target = toTarget(value, place);
  if (target === null) return null;
  const folder = path.posix.dirname(place.file);
  const relative = path.posix.relative(folder, target.file).split('/').map(encodeURIComponent).join('/');
  return `${relative}${target.suffix}`;
}

interface Target {
  readonly file: string;
  /** Query and fragment that the script of the page reads. */
  readonly suffix: string;
  /** From the root of the site, as it is written to be read. */
  readonly link: string;
}

function toTarget(value: string, { baseUrl, address, follow }: Place): Target | null {
  const url = URL.parse(value, `${baseUrl}${address}`);
  if (url === null || !url.href.startsWith(`${baseUrl}/`)) return null;
  const path = url.href.slice(baseUrl.length).replace(/#.*$/u, '');
  const wanted = path === '/graphql' ? INSTEAD_OF_GRAPH : path;
  const file = toStaticPath(wanted);
  if (file === null) return null;
  follow(wanted);
  const suffix = `${url.searchParams.has('embed') ? '?embed' : ''}${url.hash}`;
  const link = file
    .replace(/(^|\/)index\.html$/u, '$1')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return { file, suffix, link: `${link}${suffix}` };
}
