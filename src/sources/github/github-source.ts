/**
 * GitHub issues as initiatives. One listing a repository serves every rule and every group; what takes further requests
 * (activity, participants, pull requests) is asked for only when a selected field needs it.
 */
import { createHash } from 'node:crypto';
import type { InitiativeFeedRef, InitiativeRecord } from '../../model/initiative.ts';
import type { Answer, MaybePromise, SourceDescription } from '../../model/source.ts';
import type { ReadOptions } from '../../net/contract.ts';
import type { InitiativeSource, SourceContext } from '../source.ts';
import { collectAnswers, mapAnswer, unread } from './answers.ts';
import { toGitHubUrls } from './api-url.ts';
import { createTokenProvider, type GitHubAuth } from './auth.ts';
import { createGitHubClient } from './client.ts';
import { createDetailsReader } from './details.ts';
import { fetchLabelNames } from './label-names.ts';
import { createListing } from './listing.ts';
import {
  createListingRefresher,
  type ListingRefresher,
  type ListingSelection,
  type StoredListing,
  toSelection,
  withSharedParts,
} from './stored-listing.ts';
import { type ReadListing, toInitiatives } from './to-initiatives.ts';

export interface GitHubSourceOptions {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** null: nothing is asked, and every answer is UNREAD with GITHUB_NO_TOKEN. */
  readonly auth: GitHubAuth | null;
  /** How long an answer is served without asking GitHub again; 300 where left out. */
  readonly freshForSeconds?: number;
  /** How long it is served while GitHub fails; 30 days where left out. */
  readonly keepForSeconds?: number;
  /** Longest time between two full listings; 6 hours where left out. */
  readonly fullEverySeconds?: number;
  /** Feeds of the registry in service; only those that were read where left out. */
  readonly feeds?: () => readonly InitiativeFeedRef[];
  /** In [0, 1): spreads the end of pauses; `Math.random` where left out. */
  readonly random?: () => number;
}

export interface GitHubSource extends InitiativeSource {
  labels(ref: InitiativeFeedRef): MaybePromise<Answer<readonly string[]>>;
  /** The next read of `repository` asks GitHub for what changed; `full`: for every issue; `labels`: for the labels too. */
  expire(repository: string, options?: { readonly full?: boolean; readonly labels?: boolean }): Promise<void>;
  /** The next read of these issues' details asks GitHub. */
  expireDetails(nodeIds: readonly string[]): Promise<void>;
  /**
   * Looks into the listings that were read, by this process or another one; asks GitHub for nothing.
   * @returns `owner/name` of the repository in whose listing the issue is; null where it is in none
   */
  repositoryOf(nodeId: string): Promise<string | null>;
}

const FRESH_SECONDS = 300;
const KEEP_SECONDS = 30 * 86_400;
const FULL_EVERY_SECONDS = 6 * 3600;
/** What details hold changes with the issue, whose listing says so; only a new link to a pull request may wait so long. */
const DETAILS_FRESH_SECONDS = 3600;
/** Labels are seldom made. */
const LABELS_FRESH_SECONDS = 3600;
/** Part of each cache key: another form of the stored JSON takes another number. */
const STORED_VERSION = 1;

interface Selected {
  readonly selection: ListingSelection;
  /** Of the cached listing. */
  readonly key: string;
}

interface KnownFeed {
  readonly ref: InitiativeFeedRef;
  /** Content of the rules under which `read` was read. */
  readonly rules: string;
  readonly read: ReadListing;
}

/** @throws {TypeError} where `apiUrl` is not a URL. */
export function createGitHubSource(context: SourceContext, options: GitHubSourceOptions): GitHubSource {
  const urls = toGitHubUrls(options.apiUrl);
  const freshForSeconds = options.freshForSeconds ?? FRESH_SECONDS;
  const keepForSeconds = options.keepForSeconds ?? KEEP_SECONDS;
  const client =
    options.auth &&
    createGitHubClient({
      graphqlBase: urls.graphqlBase,
      token: createTokenProvider(options.auth, urls.restBase, context.fetch),
      fetch: context.fetch,
      clock: context.clock,
      random: options.random ?? Math.random,
    });
  const refresher =
    client &&
    createListingRefresher(
      createListing(client, context.clock),
      context.clock,
      options.fullEverySeconds ?? FULL_EVERY_SECONDS,
    );
  const feeds = new Map<string, KnownFeed>();
  const keys = new Map<string, Set<string>>();
  const feedOf = new Map<string, InitiativeFeedRef>();
  const selected = new WeakMap<InitiativeFeedRef, Selected>();
  const descriptions = new WeakMap<InitiativeFeedRef, SourceDescription>();

  /** One for all the issues of a feed. */
  function describe(ref: InitiativeFeedRef): SourceDescription {
    const known = descriptions.get(ref);
    if (known) return known;
    const { id, repository } = ref;
    const url = `${urls.web}/${repository}/issues`;
    const description: SourceDescription = { id, kind: 'GITHUB', name: `Issues of ${repository}`, url };
    descriptions.set(ref, description);
    return description;
  }

  const anyRepository: SourceDescription = { id: 'github', kind: 'GITHUB', name: 'GitHub', url: urls.web };
  const details = createDetailsReader({
    client,
    cache: context.cache,
    freshForSeconds: DETAILS_FRESH_SECONDS,
    keepForSeconds,
    log: context.log,
    sourceOf: (nodeId) => {
      const ref = feedOf.get(nodeId);
      return ref ? describe(ref) : anyRepository;
    },
  });

  function select(ref: InitiativeFeedRef): Selected {
    const selection = toSelection(ref);
    const key = toKey(ref.id, selection);
    keysOf(ref.repository).add(key);
    selected.set(ref, { selection, key });
    return { selection, key };
  }

  function listingOf(ref: InitiativeFeedRef, reader: ListingRefresher): ReadOptions<StoredListing, StoredListing> {
    const { selection, key } = selected.get(ref) ?? select(ref);
    return {
      source: describe(ref),
      key,
      freshForSeconds,
      keepForSeconds,
      fetch: (previous, signal) => reader.fetch(key, selection, previous, signal),
      decode: withSharedParts,
    };
  }

  function readListing(ref: InitiativeFeedRef, reader: ListingRefresher): MaybePromise<Answer<StoredListing>> {
    const answer = context.cache.read(listingOf(ref, reader));
    if (answer instanceof Promise) reader.announce(ref.repository, answer);
    return answer;
  }

  async function repositoryOf(nodeId: string): Promise<string | null> {
    if (refresher && !feedOf.has(nodeId)) {
      for (const ref of options.feeds?.() ?? []) {
        const listing = await context.cache.readStored(listingOf(ref, refresher));
        if (listing !== null) readUnderRules(ref, listing);
      }
    }
    return feedOf.get(nodeId)?.repository ?? null;
  }

  function read(ref: InitiativeFeedRef): MaybePromise<Answer<readonly InitiativeRecord[]>> {
    if (!refresher) return unread(ref.id);
    return mapAnswer(readListing(ref, refresher), ({ value, reading }) => {
      if (value === null) return { value, reading };
      const { initiatives, missing } = readUnderRules(ref, value);
      return { value: initiatives, reading: { ...reading, error: reading.error ?? missing } };
    });
  }

  /** From the listing, where one was read and the labels came with it; else by a request of their own. */
  function readLabels(ref: InitiativeFeedRef): MaybePromise<Answer<readonly string[]>> {
    if (!client || !refresher) return unread(ref.id);
    const known = feeds.get(ref.id)?.read.listing.labelNames;
    if (known) {
      return mapAnswer(readListing(ref, refresher), ({ value, reading }) => ({
        value: value && (value.labelNames ?? known),
        reading,
      }));
    }
    return context.cache.read<readonly string[], readonly string[]>({
      source: describe(ref),
      key: toLabelsKey(ref.repository),
      freshForSeconds: LABELS_FRESH_SECONDS,
      keepForSeconds,
      fetch: async (_previous, signal) => ({ value: await fetchLabelNames(client, ref.repository, signal) }),
      decode: (stored) => stored,
    });
  }

  /** Reads once a change of the listing or of the rules, not once a query. */
  function readUnderRules(ref: InitiativeFeedRef, listing: StoredListing): ReadListing {
    const known = feeds.get(ref.id);
    if (known?.read.listing === listing && known.ref.rules === ref.rules) return known.read;
    const rules = JSON.stringify(ref.rules);
    const before = known?.rules === rules ? known.read : null;
    const read = before?.listing === listing ? before : toInitiatives(listing, ref, before);
    feeds.set(ref.id, { ref, rules, read });
    if (read !== before) details.expireRead(read.changed);
    for (const issue of listing.issues) feedOf.set(issue.id, ref);
    return read;
  }

  function keysOf(repository: string): Set<string> {
    const name = repository.toLowerCase();
    const known = keys.get(name) ?? new Set();
    keys.set(name, known);
    return known;
  }

  return {
    name: 'github',
    kind: 'GITHUB',
    describe,
    initiatives: (refs) => collectAnswers(refs.map((ref) => [ref.id, read(ref)] as const)),
    labels: readLabels,
    details: details.read,
    knownDetails: details.known,
    diagnostics: (sourceId) => feeds.get(sourceId)?.read.diagnostics ?? [],
    revision: (sourceId) => feeds.get(sourceId)?.read.listing.listedAt ?? null,
    budgets: () => {
      const [sourceId] = feeds.keys();
      const budget = client?.budget;
      return budget && sourceId !== undefined ? [{ sourceId, ...budget }] : [];
    },
    expire: async (repository, { full = false, labels = false } = {}) => {
      // Another process may have read what this one has not.
      for (const ref of options.feeds?.() ?? []) if (!selected.has(ref)) select(ref);
      for (const key of keysOf(repository)) {
        await context.cache.expire(key, { isUnreliable: full });
      }
      if (labels) await context.cache.expire(toLabelsKey(repository));
    },
    repositoryOf,
    expireDetails: details.expire,
  };
}

function toLabelsKey(repository: string): string {
  return `github:${repository.toLowerCase()}#labels`;
}

function toKey(sourceId: string, selection: ListingSelection): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([STORED_VERSION, selection]))
    .digest('hex');
  return `${sourceId}#${hash.slice(0, 16)}`;
}
