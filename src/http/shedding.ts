/** What is not executed costs little: the request is turned away before anything is spent on it but what HTTP takes. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ExecutionSlots, OVERLOAD_RETRY_SECONDS } from './limits/execution-slots.ts';
import { sendText } from './reply-to-error.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the request has to be executed; what is at hand is sent however much there is to do. Where absent, never. */
    mustExecute?: (request: FastifyRequest) => boolean;
  }
}

/** From here on, 503 for what has to be executed while the slots are taken: add it before what every answer costs. */
export function addShedding(server: FastifyInstance, slots: ExecutionSlots): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { mustExecute } = request.routeOptions.config;
    if (mustExecute === undefined || !slots.areTaken() || !mustExecute(request)) return done();
    sendText(reply.header('retry-after', OVERLOAD_RETRY_SECONDS), 503, 'The gateway is busy.');
  });
}
