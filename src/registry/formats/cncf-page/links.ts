/** What the links of a page lead to. */
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { parseInitiativeSearch } from '../../records/initiative-search.ts';
import { calendarFeed, mailingListPage, urlOf } from '../shared/urls.ts';
import type { PageLink } from './inline.ts';

/** What the links of a page add to a group. */
export interface LinkTemplates {
  readonly channels: readonly Template[];
  readonly links: readonly Template[];
  readonly calendars: readonly Template[];
  readonly initiatives: readonly LocatedScalar[];
  readonly charter: LocatedScalar | undefined;
}

export type LinkUse =
  | { readonly use: 'channel'; readonly kind: string }
  | { readonly use: 'link'; readonly rel: string }
  | { readonly use: 'charter' }
  | { readonly use: 'initiatives' }
  | { readonly use: 'email' };

/** @param words label, text and heading that go with the link */
export function useOf(url: string, words: string): LinkUse {
  const parsed = URL.parse(url);
  const host = parsed?.hostname.toLowerCase() ?? '';
  const path = parsed?.pathname ?? url;
  const link = (rel: string): LinkUse => ({ use: 'link', rel });
  if (/^mailto:/iu.test(url)) return { use: 'email' };
  if (host.endsWith('.slack.com') && /^\/(?:archives|messages|app_redirect|channels)\b/u.test(path))
    return { use: 'channel', kind: 'SLACK' };
  if (host === 'app.slack.com') return { use: 'channel', kind: 'SLACK' };
  if (host.startsWith('slack.'))
    return /\/messages\/./u.test(path) ? { use: 'channel', kind: 'SLACK' } : link('slack-invite');
  if (host === 'groups.google.com' || (host.startsWith('lists.') && /^\/(?:g|mailman3?)\/./u.test(path)))
    return { use: 'channel', kind: 'MAILING_LIST' };
  if (/^(?:discord\.gg|discord\.com)$/u.test(host)) return { use: 'channel', kind: 'DISCORD' };
  if (/\bzulipchat\.com$/u.test(host)) return { use: 'channel', kind: 'ZULIP' };
  if (host === 'matrix.to') return { use: 'channel', kind: 'MATRIX' };
  if ('queries' in parseInitiativeSearch(url) && /\binitiatives?\b/iu.test(`${words} ${decodeURIComponentSafe(url)}`))
    return { use: 'initiatives' };
  if (/\bcharter\b/iu.test(words) && !/\bfoundation\b/iu.test(path)) return { use: 'charter' };
  if (isConference(host, path)) return link('meeting');
  if (/\byoutu\.?be\b|youtube\.com$/u.test(host) || /\brecordings?\b|\byoutube\b/iu.test(words))
    return link('recordings');
  if (/\bnotes?\b|\bminutes\b|\bagendas?\b/iu.test(words)) return link('meeting-notes');
  if (/^zoom-lfx\.|calendar/iu.test(host + path) || /\bcalendars?\b/iu.test(words)) return link('calendar');
  if (/^(?:community\.cncf\.io|ocgroups\.dev)$/u.test(host)) return link('community-page');
  if (/\bcode[ -]of[ -]conduct\b/iu.test(words)) return link('code-of-conduct');
  if (/\bgovernance\b/iu.test(words)) return link('governance');
  if (/\bprinciples\b/iu.test(words)) return link('principles');
  return link('resource');
}

/** Whether the address is a meeting room: its passcode is withheld with every link. */
export function isConference(host: string, path: string): boolean {
  return (
    (/(?:^|\.)zoom\.us$/u.test(host) && /^\/(?:j|my|s|wc)\//u.test(path)) ||
    host === 'meet.google.com' ||
    host === 'teams.microsoft.com' ||
    /^\/meeting\/\d/u.test(path)
  );
}

/**
 * Adds a link to what the group says.
 * @param title that a reader sees for it
 * @param rel in place of what the address tells, e.g. `related`
 */
export function linkTemplates(
  links: readonly { readonly link: PageLink; readonly words: string; readonly title: string; readonly rel?: string }[],
  base: string | null,
  problems: Problems,
): LinkTemplates {
  const channels: Template[] = [];
  const plain: Template[] = [];
  const calendars: Template[] = [];
  const initiatives: LocatedScalar[] = [];
  let charter: LocatedScalar | undefined;
  for (const { link, words, title, rel } of links) {
    const use = rel === undefined ? useOf(link.url.source, words) : ({ use: 'link', rel } as const);
    const add = (name: string, url: LocatedScalar | undefined) => {
      if (url !== undefined)
        plain.push(locatedMap(url.spot, { rel: name, url, title: title === '' ? undefined : title }));
    };
    // An anchor leads to a part of the same page, an empty address nowhere.
    if (link.url.source === '' || link.url.source.startsWith('#')) continue;
    if (use.use === 'email') {
      const page = /\bprivate\b/iu.test(`${words} ${link.url.source}`) ? null : mailingListPage(link.url.source);
      if (page === null)
        problems.add('REGISTRY_WITHHELD', link.url.spot, 'The page names an e-mail address; it is not served.');
      else channels.push(locatedMap(link.url.spot, { kind: 'MAILING_LIST', url: page }));
      continue;
    }
    const url = urlOf(new LocatedScalar(link.url.spot, link.url.source), 'link', base, problems);
    if (url === undefined) continue;
    const shown = new LocatedScalar(url.spot, siteUrl(url.source));
    if (use.use === 'channel')
      channels.push(
        locatedMap(url.spot, { kind: use.kind, name: channelName(link.text, use.kind, shown.source), url: shown }),
      );
    else if (use.use === 'charter') charter ??= shown;
    else if (use.use === 'initiatives') {
      initiatives.push(shown);
      add('initiatives', shown);
    } else {
      const feed = use.rel === 'calendar' ? calendarFeed(shown.source) : null;
      if (feed !== null) calendars.push(locatedMap(url.spot, { url: feed }));
      add(use.rel, shown);
    }
  }
  return { channels, links: plain, calendars, initiatives, charter };
}

/** Pages of the site are served without `index.md` and `.md`; files on GitHub keep their names. */
function siteUrl(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || /(?:^|\.)github(?:usercontent)?\.com$/u.test(parsed.hostname)) return url;
  parsed.pathname = parsed.pathname.replace(/\/_?index\.mdx?$/u, '/').replace(/\.mdx?$/u, '');
  return parsed.href;
}

/** `#tag-x`, `Slack: #tag-x` or `cncf-tag-x`; other words say nothing about the channel. */
function channelName(text: string, kind: string, url: string): string | undefined {
  const slack = /#[\w-]+/u.exec(text)?.[0];
  if (kind === 'SLACK') return slack;
  const list = /\/g\/([\w.-]+)/u.exec(url)?.[1];
  return list ?? (/^[\w.-]+$/u.test(text) ? text : undefined);
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
