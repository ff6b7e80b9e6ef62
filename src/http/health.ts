/** Whether the process lives, and whether it should be sent requests. */
import type { FastifyInstance } from 'fastify';

export interface Readiness {
  readonly isReady: boolean;
  /** In a sentence, for operators. */
  readonly reason: string;
}

/**
 * `/livez`: 200 while the event loop turns. `/readyz`: 200 once a registry is in service and until the server drains;
 * an upstream that is down does not make the gateway unready, because it still answers.
 */
export function addHealth(server: FastifyInstance, readiness: () => Readiness): void {
  server.get('/livez', async (_request, reply) => reply.type('text/plain').send('ok\n'));
  server.get('/readyz', async (_request, reply) => {
    const { isReady, reason } = readiness();
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain')
      .send(`${reason}\n`);
  });
}
