import { errorCodes, type FastifyInstance } from 'fastify';

/**
 * Gives up a request that is not answered in time: 503. Fastify's own `handlerTimeout` is cleared by the `close` of a
 * request, which Node.js emits once its body is read, and so never ends a POST (fastify 5.12).
 */
export function addHandlerTimeout(server: FastifyInstance, timeoutMs: number): void {
  server.addHook('onRequest', (request, reply, done) => {
    const timer = setTimeout(() => {
      if (reply.sent) return;
      // What has begun cannot be answered otherwise any more.
      if (reply.raw.headersSent) reply.raw.destroy();
      else reply.send(new errorCodes.FST_ERR_HANDLER_TIMEOUT(timeoutMs, request.routeOptions.url));
    }, timeoutMs);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
}
