/** What takes further requests: activity, participants and linked pull requests, many issues a request. */
import type { InitiativeDetailsRecord } from '../../model/initiative.ts';
import type { Answer, MaybePromise, SourceDescription } from '../../model/source.ts';
import type { UpstreamCache } from '../../net/contract.ts';
import { collectAnswers, unread } from './answers.ts';
import type { GitHubClient } from './client.ts';
import { createDetailsQueue } from './details-queue.ts';

export interface DetailsReader {
  read(nodeIds: readonly string[]): MaybePromise<ReadonlyMap<string, Answer<InitiativeDetailsRecord>>>;
  expire(nodeIds: readonly string[]): Promise<void>;
}

export interface DetailsReaderOptions {
  /** null: no credentials. */
  readonly client: GitHubClient | null;
  readonly cache: UpstreamCache;
  readonly freshForSeconds: number;
  readonly keepForSeconds: number;
  readonly sourceOf: (nodeId: string) => SourceDescription;
}

export function createDetailsReader(options: DetailsReaderOptions): DetailsReader {
  const { client, cache } = options;
  const fetchDetails = client && createDetailsQueue(client);

  function read(nodeId: string): MaybePromise<Answer<InitiativeDetailsRecord>> {
    const source = options.sourceOf(nodeId);
    if (!fetchDetails) return unread(source.id);
    return cache.read<InitiativeDetailsRecord, InitiativeDetailsRecord>({
      source,
      key: toKey(nodeId),
      freshForSeconds: options.freshForSeconds,
      keepForSeconds: options.keepForSeconds,
      fetch: async (_previous, signal) => ({ value: await fetchDetails(nodeId, signal) }),
      decode: (stored) => stored,
    });
  }

  return {
    read: (nodeIds) => collectAnswers([...new Set(nodeIds)].map((nodeId) => [nodeId, read(nodeId)] as const)),
    expire: async (nodeIds) => {
      await Promise.all(nodeIds.map((nodeId) => cache.expire(toKey(nodeId))));
    },
  };
}

function toKey(nodeId: string): string {
  return `github:details:v1:${nodeId}`;
}
