/** Deliveries of webhooks: they say what changed, so that the next reader sees it at once. */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Headers and body as they came; the signature is over the bytes. */
export interface Delivery {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

export type DeliveryOutcome = 'ACCEPTED' | 'IGNORED' | 'BAD_SIGNATURE' | 'REPLAYED' | 'MALFORMED';

export type ReceiveDelivery = (delivery: Delivery) => Promise<DeliveryOutcome>;

const STATUS: Readonly<Record<DeliveryOutcome, number>> = {
  ACCEPTED: 202,
  IGNORED: 204,
  BAD_SIGNATURE: 401,
  // Delivered before: nothing is left to do, and a failure would make GitHub show one.
  REPLAYED: 202,
  MALFORMED: 400,
};

/** GitHub cuts payloads off at 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const MAX_BYTES = 25 * 1024 * 1024;
/** Of deliveries that are on their way in together: a signature is known to be right only when all of it is in memory. */
const MAX_PENDING_BYTES = 2 * MAX_BYTES;

/** Adds `POST /webhooks/github`; 404 where no secret is configured. */
export function addWebhooks(server: FastifyInstance, receive: ReceiveDelivery | undefined): void {
  if (receive === undefined) return;
  server.register(async (scope) => {
    const pending = new PendingDeliveries();
    scope.addHook('onRequest', async (request, reply) => {
      const bytes = Number(request.headers['content-length'] ?? Number.NaN);
      // GitHub always says it.
      if (Number.isNaN(bytes)) return reply.code(411).send();
      if (bytes <= MAX_BYTES) pending.add(reply.raw, bytes);
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/github', { bodyLimit: MAX_BYTES }, async (request, reply) => {
      const header = (name: string): string | undefined => {
        const value = request.headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const outcome = await receive({
        id: header('x-github-delivery'),
        event: header('x-github-event'),
        signature: header('x-hub-signature-256'),
        body: typeof request.body === 'string' ? request.body : '',
      });
      return reply.code(STATUS[outcome]).send();
    });
  });
}

/** GitHub sends at once: what has been on its way for longest makes room, or who sends nothing would keep GitHub out. */
class PendingDeliveries {
  /** With the bytes announced, in the order in which they came. */
  readonly #pending = new Map<ServerResponse, number>();
  #bytes = 0;

  add(response: ServerResponse, bytes: number): void {
    for (const oldest of this.#pending.keys()) {
      if (this.#bytes + bytes <= MAX_PENDING_BYTES) break;
      this.#remove(oldest);
      oldest.destroy();
    }
    this.#pending.set(response, bytes);
    this.#bytes += bytes;
    response.once('close', () => this.#remove(response));
  }

  #remove(response: ServerResponse): void {
    this.#bytes -= this.#pending.get(response) ?? 0;
    this.#pending.delete(response);
  }
}
