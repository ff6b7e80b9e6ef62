/** Which media type and encoding a client prefers (RFC 9110 §12.5). */
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import type { Encoding } from './cache/finished-answer.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';
/** In the order in which Apollo Server prefers them. */
const TYPES = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8', 'text/html'] as const;
/** In the order of what they save. */
const ENCODINGS: readonly Encoding[] = ['br', 'zstd', 'gzip', 'identity'];
/** Browsers and libraries send some dozens of headers between them. */
const MAX_REMEMBERED = 500;

export type MediaType = (typeof TYPES)[number];

/** `negotiator` takes a preference among equals, which its types do not know. */
interface EncodingNegotiator {
  encodings(available: string[], options: { readonly preferred: readonly string[] }): string[];
}

/** @returns the type to answer in, JSON where the client does not say; null where it takes none of ours */
export const preferredMediaType = remember((accept): MediaType | null => {
  const preferred = new Negotiator({ headers: { accept } }).mediaType(TYPES);
  return TYPES.find((type) => type === preferred) ?? null;
}, JSON_TYPE);

/** @returns the encoding to answer in, none where the client does not say */
export const preferredEncoding = remember((accepted): Encoding => {
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const [best] = negotiator.encodings([...ENCODINGS], { preferred: ENCODINGS });
  return ENCODINGS.find((encoding) => encoding === best) ?? 'identity';
}, 'identity');

/** @returns whether the client takes gzip, and prefers it to the bytes as they are */
export const acceptsGzip = remember((accepted): boolean => {
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  return negotiator.encodings(['gzip', 'identity'], { preferred: ['gzip'] })[0] === 'gzip';
}, false);

function remember<T>(choose: (header: string) => T, absent: T): (header: string | undefined) => T {
  const chosen = new LRUCache<string, { readonly value: T }>({ max: MAX_REMEMBERED });
  return (header) => {
    // An empty list says no more than none.
    if (header === undefined || header === '') return absent;
    const known = chosen.get(header) ?? { value: choose(header) };
    chosen.set(header, known);
    return known.value;
  };
}
