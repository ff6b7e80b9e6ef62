/** Names to slugs, and slugs that must not clash. */
import { createHash } from 'node:crypto';

/** Letters that NFKD does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};
const MAX_LENGTH = 80;

/** @returns lower-case words joined by dashes, e.g. `TAG Infrastructure` → `tag-infrastructure`; of a name without Latin letters a short hash. */
export function slugify(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøđłıþð]/gu, (letter) => LETTERS[letter] ?? '')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/gu, '')
    .replace(/\+/gu, ' plus ')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/u, '');
  if (slug !== '') return slug;
  return `group-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
