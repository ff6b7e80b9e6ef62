/**
 * The pages, feeds, data and badges as files for any static host: the same answers that the server gives, found by
 * following their links.
 */
import type { FastifyInstance } from 'fastify';
import { dataAddresses } from '../data/data.ts';
import { assets } from '../pages/assets.ts';
import { relink } from './relink.ts';
import { toStaticPath } from './static-path.ts';

export interface StaticFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly body: string;
}

export interface SkippedAddress {
  readonly url: string;
  /** What the server says, as a sentence. */
  readonly reason: string;
}

export interface StaticSiteVisitor {
  /** @param progress how many of those known so far are done */
  onFile(file: StaticFile, progress: { readonly done: number; readonly known: number }): Promise<void>;
  /** What has no answer at present; a file of an earlier export is better than none. */
  onSkipped(skipped: SkippedAddress): void;
}

/** Pages leave out what needs a server: forms, and links that only it can answer. Elements read files. */
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
  const queue: string[] = [];
  const known = new Set<string>();
  let done = 0;
  const follow = (address: string): void => {
    const file = toStaticPath(address);
    if (file === null || known.has(file)) return;
    known.add(file);
    queue.push(address);
  };
  const seeds = ['/', ...assets.map((asset) => `/${asset.path}`), ...FEEDS.map((name) => `/feeds/${name}`)];
  for (const address of [...seeds, ...dataAddresses]) follow(address);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const file = toStaticPath(address) ?? '';
    const hasStaticForm = file.endsWith('.html') || file.endsWith('.js');
    const response = await server.inject({ url: hasStaticForm ? `${address}?${STATIC}` : address });
    done += 1;
    if (response.statusCode !== 200) {
      const isSaid = String(response.headers['content-type']).startsWith('text/plain');
      visitor.onSkipped({
        url: address,
        reason: isSaid ? response.body.trim() : `It answered ${response.statusCode}.`,
      });
      continue;
    }
    const body = relink(response.body, { baseUrl, address, file, follow });
    const group = /^\/groups\/(?<name>.+)$/u.exec(address)?.groups?.['name'];
    if (file.endsWith('.html') && group !== undefined) {
      for (const badge of BADGES) for (const type of ['svg', 'json']) follow(`/badges/${group}/${badge}.${type}`);
    }
    await visitor.onFile({ path: file, body }, { done, known: known.size });
  }
}
