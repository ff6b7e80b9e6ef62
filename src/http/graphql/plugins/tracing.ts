import type { ApolloServerPlugin } from '@apollo/server';
import type { TextExecutor } from '../../../graph/execute/text-executor.ts';
import type { Telemetry } from '../../../telemetry/telemetry.ts';
import type { HttpContext } from '../http-context.ts';

/** Spans around the parsing and the validation of a document. */
export function tracingPlugin(telemetry: Telemetry): ApolloServerPlugin<HttpContext> {
  /** The span lasts until the hook that it returns is called. */
  const span = async (name: string): Promise<() => Promise<void>> => {
    const ended = Promise.withResolvers<void>();
    void telemetry.measure(name, {}, () => ended.promise);
    return async () => ended.resolve();
  };
  return {
    requestDidStart: async () => ({
      parsingDidStart: () => span('graphql.parse'),
      validationDidStart: () => span('graphql.validate'),
    }),
  };
}

/** Runs the work, in a span of the name where there is a collector. */
export type Measure = <T>(name: string, work: () => T) => T;

export function createMeasure(telemetry: Telemetry | undefined): Measure {
  return telemetry === undefined ? (_name, work) => work() : (name, work) => telemetry.measure(name, {}, work);
}

/** @returns the same executor; what it asks upstreams for belongs to its span */
export function traceExecutor(execute: TextExecutor, telemetry: Telemetry): TextExecutor {
  return (request) => telemetry.measure('graphql.execute', {}, () => execute(request));
}
