/** What takes further requests: activity, participants and linked pull requests, many issues a request. */
import type { InitiativeDetailsRecord } from '../../model/initiative.ts';
import type { Answer, MaybePromise, SourceDescription } from '../../model/source.ts';
import type { Logger, ReadOptions, UpstreamCache } from '../../net/contract.ts';
import { collectAnswers, unread } from './answers.ts';
import type { GitHubClient } from './client.ts';
import { createDetailsQueue } from './details-queue.ts';

export interface DetailsReader {
  /** What is in memory; null where it must be read. */
  known(nodeId: string): Answer<InitiativeDetailsRecord> | null;
  read(nodeIds: readonly string[]): MaybePromise<ReadonlyMap<string, Answer<InitiativeDetailsRecord>>>;
  /** The next read of these issues asks GitHub. */
  expire(nodeIds: readonly string[]): Promise<void>;
  /** The same, in the background, for those among them that were read. */
  expireRead(nodeIds: readonly string[]): void;
}

export interface DetailsReaderOptions {
  /** null: no credentials. */
  readonly client: GitHubClient | null;
  readonly cache: UpstreamCache;
  readonly freshForSeconds: number;
  readonly keepForSeconds: number;
  readonly log: Logger;
  readonly sourceOf: (nodeId: string) => SourceDescription;
}

export function createDetailsReader(options: DetailsReaderOptions): DetailsReader {
  const { client, cache } = options;
  const fetchDetails = client && createDetailsQueue(client);
  const wasRead = new Set<string>();

  type Fetch = NonNullable<typeof fetchDetails>;
  const toRead = (nodeId: string, fetchOne: Fetch): ReadOptions<InitiativeDetailsRecord, InitiativeDetailsRecord> => ({
    source: options.sourceOf(nodeId),
    key: toKey(nodeId),
    freshForSeconds: options.freshForSeconds,
    keepForSeconds: options.keepForSeconds,
    fetch: async (_previous, signal) => ({ value: await fetchOne(nodeId, signal) }),
    decode: (stored) => stored,
  });

  function known(nodeId: string): Answer<InitiativeDetailsRecord> | null {
    if (!fetchDetails) return unread(options.sourceOf(nodeId).id);
    return wasRead.has(nodeId) ? cache.readAtOnce(toRead(nodeId, fetchDetails)) : null;
  }

  function read(nodeId: string): MaybePromise<Answer<InitiativeDetailsRecord>> {
    if (!fetchDetails) return unread(options.sourceOf(nodeId).id);
    wasRead.add(nodeId);
    return cache.read(toRead(nodeId, fetchDetails));
  }

  async function expire(nodeIds: readonly string[]): Promise<void> {
    await Promise.all(nodeIds.map((nodeId) => cache.expire(toKey(nodeId))));
  }

  return {
    known,
    read: (nodeIds) => collectAnswers([...new Set(nodeIds)].map((nodeId) => [nodeId, read(nodeId)] as const)),
    expire,
    expireRead: (nodeIds) => {
      expire(nodeIds.filter((nodeId) => wasRead.has(nodeId))).catch((error: unknown) => {
        options.log.warn({ err: error }, 'Details that changed could not be expired; they are read again when stale.');
      });
    },
  };
}

function toKey(nodeId: string): string {
  return `github:details:v2:${nodeId}`;
}
