/** Stopping without a failed request: what is in flight finishes, and no kept-alive connection holds the process. */
import type { FastifyInstance } from 'fastify';
import type { Front } from './front/front.ts';
import type { Sockets } from './sockets.ts';

/**
 * Fastify closes the connections that are idle when it stops; those that fall idle afterwards are closed here.
 * @returns what to call after each answer that Fastify does not know of
 */
export function addDraining(server: FastifyInstance, sockets: Sockets, front: Front): () => void {
  let isClosing = false;
  let closed = Promise.resolve();
  const afterAnswer = (): void => {
    // The connection is idle only after this turn.
    if (isClosing) setImmediate(() => sockets.closeIdleConnections());
  };
  server.addHook('preClose', async () => {
    isClosing = true;
    // Fastify turns away what comes from now on.
    front.close();
    closed = sockets.close();
  });
  server.addHook('onClose', () => closed);
  server.addHook('onResponse', (_request, _reply, done) => {
    afterAnswer();
    done();
  });
  return afterAnswer;
}
