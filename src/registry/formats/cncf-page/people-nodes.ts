/** People in a line of a page: names, profiles and what is remarked of each. */
import type { PhrasingContent } from 'mdast';
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import { isPlaceholder, isPlaceholderPersonName } from '../../placeholder.ts';
import type { Problems, Spot } from '../../problems.ts';
import { loginOf } from '../../records/login.ts';
import { readTerm, termOfText } from '../shared/term.ts';
import { type LabelledLine, spotOf, textOf } from './inline.ts';
import { type RoleWord, roleOf } from './words.ts';

/** Text and profile links of a line, markup taken off. */
interface Token {
  readonly text: string;
  /** Login of a link to a profile; null for text and other links. */
  readonly login: string | null;
  /** It leads to the profile of a person at another place. */
  readonly isProfileElsewhere: boolean;
  readonly spot: Spot;
}

const PROFILE_ELSEWHERE = /^https?:\/\/(?:www\.)?(?:twitter\.com|x\.com|linkedin\.com\/in|gitlab\.com)\/[\w-]+\/?$/iu;

/**
 * @returns roles of the people that the nodes name by their profiles
 * @param allowsBareName whether a name without a profile is a person, as in a list of leads
 */
export function peopleOfNodes(
  nodes: readonly PhrasingContent[],
  role: RoleWord | null,
  spot: Spot,
  problems: Problems,
  allowsBareName: boolean,
): Template[] {
  const tokens = tokensOf(nodes);
  const profiles = tokens.flatMap((token, index) => (token.login === null ? [] : [index]));
  if (profiles.length === 0) {
    return allowsBareName ? bareName(tokens.map(({ text }) => text).join(''), role, spot, problems) : [];
  }
  const elsewhere = tokens.filter(({ isProfileElsewhere, text }) => isProfileElsewhere && isPersonName(text));
  const others = role === null ? [] : elsewhere.map((token) => nameAlone(role, token));
  const people = profiles.flatMap((index, position) => {
    const profile = tokens[index];
    if (profile?.login === undefined || profile.login === null) return [];
    const from = position === 0 ? 0 : (profiles[position - 1] ?? 0) + 1;
    const until = profiles[position + 1] ?? tokens.length;
    const before = joined(tokens.slice(from, index));
    const after = joined(tokens.slice(index + 1, until));
    const isHandle =
      /^@/u.test(profile.text) || profile.text.toLowerCase() === profile.login.toLowerCase() || profile.text === '';
    // What follows the last name of a line is about that person; between names it may be the next name.
    const remark = position === profiles.length - 1 ? after : (/^[^,;]*/u.exec(after)?.[0] ?? '');
    const name = isHandle ? cleanName(before) : profile.text;
    if (name !== '') return personRole(role, profile.login, name, remark, profile.spot, problems);
    // `[@ada](…) - Ada Lovelace - Engines`: the name follows the handle.
    const [, following = '', rest = ''] = /^\s*[-–—:]\s*([^-–—,|(]+?)\s*([-–—,|(][\s\S]*)?$/u.exec(remark) ?? [];
    const isNext = isPersonName(following.trim());
    return personRole(
      role,
      profile.login,
      isNext ? following.trim() : '',
      isNext ? rest : remark,
      profile.spot,
      problems,
    );
  });
  return [...people, ...others];
}

/** `Ada Lovelace, Bo Carr (@bo)`: people only where every part is a name or a handle. */
export function namesInLine({ text, spot }: LabelledLine, role: RoleWord, problems: Problems): Template[] {
  const parts = text.split(/\s*(?:[,;&]|(?<!\p{L})and(?!\p{L}))\s*/u).filter((part) => part !== '');
  const people = parts.map((part) => bareName(part, role, spot, problems));
  return people.every((found) => found.length > 0) ? people.flat() : [];
}

function nameAlone({ kind, label }: RoleWord, { text, spot }: Token): Template {
  return locatedMap(spot, { kind, label, name: new LocatedScalar(spot, text) });
}

function personRole(
  role: RoleWord | null,
  login: string,
  name: string,
  remark: string,
  spot: Spot,
  problems: Problems,
): Template[] {
  const [, inParentheses] = /\(([^()@]+)\)/u.exec(remark) ?? [];
  const named = inParentheses === undefined ? null : roleOf(inParentheses);
  const word = named ?? role;
  if (word === null) return [];
  const rest = remark.replace(/\([^()]*\)|\[[^\][]*\]/gu, ' ').replace(/^[\s)*_]+/u, '');
  const company =
    /^\s*[,–—|-]\s*([^,|–—]+)/u
      .exec(rest)?.[1]
      ?.replace(/\bterm\b.*/iu, '')
      .trim() ?? '';
  const at = (text: string) => (text === '' ? undefined : new LocatedScalar(spot, text));
  const isCompany = company !== '' && !isPlaceholder(company) && roleOf(company) === null && !/\d{4}-\d/u.test(company);
  if (name !== '' && isPlaceholderPersonName(name)) {
    problems.add('REGISTRY_PLACEHOLDER', spot, `"${name}" is not the name of a person; it is not served.`);
  }
  return [
    locatedMap(spot, {
      kind: word.kind,
      label: word.label,
      github: new LocatedScalar(spot, login),
      name: isPlaceholderPersonName(name) ? undefined : at(name),
      company: isCompany ? at(company) : undefined,
      term: termOfRemark(new LocatedScalar(spot, remark), problems),
    }),
  ];
}

/** A name without a profile: up to the first comma, dash or parenthesis, and only where it looks like a name. */
function bareName(text: string, role: RoleWord | null, spot: Spot, problems: Problems): Template[] {
  const handle = /(?:^|[\s(])@([a-z\d][a-z\d-]{0,38})\b/iu.exec(text)?.[1];
  const [, head = '', remark = ''] = /^([^,(|–—@]*?)(\s*(?:[,(|–—@]|\s-\s)[\s\S]*)?$/u.exec(text.trim()) ?? [];
  const name = cleanName(head);
  if (handle !== undefined && loginOf(handle) !== null) return personRole(role, handle, name, remark, spot, problems);
  const named = roleOf(/\(([^()]+)\)/u.exec(remark)?.[1] ?? '') ?? role;
  // `Tech Leads` is a heading.
  if (!isPersonName(name) || roleOf(name) !== null || named === null) return [];
  return [
    locatedMap(spot, {
      kind: named.kind,
      label: named.label,
      name: new LocatedScalar(spot, name),
      term: termOfRemark(new LocatedScalar(spot, remark), problems),
    }),
  ];
}

/** A remark that speaks of a term, and of a day, is to be understood. */
function termOfRemark(remark: LocatedScalar, problems: Problems): Template {
  const spoken = remark.source.split(/[\][()]/u).find((part) => /\bterm\b/iu.test(part) && /\d/u.test(part));
  return spoken === undefined ? termOfText(remark) : readTerm(new LocatedScalar(remark.spot, spoken.trim()), problems);
}

/** Two to five capitalised words, as a name of a person has them. */
function isPersonName(text: string): boolean {
  const words = text.split(/\s+/u);
  const isCapitalised = words.every((word) => /^["“„'‘]?\p{Lu}|^(?:de|da|di|van|von|der|la|le|e|y)$/u.test(word));
  return words.length >= 2 && words.length <= 5 && isCapitalised && !/[:.!?\d]\s|[!?\d]/u.test(text);
}

/** @returns the text and the links of the nodes, in order. */
export function tokensOf(nodes: readonly PhrasingContent[]): Token[] {
  return nodes.flatMap((node): Token[] => {
    if (node.type === 'link')
      return [
        {
          text: textOf(node).trim(),
          login: /\bgithub\.com\b/iu.test(node.url) ? loginOf(node.url) : null,
          isProfileElsewhere: PROFILE_ELSEWHERE.test(node.url),
          spot: spotOf(node),
        },
      ];
    if ('children' in node) return tokensOf(node.children as readonly PhrasingContent[]);
    return [{ text: textOf(node), login: null, isProfileElsewhere: false, spot: spotOf(node) }];
  });
}

function joined(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** Takes off what surrounds a name: separators, brackets, `and`. */
function cleanName(text: string): string {
  return text
    .replace(/^[\s,;:&|)*_–—-]+|^\s*and\s+/gu, '')
    .replace(/^and\s+/u, '')
    .replace(/(?<![\s,;:(|*_–—-])[\s,;:(|*_–—-]+$/u, '')
    .trim();
}
