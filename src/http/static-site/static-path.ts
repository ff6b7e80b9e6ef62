/** Addresses of the server as names of files. */
import { createHash } from 'node:crypto';

const FOLDERS = ['assets', 'badges', 'data', 'feeds', 'groups'];

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
  const isFile = first === 'embed.js' || FOLDERS.includes(first);
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
