/**
 * What resolvers are handed: the ports that the gateway fills, and the state of one request. Ports answer at once what
 * is in memory and a promise for what must be pulled; they never reject.
 */
import { type Clock, toInstant } from '../clock.ts';
import type { FactNeeds, Facts } from '../model/facts.ts';
import type { FindingRecord, RulePackRecord } from '../model/finding.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef, InitiativeRecord } from '../model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../model/meeting.ts';
import type { Answer, Instant, MaybePromise, SourceStatus, UpstreamBudget } from '../model/source.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { RegistryView } from './registry-view.ts';
import type { SourceVersions } from './source-versions.ts';
import { Validity } from './validity.ts';
import { watchPorts } from './watched-ports.ts';

export interface RuleSelection {
  readonly ruleIds?: readonly string[];
}

export interface GraphPorts {
  /** The registry in service. The same object until a reload. */
  registry(): RegistryView;
  initiatives(feed: InitiativeFeedRef): MaybePromise<Answer<readonly InitiativeRecord[]>>;
  /** Keyed by node id; has every id asked for. */
  initiativeDetails(
    sourceName: string,
    nodeIds: readonly string[],
  ): MaybePromise<ReadonlyMap<string, Answer<InitiativeDetailsRecord>>>;
  /** Those that are in memory; null where they must be pulled. */
  knownDetails(sourceName: string, nodeId: string): Answer<InitiativeDetailsRecord> | null;
  /** Names of all labels of the feed's repository; null where the source cannot tell. */
  labels(feed: InitiativeFeedRef): MaybePromise<Answer<readonly string[]>> | null;
  occurrences(feed: MeetingFeedRef, window: OccurrenceWindow): MaybePromise<Answer<readonly OccurrenceRecord[]>>;
  series(feed: MeetingFeedRef): MaybePromise<Answer<readonly SeriesRecord[]>>;
  /** State of every source of the registry, in its order; reads none. */
  sources(): readonly SourceStatus[];
  budgets(): readonly UpstreamBudget[];
  /** Loaded for the first that asks. */
  rules(): MaybePromise<RulePorts>;
  readonly versions: SourceVersions;
  readonly clock: Clock;
}

export interface RulePorts {
  /** @param selection ids of rules; all where absent */
  neededFacts(packs: readonly RulePackRecord[], now: Instant, selection: RuleSelection): FactNeeds;
  /** Judges when it is drawn; null for a subject without a finding. */
  judgeSubjects(
    packs: readonly RulePackRecord[],
    facts: Facts,
    selection: RuleSelection,
  ): Iterable<FindingRecord | null>;
}

/** What the HTTP layer knows of the client of a request. */
export interface RequestInfo {
  /** Origin under which the gateway was asked, e.g. `https://graph.example.org`; no trailing slash. */
  readonly baseUrl: string;
  /** null where nobody counts. */
  readonly budget: ClientBudget | null;
}

/** What a client may ask for, in points; see `RateLimit` in the schema. */
export interface ClientBudget {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** One a request: `now` and the registry stay the same while it executes. */
export interface GraphContext {
  readonly ports: GraphPorts;
  readonly registry: RegistryView;
  /** Who reads it makes the answer good for this second only; who knows for how long it is reads `validity.now`. */
  readonly now: Instant;
  /** When the context was made, in epoch milliseconds, and the {@link SourceVersions.epoch} of then; for what is kept. */
  readonly nowMs: number;
  readonly epoch: number;
  readonly validity: Validity;
  readonly request: RequestInfo;
  readonly loaders: Loaders;
}

/** Notes that an answer has the address in it. */
class NotedRequest implements RequestInfo {
  readonly #request: RequestInfo;
  readonly #validity: Validity;

  constructor(request: RequestInfo, validity: Validity) {
    this.#request = request;
    this.#validity = validity;
  }

  get baseUrl(): string {
    this.#validity.isForOneAddress();
    return this.#request.baseUrl;
  }

  get budget(): ClientBudget | null {
    return this.#request.budget;
  }
}

/** A class, so that `now` is still noted when Apollo Server copies the context with its prototype. */
class RequestContext implements GraphContext {
  readonly ports: GraphPorts;
  readonly registry: RegistryView;
  readonly nowMs: number;
  readonly epoch: number;
  readonly validity: Validity;
  readonly request: RequestInfo;
  readonly loaders: Loaders;

  constructor(ports: GraphPorts, request: RequestInfo) {
    this.nowMs = ports.clock.now();
    this.epoch = ports.versions.epoch();
    this.validity = new Validity(toInstant(this.nowMs));
    this.ports = watchPorts(ports, this.validity);
    this.registry = ports.registry();
    this.request = new NotedRequest(request, this.validity);
    this.loaders = createLoaders(this.ports, this.registry, this.validity);
  }

  get now(): Instant {
    this.validity.changesAfter(this.validity.now);
    return this.validity.now;
  }
}

export function createContext(ports: GraphPorts, request: RequestInfo): GraphContext {
  return new RequestContext(ports, request);
}
