/** Whether words are a person's name or a login, judged by their form. */

const MAX_LOGIN = 39;
const LOGIN = /^[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d]))*$/u;
const NAME_WORD = /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}]*)$/u;
const PARTICLE = /^(?:van|von|der|den|de|del|della|di|da|dos|das|la|le|bin|ibn|al|el|ter|ten|zu|af|av|y|e)$/u;

/** Words of roles, groups and companies: with one of them, capitalised words are no name. */
const NO_NAME = new Set(
  (
    'academy advisor agent ai all alliance analyst and anybody anyone architect assigned author backup bank board bot capital chair chairs chairperson cncf ' +
    'cloud co cochair co-chair committee community company consultant consulting contact contacts contributor contributors ' +
    'coordinator core corp corporation council cto ceo ciso dd developer developers devrel director docs editor end engineer ' +
    'engineering enterprise etc everybody everyone evangelist facilitator finding folks for foundation founder freelance fellow from gb github gitlab gmbh google governance ' +
    'group hat head inc independent infrastructure initiative institute kubernetes lab labs laboratories lead leads leader ' +
    'leadership lf liaison liaisons linkedin linux llc ltd maintainer maintainers many manager meeting member members mentor ' +
    'microsoft more native need needed needs nobody none ' +
    'networks new observer of office official open operator organizer organizers organiser other others owner partner platform president ' +
    'principal product professor program project projects representative research researcher review reviewer reviews ' +
    'schedule scientist security self senior several shadow sig slack software solutions some somebody someone source specialist sponsor sponsors staff ' +
    'steering student subproject support systems tag tags tbc tbd tcg team teams tech technical technologies technology the ' +
    'toc university user users vendor vice volunteer wg working workgroup yes'
  ).split(' '),
);

/** @returns true for two to five words in the form of a name, e.g. `Ada Lovelace`, `Guido van Rossum`, `王伟`. */
export function isPersonName(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  const [first = '', ...others] = words;
  if (others.length === 0) return /^\p{Lo}{2,6}$/u.test(first);
  if (words.length > 5) return false;
  if (words.some((word) => NO_NAME.has(word.toLowerCase().replace(/[.,:]+$/u, '')))) return false;
  if (!words.every((word) => NAME_WORD.test(word) || PARTICLE.test(word))) return false;
  // `AWS EKS` is a name of no person; `JJ Abrams` and `ADA LOVELACE` are.
  const isAcronyms = words.every((word) => /^\p{Lu}{2,3}$/u.test(word));
  return NAME_WORD.test(first) && !isAcronyms;
}

/**
 * @returns true for a single word that people write as a login and not as a name: all in lower case, or with digits,
 * hyphens or capitals inside
 */
export function looksLikeLogin(word: string): boolean {
  if (word.length < 2 || word.length > MAX_LOGIN || !LOGIN.test(word)) return false;
  if (word.split('-').every((part) => NO_NAME.has(part.toLowerCase()))) return false;
  if (/^\d+$/u.test(word)) return false;
  if (/[\d-]/u.test(word)) return /[A-Za-z]/u.test(word) && !/^\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+$/u.test(word);
  if (/^[a-z]+$/u.test(word)) return true;
  // `TheFoxAtWork` is a login; `McDonald` and `CRob` may be names.
  const humps = word.match(/\p{Lu}\p{Ll}+/gu)?.length ?? 0;
  return humps >= 2 && !/^(?:Mc|Mac|De|Di|Du|La|Le|O|Van|Fitz)\p{Lu}\p{Ll}+$/u.test(word);
}

/** @returns whether a login is made of parts of a name, as `alovelace` is of `Ada Lovelace`. */
export function resembles(login: string, name: string): boolean {
  const letters = toLetters(login);
  const words = name.split(/\s+/u).map(toLetters);
  return words.some((word) => word.length >= 3 && letters.includes(word.slice(0, 3)));
}

/** @returns the letters alone, without case and accents, to compare names and logins by. */
export function toLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}
