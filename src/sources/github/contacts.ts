/**
 * People out of the free text of a contact question: `@login`, a bare login, a name, or both in any order, several on a
 * line, with roles and companies in brackets. E-mail addresses are dropped, and nobody is made up: a word that may as
 * well be a company or a role is no person.
 */
import type { ContactRecord } from '../../model/initiative.ts';
import { isPersonName, looksLikeLogin } from './person-words.ts';

export interface Contacts {
  /** In order of mention, each person once. */
  readonly people: readonly ContactRecord[];
  /** The text says that somebody is still to be found. */
  readonly isWanted: boolean;
}

/** Logins that the issue itself names: a bare word that is one of them is that person. */
export interface KnownPeople {
  readonly author: string | null;
  readonly logins: readonly string[];
}

const WANTED =
  /\b(?:tbd|tba|tbc|to be (?:determined|decided|defined|confirmed|announced|assigned|found|named|filled)|(?:contact|lead|sponsor|owner|volunteers?|help|somebody|someone|chairs?) (?:is |are |still )?(?:needed|wanted|required)|(?:needed|wanted)\b|looking for|seeking|open position|vacant|not (?:yet )?(?:assigned|known|decided|confirmed)|unassigned|nobody yet|none yet|no one yet)\b|^\s*\?+\s*$/iu;
/** What stands beside these is a proposal, not a contact. */
const TENTATIVE =
  /\b(?:maybe|perhaps|possibly|potentially|tentative(?:ly)?|suggest(?:ed|ion)?|propos(?:ed|al)|likely)\b|\?\s*\)?\s*$/iu;
const NOBODY =
  /^[\s_*.-]*(?:n\s*\/?\s*a|none|nil|no|nobody|no one|not applicable|unknown|no response|same(?: as above)?|see above|as above)?[\s_*.-]*$/iu;
const SELF =
  /^[\s_*]*(?:me|myself|self|i|(?:the )?(?:issue )?(?:author|creator|submitter|reporter|opener)|op)[\s_*.]*$/iu;

const EMAIL = /<?(?:mailto:)?[\p{L}\p{N}._%+-]+(?:@|\s*[[(]at[)\]]\s*)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+>?/giu;
const MARKDOWN_LINK = /\[([^\][]*)\]\(([^()\s]*)\)/gu;
const GITHUB_PROFILE = /(?:https?:\/\/)?(?:www\.)?github\.com\/([A-Za-z\d](?:[A-Za-z\d-]{0,38}))\/?(?![\w/-])/giu;
const URL_TEXT = /<?https?:\/\/[^\s<>)]+>?/giu;
const LOGIN = String.raw`[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}`;
const MENTION = new RegExp(String.raw`(?<![\w/@.])@(${LOGIN})(?:\[bot\])?(?![\w@-]|\/\w)`, 'gu');
const TEAM_MENTION = new RegExp(String.raw`(?<![\w/])@${LOGIN}\/[\w.-]+`, 'gu');
const LONE_MENTION = new RegExp(`^@${LOGIN}$`, 'u');
/** A handle of somewhere else: `CNCF Slack: @x`, `@x on Slack`. */
const OTHER_HANDLE =
  /(?:\b(?:cncf |k8s |kubernetes )?(?:slack|twitter|discord|linkedin|mastodon|telegram|x\.com|matrix|irc|bluesky)\b(?: handle| id| name| username)?\s*[:=]?\s*@[\w.-]+)|(?:@[\w.-]+\s*(?:\(|on |at |in |- )+(?:the )?(?:\w+ )?(?:slack|twitter|discord|linkedin|mastodon)\b\)?)/giu;
const BULLET = /^\s*(?:>\s*)*(?:[-*+•‣]|\d{1,3}[.)])?\s*(?:\[[ xX]\]\s*)?/u;
/** `Chair: @x`, `Primary - Jane Roe`: what stands before says which role. */
const ROLE_PREFIX =
  /^\s*(?:(?:co-?)?(?:leads?|chairs?)|primary|secondary|backup|main|additional|tech(?:nical)? leads?|liaisons?|sponsors?|owners?|authors?|editors?|drivers?|name|github(?: (?:handle|id|username|login|user))?|gh|contacts?|poc|toc|tag|organi[sz]ers?|contributors?|maintainers?|shadows?|cc)(?: (?:leads?|contacts?|chairs?|sponsors?|liaisons?|members?))?\s*[:：–—-]\s+/iu;

/**
 * @param text answer of a contact question, Markdown
 * @param known people that the issue names elsewhere
 */
export function parseContacts(text: string, known: KnownPeople): Contacts {
  const people: ContactRecord[] = [];
  let isWanted = false;
  const logins = new Set(known.logins.map((login) => login.toLowerCase()));
  for (const line of toPlainLines(text)) {
    if (NOBODY.test(line)) continue;
    if (WANTED.test(line)) isWanted = true;
    if (SELF.test(line)) {
      if (known.author !== null) people.push({ login: known.author, name: null });
      continue;
    }
    for (const [index, part] of splitPeople(line).entries()) {
      if (WANTED.test(part) && (TENTATIVE.test(part) || !part.includes('@'))) continue;
      const person = toPerson(part, logins, index > 0 && isPersonName(splitPeople(line)[0] ?? ''));
      if (person) people.push(person);
    }
  }
  return { people: uniquePeople(people), isWanted };
}

/** @returns each person once, first mention first; a later mention adds what the first one lacked. */
export function uniquePeople(people: readonly ContactRecord[]): ContactRecord[] {
  const result: { login: string | null; name: string | null }[] = [];
  for (const person of people) {
    const same = result.find(
      ({ login, name }) =>
        (login !== null && person.login !== null && fold(login) === fold(person.login)) ||
        (name !== null &&
          person.name !== null &&
          fold(name) === fold(person.name) &&
          (login === null || person.login === null)),
    );
    if (same) {
      same.login ??= person.login;
      same.name ??= person.name;
    } else result.push({ ...person });
  }
  return result;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function toPlainLines(text: string): string[] {
  return text
    .replace(/^\s*(?:```|~~~).*$/gmu, '')
    .split(/\n|<br\s*\/?>/iu)
    .map((line) =>
      line
        .replace(BULLET, '')
        .replace(MARKDOWN_LINK, toLinkText)
        .replace(GITHUB_PROFILE, '@$1')
        .replace(URL_TEXT, ' ')
        .replace(EMAIL, ' ')
        .replace(OTHER_HANDLE, ' ')
        .replace(TEAM_MENTION, ' ')
        .replace(/[*`]|__|<\/?\w+>/gu, '')
        .replace(/[([<{]\s*[)\]>}]/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
}

function toLinkText(_link: string, label: string, target: string): string {
  const [profile] = [...target.matchAll(GITHUB_PROFILE)];
  const login = profile?.[1];
  if (login === undefined) return label;
  const bare = label.replace(/^@/u, '').trim();
  return fold(bare) === fold(login) ? `@${login}` : `${label.replaceAll('@', '')} (@${login})`;
}

/** Commas and the like part people; not inside brackets, where roles and companies stand. */
function splitPeople(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const token of line.split(/([()[\]]|[,;/|&+]|\band\b|\bor\b)/iu)) {
    if (token === '(' || token === '[') depth += 1;
    if (token === ')' || token === ']') depth = Math.max(0, depth - 1);
    if (depth === 0 && /^(?:[,;/|&+]|and|or)$/iu.test(token)) {
      parts.push(part);
      part = '';
    } else part += token;
  }
  const trimmed = [...parts, part].map((text) => text.trim()).filter((text) => text !== '');
  const people: string[] = [];
  for (const text of trimmed) {
    const before = people.at(-1);
    // `Jane Roe, @jane` is one person in two parts.
    if (before !== undefined && joinsBefore(before, text)) people[people.length - 1] = `${before} (${text})`;
    else people.push(...splitMentions(text));
  }
  return people;
}

function joinsBefore(before: string, text: string): boolean {
  return isPersonName(before) && LONE_MENTION.test(text);
}

/** `@a @b` are two people; `@a Jane Roe` is one. */
function splitMentions(text: string): string[] {
  const starts = [...text.matchAll(MENTION)].map((match) => match.index);
  if (starts.length < 2) return [text];
  const outside = text.replace(MENTION, ' ');
  const namesFirst = isPersonName(
    text
      .slice(0, starts[0])
      .replace(/[(:–—-]\s*$/u, '')
      .trim(),
  );
  if (outside.trim() === '' || !namesFirst) {
    return starts
      .map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1]))
      .map((part) => part.trim());
  }
  return starts.map((start, index) => {
    const end = index === starts.length - 1 ? text.length : endOfMention(text, start);
    return text.slice(index === 0 ? 0 : endOfMention(text, starts[index - 1] ?? 0), end).trim();
  });
}

function endOfMention(text: string, start: number): number {
  const rest = text.slice(start);
  return start + (/^@[A-Za-z\d-]+\s*\)?/u.exec(rest)?.[0].length ?? 0);
}

function toPerson(part: string, logins: ReadonlySet<string>, isAfterName: boolean): ContactRecord | null {
  const text = stripRoles(part);
  const [mention] = [...text.matchAll(MENTION)];
  if (mention) return { login: mention[1] ?? null, name: nameBeside(text, mention[0]) };
  const bracketed = /^(.*?)\s*[([]([^()[\]]*)[)\]]?.*$/u.exec(text);
  const outside = (bracketed?.[1] ?? text).split(/\s[–—-]\s/u)[0]?.trim() ?? '';
  const inside = (bracketed?.[2] ?? '').replace(/^(?:github|gh)\s*[:=]?\s*/iu, '').trim();
  if (isPersonName(outside)) {
    const isLogin = logins.has(inside.toLowerCase()) || (looksLikeLogin(inside) && /[\d-]|^[a-z]+$/u.test(inside));
    return { login: isLogin && inside !== '' ? inside : null, name: outside };
  }
  if (logins.has(outside.toLowerCase()) || looksLikeLogin(outside)) {
    return {
      login: outside,
      name: isPersonName(inside.split(/\s[–—-]\s/u)[0] ?? '') ? (inside.split(/\s[–—-]\s/u)[0] ?? null) : null,
    };
  }
  // A lone capitalised word is a first name, unless a name stands before it: then it is as well a company.
  const isFirstName = /^\p{Lu}[\p{L}'’-]+$/u.test(outside) && !isAfterName && isPersonName(`${outside} ${outside}`);
  return isFirstName ? { login: null, name: outside } : null;
}

function stripRoles(part: string): string {
  let text = part.trim();
  while (ROLE_PREFIX.test(text)) text = text.replace(ROLE_PREFIX, '');
  return text;
}

/** @returns the name before a mention, or after it, in brackets or plain; null where what stands there is no name. */
function nameBeside(text: string, mention: string): string | null {
  const at = text.indexOf(mention);
  const tidy = (side: string) => side.replace(/^[\s([{:–—,-]+|[\s)\]}:–—,([{-]+$/gu, '').trim();
  const before = tidy(text.slice(0, at).replace(/\b(?:github|gh)\s*[:=]?\s*$/iu, '')).replace(/\s*[([].*$/u, '');
  if (isPersonName(before)) return before;
  const [after = ''] = tidy(text.slice(at + mention.length)).split(/\s[–—-]\s|,|[()[\]]|:/u);
  return isPersonName(after.trim()) ? after.trim() : null;
}
