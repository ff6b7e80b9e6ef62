/** What takes further requests: activity, participants and linked pull requests, many issues a request. */
import type { InitiativeDetailsRecord } from '../../model/initiative.ts';
import type { Answer, MaybePromise, SourceDescription } from '../../model/source.ts';
import type { Logger, ReadOptions, UpstreamCache } from '../../net/contract.ts';
import { unread } from './answers.ts';
import type { GitHubClient } from './client.ts';
import { DETAILS_PER_REQUEST } from './details-query.ts';
import { createDetailsQueue, type DetailsQueue } from './details-queue.ts';
import { createSharedParts } from './shared-parts.ts';

type DetailsAnswers = ReadonlyMap<string, Answer<InitiativeDetailsRecord>>;
type DetailsOptions = ReadOptions<InitiativeDetailsRecord, InitiativeDetailsRecord>;

/** A few requests' worth: GitHub is asked one request at a time. */
const READ_AT_ONCE = 4 * DETAILS_PER_REQUEST;

export interface DetailsReader {
  /** What is in memory; null where it must be read. */
  known(nodeId: string): Answer<InitiativeDetailsRecord> | null;
  read(nodeIds: readonly string[]): MaybePromise<DetailsAnswers>;
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
  const queue = client && createDetailsQueue(client);
  const shared = createSharedParts();
  const decode = (stored: InitiativeDetailsRecord): InitiativeDetailsRecord => ({
    ...stored,
    participants: stored.participants.map(shared.person),
  });
  /** How each issue is read that was read once; kept, since there may be tens of thousands and all be asked for often. */
  const reads = new Map<string, DetailsOptions>();

  function toRead(nodeId: string, { fetch }: DetailsQueue): DetailsOptions {
    const source = options.sourceOf(nodeId);
    const before = reads.get(nodeId);
    if (before?.source === source) return before;
    const read: DetailsOptions = {
      source,
      key: toKey(nodeId),
      freshForSeconds: options.freshForSeconds,
      keepForSeconds: options.keepForSeconds,
      fetch: async (_previous, signal) => ({ value: await fetch(nodeId, signal) }),
      decode,
    };
    reads.set(nodeId, read);
    return read;
  }

  function known(nodeId: string): Answer<InitiativeDetailsRecord> | null {
    if (!queue) return unread(options.sourceOf(nodeId).id);
    return reads.has(nodeId) ? cache.readAtOnce(toRead(nodeId, queue)) : null;
  }

  function read(nodeIds: readonly string[]): MaybePromise<DetailsAnswers> {
    const answers = new Map<string, Answer<InitiativeDetailsRecord>>();
    const missing: string[] = [];
    for (const nodeId of new Set(nodeIds)) {
      const answer = known(nodeId);
      if (answer === null) missing.push(nodeId);
      else answers.set(nodeId, answer);
    }
    return queue === null || missing.length === 0 ? answers : readInTurns(missing, answers, queue);
  }

  /** A read under way holds far more than what it reads, and should not wait for its turn within its own deadline. */
  async function readInTurns(
    nodeIds: readonly string[],
    answers: Map<string, Answer<InitiativeDetailsRecord>>,
    asked: DetailsQueue,
  ): Promise<DetailsAnswers> {
    for (let from = 0; from < nodeIds.length; from += READ_AT_ONCE) {
      await Promise.all(
        nodeIds.slice(from, from + READ_AT_ONCE).map(async (nodeId) => {
          const answer = cache.read(toRead(nodeId, asked));
          if (answer instanceof Promise) asked.announce(nodeId, answer);
          answers.set(nodeId, await answer);
        }),
      );
    }
    return answers;
  }

  async function expire(nodeIds: readonly string[]): Promise<void> {
    await Promise.all(nodeIds.map((nodeId) => cache.expire(toKey(nodeId))));
  }

  return {
    known,
    read,
    expire,
    expireRead: (nodeIds) => {
      expire(nodeIds.filter((nodeId) => reads.has(nodeId))).catch((error: unknown) => {
        options.log.warn({ err: error }, 'Details that changed could not be expired; they are read again when stale.');
      });
    },
  };
}

function toKey(nodeId: string): string {
  return `github:details:v2:${nodeId}`;
}
