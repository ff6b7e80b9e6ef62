/**
 * The pages, feeds and badges as files for any static host: the same answers that the server gives, found by following
 * their links, with each link made relative so that any base path works.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { assets } from './assets.ts';

export interface StaticFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly body: string;
}

export interface SkippedAddress {
  readonly url: string;
  readonly statusCode: number;
}

export interface StaticSiteVisitor {
  onFile(file: StaticFile): Promise<void>;
  /** What has no answer at present; a file of an earlier export is better than none. */
  onSkipped(skipped: SkippedAddress): void;
}

/** Pages leave out what needs a server: forms, and links that only it can answer. */
const STATIC = 'static';
const FEEDS = [
  'meetings.ics',
  'meetings.json',
  'initiatives.atom',
  'initiatives.json',
  'findings.atom',
  'findings.json',
];
const BADGES = ['next-meeting', 'initiatives', 'health'];

/** @param baseUrl under which the server says that it is reached, without a slash at the end */
export async function crawlStaticSite(
  server: FastifyInstance,
  baseUrl: string,
  visitor: StaticSiteVisitor,
): Promise<void> {
  const seeds = ['/', ...assets.map((asset) => `/${asset.path}`), ...FEEDS.map((name) => `/feeds/${name}`)];
  const queue = [...seeds];
  const known = new Set(queue.map(toStaticPath));
  const follow = (address: string): void => {
    const file = toStaticPath(address);
    if (file === null || known.has(file)) return;
    known.add(file);
    queue.push(address);
  };
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const file = toStaticPath(address);
    if (file === null) continue;
    const isPage = file.endsWith('.html');
    const response = await server.inject({ url: isPage ? `${address}?${STATIC}` : address });
    if (response.statusCode !== 200) {
      visitor.onSkipped({ url: address, statusCode: response.statusCode });
      continue;
    }
    const body = isPage ? relinkPage(response.body, { baseUrl, address, file, follow }) : response.body;
    await visitor.onFile({ path: file, body });
    const group = /^\/groups\/(?<name>.+)$/u.exec(address)?.groups?.['name'];
    if (isPage && group !== undefined) {
      for (const badge of BADGES) for (const type of ['svg', 'json']) follow(`/badges/${group}/${badge}.${type}`);
    }
  }
}

/**
 * @param address path and query on the server
 * @returns the file that holds its answer; null where a static host has none
 */
export function toStaticPath(address: string): string | null {
  const { pathname, searchParams } = new URL(address, 'http://static.invalid');
  const segments = toSegments(pathname);
  if (segments === null) return null;
  if (segments.length === 0) return 'index.html';
  const [first = '', ...rest] = segments;
  const last = segments.at(-1) ?? '';
  const id = searchParams.get('id');
  const groups = searchParams.get('groups');
  if (first === 'feeds' && id !== null) {
    // Ids may be longer than the name of a file.
    return `feeds/meetings/${createHash('sha256').update(id).digest('hex').slice(0, 24)}.ics`;
  }
  if (first === 'feeds' && groups !== null) {
    const slugs = toSegments(groups);
    return slugs === null ? null : ['feeds', 'groups', ...slugs, last].join('/');
  }
  if (first === 'groups' && rest.length > 0 && last !== 'calendar.ics') return [...segments, 'index.html'].join('/');
  const isFile = first === 'embed.js' || ['assets', 'badges', 'feeds', 'groups'].includes(first);
  return isFile && rest.length + Number(first === 'embed.js') > 0 ? segments.join('/') : null;
}

/** @returns the parts of a path as names of files; null where one of them is none. */
function toSegments(pathname: string): readonly string[] | null {
  try {
    const segments = pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    return segments.some((part) => part === '.' || part === '..' || /[/\\\0]/u.test(part)) ? null : segments;
  } catch {
    return null;
  }
}

interface PagePlace {
  readonly baseUrl: string;
  readonly address: string;
  readonly file: string;
  readonly follow: (address: string) => void;
}

/** The pages are written by this program, so their tags have one form: quoted attributes, `&` escaped. */
function relinkPage(html: string, place: PagePlace): string {
  return html.replace(/<(?:a|link|script)\b[^>]*>/gu, (tag) =>
    tag.includes('rel="canonical"')
      ? tag
      : tag.replace(/ (href|src)="([^"]*)"/u, (all, name, value) => relink(all, name, value, place)),
  );
}

function relink(all: string, name: string, value: string, { baseUrl, address, file, follow }: PagePlace): string {
  if (value.startsWith('#')) return all;
  const target = URL.parse(value.replaceAll('&amp;', '&'), `${baseUrl}${address}`);
  if (target === null || !target.href.startsWith(`${baseUrl}/`)) return all;
  const wanted = target.href.slice(baseUrl.length).replace(/#.*$/u, '');
  const found = toStaticPath(wanted);
  if (found === null) return all;
  follow(wanted);
  const relative = path.posix.relative(path.posix.dirname(file), found);
  return ` ${name}="${relative.split('/').map(encodeURIComponent).join('/')}${target.hash.replaceAll('"', '%22')}"`;
}
