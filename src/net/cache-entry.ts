import { piecesInTurns } from './pieces-in-turns.ts';
import { sha256 } from './sha256.ts';

/**
 * One cached answer of an upstream, as every tier holds it. Freshness is told by our own timestamps on the injected
 * clock; the time to live that a tier is given only says when the entry is rubbish.
 */
export interface CacheEntry extends CacheEntryHead {
  /** JSON text; where the stored value is bytes, a character a byte, which the largest feeds are written as soonest. */
  readonly payload: string;
}

/** All but the value itself: small, and kept in memory beside the decoded value. */
export interface CacheEntryHead {
  readonly encoding: 'json' | 'latin1';
  /** Hash of the payload: changes exactly when the stored value does. */
  readonly version: string;
  /** When it was fetched or last confirmed unchanged, in milliseconds since the epoch. */
  readonly fetchedAtMs: number;
  /** What the upstream said; null: the reader's own figure holds. */
  readonly freshForSeconds: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Known to be out of date, however young. */
  readonly isExpired: boolean;
  /** Nothing may be built on it: it is served while it must be, but no fetch is given it. */
  readonly isUnreliable: boolean;
  /** For how long after `fetchedAtMs` it is of use to anybody. */
  readonly keepForMs: number;
}

/** 132 bits: enough that two values of a key never meet under one version. */
const VERSION_LENGTH = 22;

/** @returns the entry of a value that is a Uint8Array or survives JSON. */
export async function toCacheEntry(
  stored: unknown,
  head: Omit<CacheEntryHead, 'encoding' | 'version' | 'isExpired' | 'isUnreliable'>,
): Promise<CacheEntry> {
  const isBytes = stored instanceof Uint8Array;
  const fresh = { ...head, isExpired: false, isUnreliable: false };
  const bytes = isBytes
    ? Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength)
    : Buffer.from(JSON.stringify(stored ?? null));
  const version = (await sha256(bytes)).slice(0, VERSION_LENGTH);
  return isBytes
    ? { ...fresh, encoding: 'latin1', version, payload: await toLatin1(bytes) }
    : { ...fresh, encoding: 'json', version, payload: bytes.toString('utf8') };
}

async function toLatin1(bytes: Buffer): Promise<string> {
  let text = '';
  for await (const { piece } of piecesInTurns(bytes)) text += piece.toString('latin1');
  return text;
}

/** @returns the value of which the entry was made. */
export function storedOf(entry: CacheEntry): unknown {
  if (entry.encoding === 'json') return JSON.parse(entry.payload);
  const { buffer, byteOffset, byteLength } = Buffer.from(entry.payload, 'latin1');
  return new Uint8Array(buffer, byteOffset, byteLength);
}

export function headOf({ payload: _payload, ...head }: CacheEntry): CacheEntryHead {
  return head;
}

/** What a tier wraps around the value it is given (bentocache's own entry). */
interface TierRecord {
  readonly value: CacheEntry;
  readonly [field: string]: unknown;
}

/**
 * Writes an entry as a line of JSON and the payload behind it. One JSON of the whole would escape and scan the
 * payload, which for the largest feeds is 20 MB on the thread that answers queries.
 */
export const entrySerializer = {
  serialize({ value: { payload, ...head }, ...tier }: TierRecord): string {
    return `${JSON.stringify({ ...tier, head })}\n${payload}`;
  },

  /** @throws {SyntaxError} where the text is not what `serialize` wrote */
  deserialize(text: string): TierRecord {
    const end = text.indexOf('\n');
    const { head, ...tier }: { head?: unknown } = JSON.parse(text.slice(0, Math.max(end, 0)));
    if (!isHead(head)) throw new SyntaxError('not a cache entry');
    return { ...tier, value: { ...head, payload: text.slice(end + 1) } };
  },
};

function isHead(value: unknown): value is CacheEntryHead {
  const head = value as Partial<Record<keyof CacheEntryHead, unknown>> | null | undefined;
  return (
    (head?.encoding === 'json' || head?.encoding === 'latin1') &&
    typeof head.version === 'string' &&
    Number.isFinite(head.fetchedAtMs) &&
    Number.isFinite(head.keepForMs) &&
    (head.freshForSeconds === null || Number.isFinite(head.freshForSeconds)) &&
    (head.etag === null || typeof head.etag === 'string') &&
    (head.lastModified === null || typeof head.lastModified === 'string') &&
    typeof head.isExpired === 'boolean' &&
    typeof head.isUnreliable === 'boolean'
  );
}
