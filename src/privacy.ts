/**
 * The one privacy policy, for graph, feeds, pages, logs and errors: e-mail addresses and passcodes are withheld, and
 * an address that is itself a secret is never shown.
 */

/** The local part has at most 64 characters (RFC 5321 §4.5.3.1.1); without a bound, a long word costs its square. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** `jo (at) example [dot] org`: written so that machines do not collect it. */
const AT_IN_WORDS = /[([{<]\s?at\s?[)\]}>]/iu;
const EMAIL_IN_WORDS =
  /[\p{L}\p{N}._%+-]{1,64}\s{0,2}[([{<]\s?at\s?[)\]}>]\s{0,2}[\p{L}\p{N}-]{1,63}(?:(?:\.|\s{0,2}[([{<]\s?dot\s?[)\]}>]\s{0,2})[\p{L}\p{N}-]{1,63})+/giu;
const MARKDOWN_MAILTO = /\[([^\]]{0,200})\]\(mailto:[^)]{0,200}\)/giu;
/** Query parameters of join links that let anybody in: Zoom `pwd`, LFX `password`, Webex `password`, Meet has none. */
const PASSCODE_PARAMETERS = new Set([
  'pwd',
  'password',
  'passcode',
  'passwd',
  'tk',
  'token',
  'key',
  'secret',
  'sig',
  'signature',
  'access_token',
  'auth',
]);
/** A short link of Teams carries its passcode as `p`. */
const TEAMS_MEETING = /^teams\.(?:microsoft|live)\.com\/meet\//u;
/** As invitations write it in the languages seen; the code after it may be a number in groups. */
const PASSCODE_WORDS =
  'pass ?code|host ?key|password|passwort|kenncode|mot de passe|code secret|contraseña|código de acceso|senha|wachtwoord|hasło|пароль|密码|密碼|パスワード|암호|pwd|pin';
const PASSCODE_TEXT = new RegExp(
  `(?<![\\p{L}\\p{N}])(${PASSCODE_WORDS})(?![\\p{L}\\p{N}])(?:\\s{0,3}(?:[:：=]|is\\s)\\s{0,3}(?:\\d[\\d -]{2,14}\\d#?|[^\\s,;)<\\]]+)|\\s{1,3}\\d{3,12}#?)`,
  'giu',
);
/** `+12532158782,,94905862800#,,,,*424242#`: the last number of a one-tap dial-in is the passcode. */
const ONE_TAP = /(\d{8,12}#[,;*]{1,8})\d{3,12}(?=#)/gu;
const WEB_ADDRESS = /(?:https?|webcals?):\/\/[^\s<>"')\]]+/giu;
/** Google Calendar `/private-…/basic.ics`, Outlook and iCloud published calendars: whoever knows the path reads it. */
const SECRET_PATH = /\/private-[0-9a-f]{8,}|\/published\/|\/owa\/calendar\//iu;

/** @returns the text with e-mail addresses and passcodes replaced by `[withheld]`. */
export function withholdPrivate(text: string): string {
  let shown = text;
  // Each step is looked for by what it cannot do without: most texts have none of it.
  if (shown.includes('@')) shown = shown.replace(MARKDOWN_MAILTO, (_all, label: string) => label);
  if (mayHaveEmail(shown)) shown = shown.replace(EMAIL, '[withheld]');
  if (AT_IN_WORDS.test(shown)) shown = shown.replace(EMAIL_IN_WORDS, '[withheld]');
  if (shown.includes('://')) {
    shown = shown.replace(WEB_ADDRESS, shownAddress);
  }
  shown = shown.replace(PASSCODE_TEXT, (_all, word: string) => `${word}: [withheld]`);
  return shown.includes('#') ? shown.replace(ONE_TAP, '$1[withheld]') : shown;
}

/** What {@link EMAIL} takes before the `@`; half of a letter that takes two code units counts as well. */
const BEFORE_AT = /[\p{L}\p{N}\p{Cs}._%+-]/u;

/** An `@` stands in many texts where it only mentions somebody. */
function mayHaveEmail(text: string): boolean {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (BEFORE_AT.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** Without its passcode; nothing of an address that is itself the key to what it leads to. */
function shownAddress(url: string): string {
  if (SECRET_PATH.test(url)) return '[withheld]';
  return hasPasscode(url) ? (withoutPasscode(url) ?? '[withheld]') : url;
}

function hasPasscode(url: string): boolean {
  const parsed = url.includes('?') || url.includes('@') ? URL.parse(url) : null;
  if (parsed === null) return false;
  return parsed.username !== '' || [...parsed.searchParams].some(([name, value]) => isPasscode(parsed, name, value));
}

/** Also of the address that a redirect leads to, e.g. Outlook's safe links and `google.com/url?q=`. */
function isPasscode(url: URL, name: string, value: string): boolean {
  // In HTML, `&pwd=` is written `&amp;pwd=`.
  const plain = name.toLowerCase().replace(/^amp;/u, '');
  if (PASSCODE_PARAMETERS.has(plain)) return true;
  if (plain === 'p' && TEAMS_MEETING.test(`${url.hostname}${url.pathname}`)) return true;
  return isAddress(value) && (value.length > MAX_INNER_LENGTH || hasPasscode(value));
}

/** Of an address within an address; a longer one is withheld, for thousands may stand one in the other. */
const MAX_INNER_LENGTH = 4096;

/** @returns the URL without user info and passcode parameters; null where it is not http(s). */
export function withoutPasscode(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/u.test(parsed.protocol)) return null;
  parsed.username = '';
  parsed.password = '';
  for (const [name, value] of [...parsed.searchParams]) {
    if (!isPasscode(parsed, name, value)) continue;
    const inner = isAddress(value) && value.length <= MAX_INNER_LENGTH ? withoutPasscode(value) : null;
    if (inner === null) parsed.searchParams.delete(name);
    else parsed.searchParams.set(name, inner);
  }
  return parsed.href;
}

function isAddress(text: string): boolean {
  return /^https?:\/\//iu.test(text);
}

/** @returns the URL as it may be shown; null where knowing it gives access. */
export function publicUrl(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/u.test(parsed.protocol)) return null;
  const isSecret =
    parsed.username !== '' || parsed.password !== '' || SECRET_PATH.test(parsed.pathname) || hasPasscode(url);
  return isSecret ? null : parsed.href;
}

/**
 * Letters and digits mixed at such length are drawn by lot, not written: whoever knows them reads the calendar. A run of
 * them is looked at from its beginning alone, since from each of its places it would cost its square.
 */
const RANDOM_SEGMENT = /(?<![a-z\d])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d_-]{16,}/iu;
/** A calendar that its owner made public, under the id of a shared calendar rather than of a person. */
const GOOGLE_PUBLIC = /^\/calendar\/(?:ical|embed)\/[^/]+(?:%40|@)(?:[a-z]+\.)*calendar\.google\.com\/public\//iu;

/**
 * @param url address of a calendar feed
 * @returns the address as it may be shown; null for files, and where knowing it may give access: Google's private
 * addresses, published calendars of Outlook and iCloud, random path segments, tokens in the query
 */
export function publicFeedUrl(url: string): string | null {
  const shown = publicUrl(url.replace(/^webcals?:/iu, 'https:'));
  const parsed = shown === null ? null : URL.parse(shown);
  if (parsed === null) return null;
  if (parsed.hostname === 'calendar.google.com' && GOOGLE_PUBLIC.test(parsed.pathname)) return shown;
  const isSecret =
    /%40|@/u.test(parsed.pathname) ||
    RANDOM_SEGMENT.test(parsed.pathname) ||
    [...parsed.searchParams.values()].some((value) => RANDOM_SEGMENT.test(value) || value.includes('@'));
  return isSecret ? null : shown;
}
