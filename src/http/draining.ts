/** Stopping without a failed request: what is in flight finishes, and no kept-alive connection holds the process. */
import type { FastifyInstance } from 'fastify';

/** Fastify closes the connections that are idle when it stops; those that fall idle afterwards are closed here. */
export function addDraining(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => {
    isClosing = true;
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    // The connection is idle only after this turn.
    if (isClosing) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}
