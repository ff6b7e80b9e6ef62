import type { FastifyRequest } from 'fastify';

/** @returns the parameters of the address: a text each, a list where one comes several times, absent where it does not. */
export function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof query === 'object' && query !== null ? { ...query } : {};
}
