/**
 * People out of the free text of a contact question: `@login`, a bare login, a name, or both in any order, several on a
 * line, with roles and companies in brackets. E-mail addresses are dropped, and nobody is made up: a word that may as
 * well be a company or a role is no person.
 */
import type { ContactRecord, PersonRef } from '../../model/initiative.ts';
import { LOGIN_PATTERN, toContactLines } from './contact-lines.ts';
import { isPersonName, looksLikeLogin, resembles, toLetters } from './person-words.ts';
import { withoutDecoration } from './without-decoration.ts';

export interface Contacts {
  /** In order of mention, each person once. */
  readonly people: readonly ContactRecord[];
  /** The text says that somebody is still to be found. */
  readonly isWanted: boolean;
}

/** People whom the issue itself names: a bare login or a name that is one of theirs is that person. */
export interface KnownPeople {
  readonly author: PersonRef | null;
  readonly assignees: readonly PersonRef[];
}

/** Nobody lists contacts at greater length; what is compared with each other stays few. */
const MAX_LENGTH = 8000;
const WANTED =
  /\b(?:tbd|tba|tbc|to be (?:determined|decided|defined|confirmed|announced|assigned|found|named|filled)|needs? (?:an? |one |more |another |someone|somebody |additional )*(?:contact|lead|sponsor|owner|volunteers?|help|chairs?|someone|person|people|more)?\b|(?:is |are |still )?(?:needed|wanted|required)|looking for|seeking|open position|vacant|not (?:yet )?(?:assigned|known|decided|confirmed)|unassigned|nobody yet|none yet|no one yet)\b|^\s*(?:\?+|open)\s*$/iu;
/** What stands beside these is a proposal, not a contact. */
const TENTATIVE =
  /\b(?:maybe|perhaps|possibly|potentially|tentative(?:ly)?|suggest(?:ed|ion)?|propos(?:ed|al)|likely)\b|\?\s*\)?\s*$/iu;
const NOBODY =
  /^(?:n\s{0,3}\/?\s{0,3}a|none|nil|no|nobody|no one|not applicable|unknown|no response|same(?: as above)?|see above|as above)?$/iu;
const SELF =
  /^[\s_*]*(?:me|myself|self|i|(?:the )?(?:issue )?(?:author|creator|submitter|reporter|opener)|op)[\s_*.]*$/iu;
const MENTION = new RegExp(String.raw`(?<![\w/@.])@(${LOGIN_PATTERN})(?![\w@[-]|[/.]\w)`, 'gu');
const LONE_MENTION = new RegExp(`^@${LOGIN_PATTERN}$`, 'u');
/** `Chair: @x`, `Primary - Jane Roe`: what stands before says which role. */
const ROLE_PREFIX =
  /^\s*(?:(?:co-?)?(?:leads?|chairs?)|primary|secondary|backup|main|additional|tech(?:nical)? leads?|liaisons?|sponsors?|owners?|authors?|editors?|drivers?|name|contacts?|poc|toc|tag|organi[sz]ers?|contributors?|maintainers?|shadows?|cc)(?: (?:leads?|contacts?|chairs?|sponsors?|liaisons?|members?))?\s*[:：–—-]\s+/iu;
/** `Jane (Jay) Roe`, `Jane "Jay" Roe`. */
const NICKNAME = /(?<=^\p{Lu}\p{Ll}+) (?:\(\p{Lu}\p{Ll}*\)|["“]\p{L}+["”]) (?=\p{Lu}\p{Ll}+)/u;
/** `Jane Roe will lead this`, `Jane Roe from Example`. */
const PREDICATE = /(?<=\S\s+\S+)\s+(?:will|is|has|can|would|leads?|from|at|of|who|for|as|to)\s.*$/u;
/** What stands after says which role, or where a person works. */
const AFTER_DASH = /\s[–—-]\s/u;

/**
 * @param text answer of a contact question, Markdown
 * @param known people that the issue names elsewhere
 */
export function parseContacts(text: string, known: KnownPeople): Contacts {
  const people: ContactRecord[] = [];
  const present = known.author ? [known.author, ...known.assignees] : known.assignees;
  const logins = new Set(present.map(({ login }) => login.toLowerCase()));
  let isWanted = false;
  for (const line of toContactLines(text.slice(0, MAX_LENGTH))) {
    if (NOBODY.test(withoutDecoration(line))) continue;
    isWanted ||= WANTED.test(line);
    if (SELF.test(line)) {
      if (known.author !== null) people.push({ login: known.author.login, name: null });
      continue;
    }
    let isAfterName = false;
    for (const part of splitPeople(line)) {
      if (WANTED.test(part) && (TENTATIVE.test(part) || !part.includes('@'))) continue;
      const person = toPerson(part, logins, isAfterName);
      isAfterName ||= isPersonName(person?.name ?? '');
      if (person) people.push(person);
    }
  }
  const joined = people.reduce(joinAcrossLines, []);
  return { people: uniquePeople(joined.map((person) => withLoginOfPresent(person, present))), isWanted };
}

/** `Jane Roe` is the author where that is the author's name, or `jane-roe` the author's login. */
function withLoginOfPresent(person: ContactRecord, present: readonly PersonRef[]): ContactRecord {
  const { login, name } = person;
  if (login !== null || name === null || !isPersonName(name)) return person;
  const letters = toLetters(name);
  const same = present.find((other) => toLetters(other.login) === letters || toLetters(other.name ?? '') === letters);
  return same ? { login: same.login, name } : person;
}

/** A name on one line and, on the next, a login made of it. */
function joinAcrossLines(people: ContactRecord[], person: ContactRecord): ContactRecord[] {
  const { login, name } = people.at(-1) ?? { login: null, name: null };
  if (login === null && name !== null && person.name === null && person.login !== null) {
    if (resembles(person.login, name)) people.pop();
    people.push(resembles(person.login, name) ? { login: person.login, name } : person);
  } else people.push(person);
  return people;
}

/** @returns each person once, first mention first; a later mention adds what the first one lacked. */
export function uniquePeople(people: readonly ContactRecord[]): ContactRecord[] {
  const result: { login: string | null; name: string | null }[] = [];
  for (const person of people) {
    const same = result.find((other) => isSamePerson(other, person));
    if (same) {
      same.login ??= person.login;
      same.name ??= person.name;
    } else result.push({ ...person });
  }
  // A copy, since the list that was pushed to has room for more, and there is one for each issue.
  return [...result];
}

function isSamePerson(a: ContactRecord, b: ContactRecord): boolean {
  if (a.login !== null && b.login !== null) return fold(a.login) === fold(b.login);
  return a.name !== null && b.name !== null && fold(a.name) === fold(b.name);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Commas and the like part people; not inside brackets, where roles and companies stand. */
function splitPeople(line: string): string[] {
  const parts: string[] = [];
  for (const clause of splitOutsideBrackets(line, /[;；&+]|(?<![\p{L}\p{N}])(?:and|or)(?![\p{L}\p{N}])/iu)) {
    const items = splitOutsideBrackets(clause, /[,，、/|]/u).flatMap(splitMentions);
    parts.push(...joinNamesAndLogins(items));
  }
  return parts;
}

function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const tokens = text.split(new RegExp(`([()[\\]]|${separator.source})`, separator.flags));
  const parts = [''];
  let depth = 0;
  for (const token of tokens) {
    if (token === '(' || token === '[') depth += 1;
    if (token === ')' || token === ']') depth = Math.max(0, depth - 1);
    if (depth === 0 && token !== '' && token.replace(separator, '') === '') parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `Jane Roe, @jane` is one person in two parts, and so is `Jane Roe, Example Ltd, @jroe`. */
function joinNamesAndLogins(items: readonly string[]): string[] {
  const isOnePerson = items.length === 2 || items.filter((item) => item.includes('@')).length === 1;
  const people: string[] = [];
  for (const item of items) {
    const login = loginWithoutName(item);
    const isLone = LONE_MENTION.test(item);
    const owner =
      login === null ? -1 : people.findLastIndex((name) => isPersonName(stripRoles(name)) && resembles(login, name));
    if (owner !== -1) people[owner] = `${stripRoles(people[owner] ?? '')} (@${login})`;
    else if (isLone && isOnePerson && isPersonName(stripRoles(people[0] ?? ''))) people[0] = `${people[0]} (@${login})`;
    else people.push(item);
  }
  return people;
}

/** @returns the one login of `@jroe` or `Example Ltd (@jroe)`; null where a name stands beside it. */
function loginWithoutName(item: string): string | null {
  const [mention, second] = [...item.matchAll(MENTION)];
  if (!mention || second || nameBeside(stripRoles(item), mention[0]) !== null) return null;
  return mention[1] ?? null;
}

/** `@a @b` are two people; `@a Jane Roe` is one. */
function splitMentions(text: string): string[] {
  const starts = [...text.matchAll(MENTION)].map((match) => match.index);
  if (starts.length < 2) return [text];
  const isNameFirst = isPersonName(stripRoles(text.slice(0, starts[0]).replace(/[(:–—\s-]+$/u, '')));
  const ends = starts.map((start) => start + (/^@[A-Za-z\d-]+\s*\)?/u.exec(text.slice(start))?.[0].length ?? 0));
  return starts
    .map((start, index) => {
      if (isNameFirst) return text.slice(ends[index - 1] ?? 0, index === starts.length - 1 ? text.length : ends[index]);
      return text.slice(index === 0 ? 0 : start, starts[index + 1]);
    })
    .map((part) => part.trim());
}

function toPerson(part: string, logins: ReadonlySet<string>, isAfterName: boolean): ContactRecord | null {
  const text = stripRoles(part);
  const [mention] = [...text.matchAll(MENTION)];
  if (mention) return { login: mention[1] ?? null, name: nameBeside(text, mention[0]) };
  const bracketed = /^([^([]*)[([]([^()[\]]*)/u.exec(text);
  const [outside = '', afterDash = ''] = (bracketed?.[1] ?? text)
    .replace(PREDICATE, '')
    .split(AFTER_DASH)
    .map((piece) => piece.trim());
  const inside = (bracketed?.[2] ?? '').trim();
  if (isPersonName(outside)) {
    const isLoginOf = (word: string) =>
      logins.has(word.toLowerCase()) || (looksLikeLogin(word) && (/\d/u.test(word) || resembles(word, outside)));
    return { login: [inside, afterDash].find(isLoginOf) ?? null, name: withoutTitle(outside) };
  }
  if (logins.has(outside.toLowerCase()) || looksLikeLogin(outside)) {
    const [name = ''] = inside.split(AFTER_DASH);
    return { login: outside, name: isPersonName(name) ? name : null };
  }
  // A lone capitalised word is a first name, unless a name stands before it: then it is as well a company.
  const isFirstName = /^\p{Lu}[\p{L}'’-]+$/u.test(outside) && !isAfterName && isPersonName(`${outside} ${outside}`);
  return isFirstName ? { login: null, name: outside } : null;
}

function stripRoles(part: string): string {
  let text = part.trim().replace(NICKNAME, ' ');
  while (ROLE_PREFIX.test(text)) text = text.replace(ROLE_PREFIX, '');
  return text;
}

function withoutTitle(name: string): string {
  return name.replace(/^(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+(?=\S+\s)/u, '');
}

/** @returns the name before a mention, or after it, in brackets or plain; null where what stands there is no name. */
function nameBeside(text: string, mention: string): string | null {
  const at = text.indexOf(mention);
  const tidy = (side: string) => side.replace(/^[\s([{<>:–—,-]+|[\s)\]}<>:–—,([{-]+$/gu, '').trim();
  const [before = ''] = tidy(text.slice(0, at)).split(/\s*[([]|\s[–—-]\s/u);
  if (isPersonName(before)) return withoutTitle(before);
  const [after = ''] = tidy(text.slice(at + mention.length)).split(/\s[–—-]\s|,|[()[\]]|:/u);
  return isPersonName(after.trim()) ? withoutTitle(after.trim()) : null;
}
