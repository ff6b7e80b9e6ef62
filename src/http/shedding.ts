/** What is not executed costs little: the request is turned away before anything is spent on it but what HTTP takes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionSlots } from './limits/execution-slots.ts';

/** Of a route whose answers have to be executed. */
export interface Shedding {
  /** What is at hand is sent however much there is to do. */
  mustExecute(request: FastifyRequest): boolean;
  turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    shedding?: Shedding;
  }
}

/** From here on, 503 for what has to be executed while the slots are taken: add it before what every answer costs. */
export function addShedding(server: FastifyInstance, slots: ExecutionSlots): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { shedding } = request.routeOptions.config;
    if (shedding === undefined || !slots.areTaken() || !shedding.mustExecute(request)) return done();
    shedding.turnAway(request, reply);
  });
}
