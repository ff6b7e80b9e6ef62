/** Name, slug and kind of a group as the title of its page gives them. */
import { LocatedScalar } from '../../document/located.ts';
import { slugify } from '../../slug.ts';
import { type KindWord, kindOf } from './words.ts';

export interface Identity {
  readonly slug: string;
  readonly name: string;
  /** The title as it stands, where the name is a part of it. */
  readonly aliases: readonly string[];
  readonly kind: KindWord | null;
}

const KIND_WORDS = /\b(?:technical advisory group|technical community group|tag|tcg)\b/giu;

/** `Network SIG`, `API Machinery Special Interest Group`, `Batch Working Group`. */
const SUFFIXED = /^(\S.*?) (SIG|Special Interest Group|WG|Working Group)$/iu;

/** @param tags of the front matter, which may name the kind */
export function identityOf(title: string, tags: readonly string[]): Identity {
  const plain = title
    .replace(/(?:\p{Extended_Pictographic}|\u{200d}|\u{fe0f})+/gu, ' ')
    .replace(/^\s*(?:the )?cncf\s+/iu, '')
    .trim();
  const acronym = /\(([A-Z]{2,6})\)\s*$/u.exec(plain)?.[1];
  const full = plain.replace(/\s*\([^()]*\)\s*$/u, '').trim() || plain;
  const kind = kindOf(plain) ?? kindOf(tags.join(' '));
  const rest = full
    .replace(KIND_WORDS, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^\s*(?:for|of|on)\s|\s(?:for|of|on)\s*$/iu, '')
    .trim();
  const { slug, name } = named(full, rest, acronym, kind);
  const aliases = [title, full, ...(acronym === undefined ? [] : [acronym])].filter((alias) => alias !== name);
  return { slug, name, aliases: [...new Set(aliases)], kind };
}

function named(
  full: string,
  rest: string,
  acronym: string | undefined,
  kind: KindWord | null,
): { slug: string; name: string } {
  if (rest !== '' && kind?.kind === 'ADVISORY_GROUP') return { slug: `tag-${slugify(rest)}`, name: `TAG ${rest}` };
  if (rest !== '' && kind?.kind === 'COMMUNITY_GROUP') return { slug: slugify(rest), name: rest };
  const [, topic, suffix = ''] = SUFFIXED.exec(full) ?? [];
  // As the folder of the group, and sigs.yaml, name it.
  if (topic !== undefined) return { slug: `${/^w/iu.test(suffix) ? 'wg' : 'sig'}-${slugify(topic)}`, name: full };
  if (acronym !== undefined && kind?.kind === 'COMMITTEE') return { slug: slugify(acronym), name: full };
  return { slug: slugify(full), name: full };
}

/** @returns what a template of the native form says of the identity. */
export function identityTemplate({ slug, name, aliases, kind }: Identity, at: LocatedScalar) {
  return { slug, name: new LocatedScalar(at.spot, name), aliases, kind: kind?.kind, label: kind?.label };
}
