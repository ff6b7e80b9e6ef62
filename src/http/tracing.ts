/** A span around every request that reaches Fastify; what the handler begins is a part of it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestSpan, Telemetry } from '../telemetry/telemetry.ts';

export function addTracing(server: FastifyInstance, telemetry: Telemetry): void {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  server.addHook('onRequest', (request, _reply, done) => {
    spans.set(request, telemetry.request(request.method, request.headers));
    done();
  });
  // After the body was read, whose events belong to the connection.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.within(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end(request.routeOptions.url ?? 'none', reply.statusCode);
    done();
  });
}
