/**
 * Pages, feeds and badges that were made before: one is sent again, compressed, while every source it rests on is as it
 * was and the day is the same.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, nowInstant, toInstant } from '../clock.ts';
import { Validity } from '../graph/validity.ts';
import { AnswerCache } from './cache/answer-cache.ts';
import { FinishedAnswer } from './cache/finished-answer.ts';
import { toLifetime } from './cache/lifetime.ts';
import { sendAnswer } from './cache/send-answer.ts';
import type { SourceVersions } from './cache/source-versions.ts';
import type { GraphClient } from './graph-client.ts';
import { sendBusy } from './reply-to-error.ts';

export interface PageCacheOptions {
  readonly graph: GraphClient;
  readonly versions: SourceVersions;
  readonly clock: Clock;
  readonly maxBytes: number;
}

/** Headers that belong to the page, beside those that every answer gets anew. */
const OWN_HEADERS = ['content-security-policy', 'content-disposition'];
const DAY_MS = 86_400_000;

class FinishedPage extends FinishedAnswer {
  headers: ReadonlyMap<string, string> = new Map();
}

export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #answers: AnswerCache;
  /** {@link SourceVersions.epoch} when the request came. */
  readonly #epochs = new WeakMap<FastifyRequest, number>();

  /** Pages that somebody waits for, by key; made once for everybody who asks meanwhile. */
  readonly #making = new Map<string, PromiseWithResolvers<FinishedPage | null>>();
  /** What the request makes. */
  readonly #makers = new WeakMap<FastifyRequest, string>();

  constructor(options: PageCacheOptions) {
    this.#options = options;
    this.#answers = new AnswerCache(options);
  }

  /** Lets the GET routes that are added to the scope from now on be answered from the cache. */
  addTo(scope: FastifyInstance): void {
    const { versions, clock } = this.#options;
    scope.addHook('onRoute', (route) => {
      const mustExecute = (request: FastifyRequest): boolean => !this.#isAtHand(this.#keyOf(request));
      route.config = { ...route.config, shedding: { mustExecute, turnAway: sendBusy } };
    });
    scope.addHook('preHandler', async (request, reply) => {
      const key = this.#keyOf(request);
      this.#epochs.set(request, versions.epoch());
      const making = this.#making.get(key);
      const page = this.#find(key) ?? (making === undefined ? null : await making.promise);
      if (page === null) return this.#begin(request, key);
      for (const [name, value] of page.headers) reply.header(name, value);
      // The policy of the page says who may frame it.
      if (page.headers.has('content-security-policy')) reply.removeHeader('x-frame-options');
      return sendAnswer(request, reply, page, clock.now());
    });
    // There is no such page, or its client has gone: whoever waited for it sees for himself.
    scope.addHook('onResponse', async (request) => this.#end(request, null));
  }

  /** Sends what was made from the graph in this request, or 304 where the client has it, and keeps it. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { type, body }: { readonly type: string; readonly body: string },
  ): Promise<FastifyReply> {
    const { graph, versions, clock } = this.#options;
    const epoch = this.#epochs.get(request);
    const validity = merge(graph.validitiesOf(request), clock);
    const lifetime = toLifetime(validity, versions, clock.now());
    const page = new FinishedPage(body, type, lifetime, epoch ?? versions.epoch());
    page.headers = readOwnHeaders(reply);
    // What changed while the page was made may have changed after it was read.
    const isLasting = epoch === versions.epoch() && !validity.isPersonal;
    await this.#answers.make(this.#keyOf(request), async () => ({ answer: page, isLasting }));
    this.#end(request, page);
    return sendAnswer(request, reply, page, clock.now());
  }

  /** What a source wants to be read again for is made again: the graph answers at once, and has it read meanwhile. */
  #find(key: string): FinishedPage | null {
    const { state, answer } = this.#answers.find(key);
    return state === 'FRESH' && answer instanceof FinishedPage ? answer : null;
  }

  #isAtHand(key: string): boolean {
    return this.#making.has(key) || this.#find(key) !== null;
  }

  #begin(request: FastifyRequest, key: string): void {
    // Those who waited in vain make each their own.
    if (this.#making.has(key)) return;
    this.#making.set(key, Promise.withResolvers());
    this.#makers.set(request, key);
  }

  #end(request: FastifyRequest, page: FinishedPage | null): void {
    const key = this.#makers.get(request);
    if (key === undefined) return;
    this.#makers.delete(request);
    this.#making.get(key)?.resolve(page);
    this.#making.delete(key);
  }

  #keyOf(request: FastifyRequest): string {
    return `${this.#options.graph.baseUrl(request)} ${request.url}`;
  }
}

/** All that the page asked for, until the day ends: pages and feeds show what is today. */
function merge(validities: readonly Validity[], clock: Clock): Validity {
  const merged = new Validity(nowInstant(clock));
  for (const validity of validities) merged.add(validity);
  merged.changesAt(toInstant((Math.floor(clock.now() / DAY_MS) + 1) * DAY_MS));
  return merged;
}

function readOwnHeaders(reply: FastifyReply): ReadonlyMap<string, string> {
  return new Map(
    OWN_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
}
