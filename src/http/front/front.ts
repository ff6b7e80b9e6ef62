/**
 * Stands before Fastify and answers what it has answered before: the same request gets the same headers, and the bytes
 * of the finished answer as long as that holds. Everything else goes on to Fastify, which then says what to remember.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { AnswerCache } from '../cache/answer-cache.ts';
import type { Encoding, FinishedAnswer, Representation } from '../cache/finished-answer.ts';
import { PersonalAnswer } from '../cache/personal-answer.ts';
import { type Message, toMessage, toPersonalMessage } from '../cache/to-message.ts';
import type { ClientBudgets } from '../client-budget.ts';
import { acceptsGzip, preferredEncoding } from '../negotiate.ts';
import { clientAddress, type TrustProxy } from './client-address.ts';
import { fingerprintOfHead, withBody } from './fingerprint.ts';

export interface FrontOptions {
  readonly answers: AnswerCache;
  readonly budgets: ClientBudgets;
  readonly clock: Clock;
  readonly maxBodyBytes: number;
  readonly trustProxy: TrustProxy;
}

/** Told of a request that the front answers; what it returns is called when the answer is sent, or its client gone. */
export type Watch = (request: IncomingMessage) => (response: ServerResponse) => void;

/** How a request was answered by Fastify. */
interface Replay {
  /** Of the finished answer. */
  readonly key: string;
  readonly encoding: Encoding;
  readonly isGzip: boolean;
  /** Headers that the answer has not of its own, each name followed by its value. */
  readonly headers: readonly string[];
}

interface Sent {
  readonly replay: Replay;
  readonly cacheControl: string;
  readonly message: Message;
}

/** A request on its way to Fastify. */
interface Passed {
  readonly fingerprint: string;
  readonly body: Buffer | null;
}

/** Characters of requests that are remembered; some thousand. */
const MAX_REMEMBERED_LENGTH = 4 * 1024 * 1024;
/** Who asks more than this at once is not asked again so often. */
const MAX_FINGERPRINT_LENGTH = 32 * 1024;

export class Front {
  readonly #options: FrontOptions;
  readonly #replays = new LRUCache<string, Replay>({
    maxSize: MAX_REMEMBERED_LENGTH,
    maxEntrySize: MAX_FINGERPRINT_LENGTH,
    sizeCalculation: ({ headers }, fingerprint) => fingerprint.length + 20 * headers.length,
  });
  readonly #passed = new WeakMap<IncomingMessage, Passed>();
  /** As they were sent last to those who ask without a condition: most are sent many times within a second. */
  readonly #sent = new WeakMap<Representation, Sent>();
  #watch: Watch | null = null;

  constructor(options: FrontOptions) {
    this.#options = options;
  }

  /** From now on the front answers; before, and after {@link close}, everything goes to Fastify. */
  open(watch: Watch): void {
    this.#watch = watch;
  }

  close(): void {
    this.#watch = null;
  }

  /** @returns the listener of a server whose requests go to `next` where the front cannot answer */
  before(next: RequestListener): RequestListener {
    return (request, response) => {
      const head = this.#watch === null ? null : fingerprintOfHead(request, this.#options);
      if (head === null) return next(request, response);
      const answer = (fingerprint: string, body: Buffer | null): void => {
        if (this.#answer(fingerprint, request, response)) return;
        this.#passed.set(request, { fingerprint, body });
        next(request, response);
      };
      if (request.method === 'POST') readBody(request, (body) => answer(withBody(head, body), body));
      else answer(head, null);
    };
  }

  /** @returns the body that was read already; null where Fastify is to read it */
  bodyOf(request: IncomingMessage): Buffer | null {
    return this.#passed.get(request)?.body ?? null;
  }

  /** The request is answered with the finished answer of the key, and with the headers that the reply has so far. */
  remember({ raw, headers }: FastifyRequest, reply: FastifyReply, key: string): void {
    const fingerprint = this.#passed.get(raw)?.fingerprint;
    if (fingerprint === undefined) return;
    this.#replays.set(fingerprint, {
      key,
      encoding: preferredEncoding(headers['accept-encoding']),
      isGzip: acceptsGzip(headers['accept-encoding']),
      headers: Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
        value === undefined || name === 'vary' ? [] : [name, String(value)],
      ),
    });
  }

  #answer(fingerprint: string, request: IncomingMessage, response: ServerResponse): boolean {
    const replay = this.#replays.get(fingerprint);
    if (replay === undefined || this.#watch === null) return false;
    const { state, answer } = this.#options.answers.find(replay.key);
    // What a source wants to be read again for is made anew there.
    if (state !== 'FRESH') return false;
    const message =
      answer instanceof PersonalAnswer
        ? this.#personalMessage(request, replay, answer)
        : this.#message(request, replay, answer);
    if (message === null) return false;
    const { status, headers, body } = message;
    const done = this.#watch(request);
    response.on('close', () => done(response));
    response.writeHead(status, [...headers]);
    if (body.length > 1) response.cork();
    for (const bytes of body.slice(0, -1)) response.write(bytes);
    response.end(body.at(-1));
    return true;
  }

  /** @returns null where the answer has to be compressed first */
  #message(request: IncomingMessage, replay: Replay, answer: FinishedAnswer): Message | null {
    const representation = answer.at(replay.encoding);
    if (representation === null) return null;
    const nowMs = this.#options.clock.now();
    const { headers } = request;
    if (headers['if-none-match'] !== undefined || headers['if-match'] !== undefined) {
      return withHeaders(replay, toMessage(request, answer, representation, nowMs));
    }
    const cacheControl = answer.cacheControlAt(nowMs);
    const last = this.#sent.get(representation);
    if (last?.replay === replay && last.cacheControl === cacheControl) return last.message;
    const message = withHeaders(replay, toMessage(request, answer, representation, nowMs));
    this.#sent.set(representation, { replay, cacheControl, message });
    return message;
  }

  /** @returns null where the answer has to be compressed first */
  #personalMessage(request: IncomingMessage, replay: Replay, answer: PersonalAnswer): Message | null {
    const { budgets, trustProxy } = this.#options;
    if (replay.isGzip && answer.isCompressible && !answer.isCompressed) return null;
    const budget = budgets.tell(clientAddress(request, trustProxy));
    return withHeaders(replay, toPersonalMessage(answer, budget, replay.isGzip));
  }
}

function withHeaders({ headers }: Replay, message: Message): Message {
  return { ...message, headers: [...headers, ...message.headers] };
}

/** Whoever goes away meanwhile is not answered. The parser of Node.js gives as many bytes as Content-Length says. */
function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [first] = chunks;
    done(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
}
