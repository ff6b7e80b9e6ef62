/** URLs as registries write them: without scheme, relative to the file, or a placeholder. */
import { LocatedScalar } from '../../document/located.ts';
import { isPlaceholder } from '../../placeholder.ts';
import type { Problems } from '../../problems.ts';

const EMAIL = /^(?:mailto:)?([^\s@/]+)@([^\s@/]+\.[a-z]{2,})$/iu;
const BARE_HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/\S*$|^(?:[a-z0-9-]+\.)+(?:com|org|io|net|dev)$/iu;
/** An address of which the essential part was left for later, e.g. `https://meet.example/...`, `https://bit.ly/xxxxx`. */
const UNFINISHED = /\/(?:\.{3,}|…|x{3,})(?:\/\S*)?$|[/=]<[^>]*>?$/iu;
/** Twice what servers and browsers take; what tells addresses apart may take the square of it. */
const MAX_URL_LENGTH = 16_000;
/** A path beside the file, e.g. `charter.md`, `./a/b.png`, `../x`. */
const RELATIVE = /^(?:\.{0,2}\/)?[\w.~%-]+(?:\/[\w.~%-]+)*\/?(?:#[\w-]+)?$/u;

/**
 * @param base URL of the folder that relative links refer to; null where unknown
 * @returns an http(s) URL at the place of the text; undefined, with a problem, where the text is none.
 */
export function urlOf(
  text: LocatedScalar | undefined,
  what: string,
  base: string | null,
  problems: Problems,
): LocatedScalar | undefined {
  if (text === undefined) return undefined;
  const value = text.source.replace(/^<|>$/gu, '');
  const fail = (code: 'REGISTRY_PLACEHOLDER' | 'REGISTRY_WRONG_TYPE' | 'REGISTRY_WITHHELD', message: string) => {
    problems.add(code, text.spot, message, code === 'REGISTRY_WRONG_TYPE' ? { level: 'WARNING' } : {});
    return undefined;
  };
  if (value.length > MAX_URL_LENGTH)
    return fail('REGISTRY_WRONG_TYPE', `The ${what} is longer than any URL; it is not served.`);
  if (isPlaceholder(value) || UNFINISHED.test(value))
    return fail('REGISTRY_PLACEHOLDER', `The ${what} "${value}" is a placeholder; it is not served.`);
  if (/^https?:\/\//iu.test(value)) {
    const escaped = value.replace(/\s/gu, '%20');
    return URL.canParse(escaped)
      ? new LocatedScalar(text.spot, escaped)
      : fail('REGISTRY_WRONG_TYPE', `The ${what} "${value}" is no URL; it is not served.`);
  }
  if (EMAIL.test(value)) return fail('REGISTRY_WITHHELD', `The ${what} is an e-mail address; it is not served.`);
  if (BARE_HOST.test(value) && !/\.(?:md|html?|png|svg|ya?ml)$/iu.test(value))
    return new LocatedScalar(text.spot, `https://${value}`);
  if (!RELATIVE.test(value)) return fail('REGISTRY_WRONG_TYPE', `The ${what} "${value}" is no URL; it is not served.`);
  const absolute = base === null ? null : URL.parse(value, base)?.href;
  if (absolute === null || absolute === undefined) {
    return fail(
      'REGISTRY_WRONG_TYPE',
      `The ${what} "${value}" is relative, and the address of this file on the web is not known; it is not served.`,
    );
  }
  return new LocatedScalar(text.spot, absolute);
}

/** @returns the public page of a mailing list of which only the address is given, where the host has a rule for it; else null. */
export function mailingListPage(text: string): string | null {
  const [, list, host] = EMAIL.exec(text.trim()) ?? [];
  if (list === undefined || host === undefined) return null;
  if (host === 'googlegroups.com') return `https://groups.google.com/g/${list}`;
  return /^lists\.(?:cncf|lfdecentralizedtrust|finos|openssf|linuxfoundation)\.(?:io|org)$/u.test(host)
    ? `https://${host}/g/${list}`
    : null;
}

/** @returns the name of a list at a host of nothing but lists, e.g. `dev` of `dev@lists.example.org`; null elsewhere. */
export function mailingListName(text: string): string | null {
  const [, list, host] = EMAIL.exec(text.trim()) ?? [];
  return list !== undefined && host !== undefined && /^(?:lists?|groups?|mailman|ml)\./iu.test(host) ? list : null;
}

/** @returns the iCalendar feed behind the address of a calendar; null where the address is a page for people. */
export function calendarFeed(url: string): string | null {
  if (/^webcals?:/iu.test(url)) return url;
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  if (/\.ics$/iu.test(parsed.pathname) || /^(?:ics|ical)$/iu.test(parsed.searchParams.get('format') ?? ''))
    return parsed.href;
  // Google shows a public calendar under embed?src=ID and publishes the same under ical/ID.
  const id =
    /^calendar\.google\.com$/iu.test(parsed.hostname) && parsed.pathname.endsWith('/embed')
      ? parsed.searchParams.get('src')
      : null;
  return id === null || id === ''
    ? null
    : `https://calendar.google.com/calendar/ical/${encodeURIComponent(id)}/public/basic.ics`;
}

/** @returns `owner/name` of the GitHub repository that the URL lies in; null where it lies in none. */
export function repositoryOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^(?:www\.|raw\.)?github(?:usercontent)?\.com$/iu.test(parsed.hostname)) return null;
  const [owner, name] = parsed.pathname.split('/').filter((segment) => segment !== '');
  if (owner === undefined || name === undefined || ['orgs', 'users', 'search', 'issues', 'topics'].includes(owner))
    return null;
  return `${owner}/${name.replace(/\.git$/u, '')}`;
}

/** @returns where people read a file that was fetched raw from GitHub; other URLs as they are. */
export function webUrl(url: string): string {
  const [, owner, name, ref, path] =
    /^https:\/\/raw\.githubusercontent\.com\/([^/]+)\/([^/]+)\/(?:refs\/heads\/)?([^/]+)\/(.*)$/u.exec(url) ?? [];
  return path === undefined ? url : `https://github.com/${owner}/${name}/blob/${ref}/${path}`;
}
