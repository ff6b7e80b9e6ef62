/** Finds where to join a meeting, and its agenda, notes and recordings, in what an event says. */
import { withoutPasscode } from '../../privacy.ts';

export interface EventLinks {
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly notesUrl: string | null;
  readonly recordingUrl: string | null;
  /** Digits only, each once. */
  readonly meetingIds: readonly string[];
}

export interface LinkSources {
  /** Addresses that the producer marks as the conference, best first. */
  readonly conferences: readonly string[];
  readonly location: string;
  readonly url: string;
  /** Plain text or HTML. */
  readonly description: string;
  readonly attachments: readonly string[];
  /** Meeting ids that the producer writes by themselves (X-MEETING-ID). */
  readonly meetingIds: readonly string[];
}

interface FoundLink {
  readonly url: string;
  /** The words before the link, back to the previous link: they say what it is. */
  readonly context: string;
}

/** @param keepsPasscodes join links otherwise lose them */
export function findLinks(sources: LinkSources, keepsPasscodes: boolean): EventLinks {
  const marked = sources.conferences.flatMap(linksIn);
  const located = linksIn(sources.location);
  const described = linksIn(sources.description);
  const attached = sources.attachments.flatMap(linksIn);
  const links = [...marked, ...located, ...linksIn(sources.url), ...described, ...attached];
  const join =
    marked.find(({ url }) => isConference(url)) ??
    marked[0] ??
    links.find(({ url }) => isConference(url)) ??
    [...located, ...described].find(({ context }) => JOIN_WORDS.test(context)) ??
    located.find(({ url }) => kindOf(url) === null && !isHomePage(url));
  const others = links.filter(({ url }) => url !== join?.url && !isConference(url));
  const show = (link: FoundLink | undefined): string | null => {
    if (link === undefined) return null;
    return keepsPasscodes ? link.url : withoutPasscode(link.url);
  };
  const typed = new Map<LinkType | null, FoundLink>();
  for (const link of others.toReversed()) typed.set(typeOf(link), link);
  const ofType = (type: LinkType): string | null => show(typed.get(type));
  const ids = [
    ...sources.meetingIds,
    ...links.flatMap(({ url }) => meetingIdOf(url) ?? []),
    ...idsIn(sources.description),
  ];
  return {
    joinUrl: show(join),
    agendaUrl: ofType('agenda'),
    notesUrl: ofType('notes'),
    recordingUrl: ofType('recording'),
    meetingIds: [...new Set(ids)],
  };
}

/** Hosts of conferences, each with the path of a room where the host serves other pages too. */
const CONFERENCES: readonly RegExp[] = [
  /^https?:\/\/(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com|com\.cn)\/(?:j|my|s|w|wc|webinar\/register|meeting\/register)\//iu,
  /^https?:\/\/zoom-lfx\.platform\.linuxfoundation\.org\/meeting\//iu,
  /^https?:\/\/hangouts\.google\.com\/hangouts\//iu,
  /^https?:\/\/(?:(?:[\w-]+\.)?teams\.microsoft\.(?:com|us)\/(?:l\/meetup-join|meet|event)|teams\.live\.com\/meet)\//iu,
  /^https?:\/\/(?:[\w-]+\.)+webex\.com\/(?:meet|join|[\w-]+\/(?:j\.php|k2\/|onstage)|webappng|wbxmjs|weblink)/iu,
  /^https?:\/\/(?:k?meet\.[\w.-]+|8x8\.vc|[\w-]*jitsi[\w.-]*|call\.element\.io)\/[^/?#\s]+/iu,
  /^https?:\/\/(?:www\.|global\.)?gotomeet(?:ing)?\.(?:com|me)\/(?:join\/)?[\w-]+/iu,
  /^https?:\/\/(?:[\w-]+\.)*bluejeans\.com\/\d+/iu,
  /^https?:\/\/(?:[\w-]+\.)*(?:whereby|around|chime|livestorm|bigbluebutton|riverside)\.(?:com|co|aws|in|fm|org)\/[\w/-]+/iu,
  /^https?:\/\/(?:app\.gather\.town\/app|g\.co\/meet|join\.skype\.com|v\.ringcentral\.com\/join|meetings\.dialpad\.com)\/[\w/-]+/iu,
  /^https?:\/\/(?:vc\.feishu\.cn\/j|meeting\.tencent\.com\/(?:dm|p|s)|meeting\.zoho\.[a-z.]+\/(?:meeting|join))\/[\w/-]+/iu,
  /^https?:\/\/[\w.-]+\/(?:bigbluebutton|bbb|b)\/(?:rooms\/)?[\w-]{6,}/iu,
  /^https?:\/\/(?:www\.)?(?:meetup\.com\/[\w-]+\/events|discord\.(?:gg|com\/(?:invite|events)))\/[\w/-]+/iu,
];

function isConference(url: string): boolean {
  return CONFERENCES.some((pattern) => pattern.test(url));
}

/** "#dev on IRC (https://freenode.net)": a site, not a room. */
function isHomePage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed === null || (parsed.pathname === '/' && parsed.search === '' && parsed.hash === '');
}

type LinkType = 'agenda' | 'notes' | 'recording';

const JOIN_WORDS =
  /\b(?:join|dial[- ]?in|zoom|video ?call|conference|meeting (?:link|url|room)|beitreten|rejoindre|unirse|participar)\b[^.!?\n]{0,60}\n?\s{0,10}$/iu;
const WORDS: readonly (readonly [LinkType, RegExp])[] = [
  ['recording', /\b(?:recordings?|recorded|replays?|watch|youtube|playlist|videos?)\b/iu],
  ['agenda', /\b(?:agendas?|topics|tagesordnung|ordre du jour)\b/iu],
  ['notes', /\b(?:notes?|minutes|meeting (?:doc(?:ument)?|log)s?|protokoll|etherpad|running doc)\b/iu],
];

/** What a link's own address says it is. */
function kindOf(url: string): LinkType | null {
  if (/^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|peertube\.[\w.]+)\//iu.test(url))
    return 'recording';
  if (/^https?:\/\/[\w.-]*zoom\.us\/rec\//iu.test(url)) return 'recording';
  if (/agenda/iu.test(url)) return 'agenda';
  if (/(?:minutes|meeting-?notes|\/notes\b|etherpad|hackmd\.io|codimd|pad\.)/iu.test(url)) return 'notes';
  return null;
}

function typeOf({ url, context }: FoundLink): LinkType | null {
  // The last word before the link is the nearest to it.
  let nearest: { type: LinkType; at: number } | null = null;
  const words = context.slice(-120);
  for (const [type, pattern] of WORDS) {
    for (const found of words.matchAll(new RegExp(pattern, 'giu'))) {
      if (nearest === null || found.index > nearest.at) nearest = { type, at: found.index };
    }
  }
  const own = kindOf(url);
  if (own === 'recording') return own;
  if (nearest !== null) return nearest.type;
  return own ?? (/^https?:\/\/docs\.google\.com\/document\//iu.test(url) ? 'notes' : null);
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`\\^{}|\u00a0\u3000\uff08\uff09]+/giu;

/** The links of a text or HTML fragment, in order; Google's redirects are followed to what they point at. */
function linksIn(text: string): FoundLink[] {
  if (!/https?:/iu.test(text)) return [];
  const plain = text
    .replaceAll(/&amp;/giu, '&')
    .replaceAll(/&(?:#39|quot|lt|gt|nbsp);/giu, ' ')
    .slice(0, MAX_TEXT);
  const links: FoundLink[] = [];
  let last = 0;
  for (const found of plain.matchAll(URL_IN_TEXT)) {
    if (links.length >= MAX_LINKS) break;
    if (found[0].length > MAX_URL_LENGTH) continue;
    const url = unwrap(trimmed(found[0]));
    const context = plain.slice(last, found.index).replaceAll(/<[^>]*>?/gu, ' ');
    last = found.index + found[0].length;
    // The text of an HTML link repeats its address: what was said before it still holds.
    const previous = links.at(-1);
    const words = /[\p{L}\p{N}]/u.test(context) || previous === undefined ? context : previous.context;
    if (URL.canParse(url)) links.push({ url, context: words });
  }
  return links;
}

/** Descriptions are long at most, not books. */
const MAX_TEXT = 50_000;
/** Twice the longest join links, wrapped by a mail filter; what tells the kinds of link apart may take the square of it. */
const MAX_URL_LENGTH = 2048;
/** Nobody joins by the fiftieth link. */
const MAX_LINKS = 50;

/** Punctuation after a link belongs to the sentence. */
function trimmed(url: string): string {
  let end = url.replace(/[.,;:!?*_~]+$/u, '');
  while (/[)\]]$/u.test(end) && !/[([]/u.test(end)) end = end.slice(0, -1).replace(/[.,;:!?]+$/u, '');
  return end;
}

function unwrap(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  const isGoogle = /(?:^|\.)google\.com$/u.test(parsed.hostname) && parsed.pathname === '/url';
  const isSafeLinks = parsed.hostname.endsWith('.safelinks.protection.outlook.com');
  const target = isGoogle
    ? (parsed.searchParams.get('q') ?? parsed.searchParams.get('url'))
    : isSafeLinks
      ? parsed.searchParams.get('url')
      : null;
  return target !== null && /^https?:\/\//iu.test(target) ? target : url;
}

function meetingIdOf(url: string): string | null {
  return /\/(?:j|w|s|wc|meeting|meet|join)\/(?:join\/)?(\d{8,12})\b/u.exec(url)?.[1] ?? null;
}

function idsIn(text: string): string[] {
  return [
    ...text
      .slice(0, MAX_TEXT)
      .matchAll(/\b(?:meeting|webinar|conference) id\s{0,9}[:：]?\s{0,9}((?:\d[ -]?){8,12}\d?)\b/giu),
  ].map(([, digits]) => (digits ?? '').replaceAll(/\D/gu, ''));
}
