import type { ApolloServerPlugin } from '@apollo/server';
import type { HttpContext } from '../http-context.ts';

export function statusCodePlugin(): ApolloServerPlugin<HttpContext> {
  return {};
}
