import type { GraphContext } from '../../graph/context.ts';
import type { ClientRequest } from '../client-request.ts';

/** The graph's context, with the request that the HTTP layer keeps writing to. */
export interface HttpContext extends GraphContext {
  readonly client: ClientRequest;
}
