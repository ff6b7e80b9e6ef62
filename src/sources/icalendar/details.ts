/** What an instance shows besides its time: text and links of its VEVENT, under the privacy policy. */
import { withholdPrivate, withoutPasscode } from '../../privacy.ts';
import { type ContentLine, forEachLine, isPropertyAt, readContentLine } from './content-line.ts';
import { type EventLinks, findLinks } from './links.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';
import type { Span } from './scan.ts';
import { decode } from './text.ts';
import { unescapeText } from './values.ts';

export interface EventDetails extends EventLinks {
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly url: string | null;
  readonly categories: readonly string[];
  readonly organizerDomain: string | null;
}

/**
 * `withhold`: private and confidential events show their time alone, and e-mail addresses and passcodes are withheld.
 * `titles`: the same, but such events keep their title, so that they can be told apart.
 * `keep`: the feed as it is, for its owner.
 */
export type Privacy = 'withhold' | 'titles' | 'keep';

const SHOWN =
  /(?:summary|description|location|url|categories|organizer|class|conference|attach|x-[a-z0-9-]*(?:conference|meeting|zoom|conf|alt-desc)[a-z0-9-]*)[ \t]*[;:]/iy;
/** Of producers that write the conference's address into a property of their own. */
const CONFERENCE =
  /^(?:CONFERENCE|X-GOOGLE-CONFERENCE|X-MICROSOFT-SKYPETEAMSMEETINGURL|X-MICROSOFT-ONLINEMEETINGEXTERNALLINK|X-MICROSOFT-ONLINEMEETINGCONFLINK|X-(?:[A-Z0-9]+-)*(?:ZOOM|CONFERENCE|MEETING)(?:-[A-Z]+)*-?(?:URL|URI|LINK))$/u;

/** No producer writes longer names, and {@link CONFERENCE} takes their square. */
const MAX_NAME_LENGTH = 100;

export function readDetails(text: string, span: Span, privacy: Privacy): EventDetails {
  const lines = readShownLines(text, span);
  const first = (name: string): string => lines.find((line) => line.name === name)?.value ?? '';
  const show = privacy === 'keep' ? (shown: string) => shown : withholdPrivate;
  if (privacy !== 'keep' && /^\s*(?:private|confidential)\s*$/iu.test(first('CLASS'))) {
    return privacy === 'withhold' ? PRIVATE : { ...PRIVATE, summary: show(unescapeText(first('SUMMARY'))).trim() };
  }
  const description = unescapeText(first('DESCRIPTION')).trim();
  const location = unescapeText(first('LOCATION')).trim();
  const url = first('URL').trim();
  const links = findLinks(
    {
      conferences: lines.filter(isConferenceLine).map(({ value }) => unescapeText(value)),
      location,
      url: unescapeText(url),
      description: description === '' ? unescapeText(first('X-ALT-DESC')) : description,
      attachments: lines
        .filter(({ name, parameters }) => name === 'ATTACH' && !parameters.has('ENCODING'))
        .map(({ value }) => value),
      meetingIds: lines
        .filter(({ name }) => name === 'X-MEETING-ID')
        .flatMap(({ value }) => value.match(/\d{8,12}/u) ?? []),
    },
    privacy === 'keep',
  );
  return {
    ...links,
    summary: show(unescapeText(first('SUMMARY'))).trim(),
    description: description === '' ? null : show(description),
    location: location === '' ? null : show(location),
    url: shownUrl(unescapeText(url), privacy),
    categories: lines.filter(({ name }) => name === 'CATEGORIES').flatMap(({ value }) => readList(value).map(show)),
    organizerDomain: domainOf(first('ORGANIZER')),
  };
}

/** A line that is no property is taken to continue the one before: some producers do not fold what they break. */
function readShownLines(text: string, span: Span): ContentLine[] {
  const shown: string[] = [];
  let isShown = false;
  forEachLine(text, span, (start, end) => {
    if (isPropertyAt(text, start)) {
      SHOWN.lastIndex = start;
      isShown = SHOWN.test(text);
      if (isShown) shown.push(text.slice(start, end));
    } else if (isShown) shown.push(`${shown.pop()} ${text.slice(start, end)}`);
  });
  return shown.flatMap((line) => readContentLine(decode(line)) ?? []).map(decodeQuotedPrintable);
}

/** §3.8.1.3: the time stays, for it is taken; nothing says what for. */
const PRIVATE: EventDetails = {
  summary: '[withheld]',
  description: null,
  location: null,
  url: null,
  categories: [],
  organizerDomain: null,
  joinUrl: null,
  agendaUrl: null,
  notesUrl: null,
  recordingUrl: null,
  meetingIds: [],
};

/** CONFERENCE may be a telephone (RFC 7986 §5.11); only an address can be opened. */
function isConferenceLine({ name, value }: ContentLine): boolean {
  return name.length <= MAX_NAME_LENGTH && CONFERENCE.test(name) && /^\s*https?:/iu.test(value);
}

function readList(value: string): string[] {
  return value
    .split(/(?<!\\),/u)
    .map((item) => unescapeText(item).trim())
    .filter(Boolean);
}

function shownUrl(url: string, privacy: Privacy): string | null {
  if (!/^https?:\/\//iu.test(url) || !URL.canParse(url)) return null;
  return privacy === 'keep' ? url : withoutPasscode(url);
}

function domainOf(organizer: string): string | null {
  return /@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u.exec(organizer)?.[1]?.toLowerCase() ?? null;
}
