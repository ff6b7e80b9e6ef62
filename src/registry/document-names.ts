/** Names of the documents of a registry: for people, and as stable ids of sources. */
import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, posix, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publicUrl } from '../privacy.ts';

const SCHEME = /^[a-z][a-z\d+.-]+:/iu;

export function isUrl(location: string): boolean {
  return SCHEME.test(location);
}

/**
 * @param from name of the including document; null for the first
 * @returns the name for `file:line:col`, which readers of the graph see as well: a path from the working directory, the name
 * alone of a file elsewhere, or a URL without secrets.
 */
export function displayName(location: string, from: string | null): string {
  const absolute = from !== null && isUrl(from) ? (URL.parse(location, from)?.href ?? location) : location;
  const path = isUrl(absolute) ? pathOf(absolute) : absolute;
  if (path === null) return publicUrl(absolute) ?? secretName(absolute);
  if (isAbsolute(path)) return withoutFolders(path);
  if (from === null) return path;
  return posix.join(posix.dirname(from), absolute);
}

/**
 * @param elsewhere what {@link elsewhereKey} says of the file
 * @returns an id that does not depend on the folder from which the gateway is started.
 */
export function sourceIdOf(
  name: string,
  rootName: string,
  kind: 'registry' | 'page',
  elsewhere: string | null = null,
): string {
  const path = isUrl(name) || isUrl(rootName) ? name : posix.relative(posix.dirname(rootName), name);
  return elsewhere === null ? `${kind}:${path}` : `${kind}:${path}#${elsewhere}`;
}

/**
 * Tells files apart that a document names by absolute paths, of which only the last part is shown.
 * @param written as the document names it
 * @param location its absolute path
 * @param root absolute path of the first document, or its URL
 * @returns 8 hexadecimal digits, the same wherever the folder that holds all of them stands; null for a URL and for a relative path
 */
export function elsewhereKey(written: string, location: string, root: string): string | null {
  const [path, file, first] = [written, location, root].map((name) => (isUrl(name) ? pathOf(name) : name));
  if (path == null || file == null || first == null || !isAbsolute(path)) return null;
  return createHash('sha256')
    .update(relative(dirname(first), file))
    .digest('hex')
    .slice(0, 8);
}

/**
 * @param document absolute path or URL of the registry document that names the calendar
 * @returns URL of the calendar: http(s), webcal or file; null where it is none of them, or a file named by a document from the web.
 */
export function calendarUrl(location: string, document: string): string | null {
  if (isUrl(location)) {
    const isLocalRegistry = !isUrl(document) || document.startsWith('file:');
    const allowed = isLocalRegistry ? /^(?:https?|webcals?|file):/iu : /^(?:https?|webcals?):/iu;
    return allowed.test(location) && URL.canParse(location) ? location : null;
  }
  const base = isUrl(document) ? document : pathToFileURL(document).href;
  return URL.parse(location, base)?.href ?? null;
}

/** @returns the path of a `file:` URL; null for other URLs, and for one that names no file of this machine. */
function pathOf(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}

/** The folders of the server are nobody's business. */
function withoutFolders(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? basename(path) : fromHere;
}

function secretName(url: string): string {
  const host = URL.parse(url)?.host ?? 'unknown';
  return `${host}#${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
}
