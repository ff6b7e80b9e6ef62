/** The reference block of an iCalendar feed in the registry: `{ url }`. */
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const icalendarRefSchema = z
  .strictObject({
    url: z
      .string()
      .trim()
      .refine(isFeedAddress, 'Write an https or webcal URL, or a file beside the registry.')
      .describe('Address of the feed: https, webcal, or a file beside the registry.'),
  })
  .describe('An iCalendar feed (RFC 5545).');

/** Where a feed is read from. */
export type FeedAddress =
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string };

/** @returns null for anything but an http(s), webcal or file URL or an absolute path */
export function readFeedAddress(url: string): FeedAddress | null {
  if (isAbsolute(url)) return { kind: 'file', path: url };
  const parsed = URL.parse(url.replace(/^webcals?:/iu, 'https:'));
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return { kind: 'http', url: parsed.href };
  if (parsed?.protocol !== 'file:' || parsed.host !== '') return null;
  try {
    return { kind: 'file', path: fileURLToPath(parsed) };
  } catch (error) {
    // E.g. an encoded slash.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function isFeedAddress(url: string): boolean {
  return readFeedAddress(url) !== null;
}
