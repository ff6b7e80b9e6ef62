/** GraphQL over HTTP: Apollo Server as a Fastify route, with the limits and the error mask of this gateway. */
import { Readable } from 'node:stream';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { FastifyInstance } from 'fastify';
import { createTextExecutor } from '../../graph/execute/text-executor.ts';
import type { AnswerCache } from '../cache/answer-cache.ts';
import type { ClientBudgets } from '../client-budget.ts';
import type { Front } from '../front/front.ts';
import { DocumentGate } from '../limits/document-gate.ts';
import type { ExecutionSlots } from '../limits/execution-slots.ts';
import type { Tally } from '../metrics/tally.ts';
import type { ServerOptions } from '../server.ts';
import { AnswerMaker } from './answer-maker.ts';
import { createQuestionHandler, createQuestionShedding, type QuestionOptions } from './answer-question.ts';
import type { HttpContext } from './http-context.ts';
import { KnownDocuments } from './known-documents.ts';
import { createErrorMask } from './mask-error.ts';
import { PersistedDocuments } from './persisted-documents.ts';
import { queryCostPlugin } from './plugins/query-cost.ts';
import { statusCodePlugin } from './plugins/status-code.ts';
import { textExecutionPlugin } from './plugins/text-execution.ts';
import { createMeasure, traceExecutor, tracingPlugin } from './plugins/tracing.ts';
import { QueryCharge } from './query-charge.ts';
import { createTransportErrorHandler } from './transport-errors.ts';
import { stringifyResult } from './written-data.ts';

export interface GraphqlOptions extends ServerOptions {
  readonly metrics: Tally;
  readonly answers: AnswerCache;
  readonly budgets: ClientBudgets;
  readonly front: Front;
  readonly slots: ExecutionSlots;
}

export const GRAPHQL_PATH = '/graphql';

/** Text of groups and other entities, from which answers are made anew where one source changed, beside whole answers. */
const KEPT_TEXT_SHARE = 0.25;

/** For Apollo Server, which would execute what is in it whatever the document gate says. */
const KEEPS_NOTHING = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };

/** Adds `/graphql` to the server. */
export async function addGraphql(server: FastifyInstance, options: GraphqlOptions): Promise<ApolloServer<HttpContext>> {
  const { schema, ports, log, limits, versions, metrics, answers, budgets, front, slots, telemetry } = options;
  const executor = createTextExecutor(schema, options.answerCacheBytes * KEPT_TEXT_SHARE, options.maxAnswerBytes);
  const execute = telemetry === undefined ? executor : traceExecutor(executor, telemetry);
  const charge = new QueryCharge({ schema, maxCost: options.maxCost, budgets });
  const measure = createMeasure(telemetry);
  const known = new KnownDocuments({ schema, execute, charge, measure });
  const apollo = new ApolloServer<HttpContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.maxTokens },
    // The schema is public; the time that suggestions take is not.
    hideSchemaDetailsFromClientErrors: true,
    // It would refuse GET without a header that no link, cache or browser sends. Nothing can be forged here: the graph has
    // no mutation and no credentials, and a POST must be of a type that a page of another origin may not send unasked.
    csrfPrevention: false,
    // Documents that clients name by their hash are looked up, and looked at, before: see `PersistedDocuments`.
    cache: KEEPS_NOTHING,
    documentStore: known.store,
    formatError: createErrorMask(log),
    stringifyResult,
    logger: toApolloLogger(options),
    stopOnTerminationSignals: false,
    plugins: [
      // It walks every answer to find cache hints, and this schema has none: freshness is in the data.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false, document: options.exampleQueries }),
      statusCodePlugin(),
      textExecutionPlugin(execute, known),
      ...(telemetry === undefined ? [] : [tracingPlugin(telemetry)]),
      queryCostPlugin(charge),
    ],
  });
  await apollo.start();
  // Fastify has let the requests in flight finish by then.
  server.addHook('onClose', () => apollo.stop());
  await server.register(async (scope) => {
    // Forms of other origins can send it without asking first.
    scope.removeContentTypeParser('text/plain');
    scope.setErrorHandler(createTransportErrorHandler(log));
    scope.addHook('preParsing', (request, _reply, payload, done) => {
      const body = front.bodyOf(request.raw);
      done(null, body === null ? payload : new BodyStream(body));
    });
    const { maxAnswerBytes } = options;
    const questions: QuestionOptions = {
      maker: new AnswerMaker({ apollo, known, ports, slots, versions, maxAnswerBytes }),
      gate: new DocumentGate(limits, measure),
      documents: new PersistedDocuments(options.trustedDocuments),
      answers,
      budgets,
      front,
      slots,
      metrics,
      clock: ports.clock,
      publicUrl: options.publicUrl,
    };
    scope.route({
      // The last three are for Apollo to refuse with 405.
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: GRAPHQL_PATH,
      config: { shedding: createQuestionShedding(questions) },
      handler: createQuestionHandler(questions),
    });
  });
  return apollo;
}

/** A body that was read already, for Fastify to read it. */
class BodyStream extends Readable {
  readonly #body: Buffer;

  constructor(body: Buffer) {
    super();
    this.#body = body;
  }

  override _read(): void {
    this.push(this.#body);
    this.push(null);
  }
}

function toApolloLogger({ log }: ServerOptions) {
  return {
    debug: (message: string) => log.debug({}, message),
    info: (message: string) => log.info({}, message),
    warn: (message: string) => log.warn({}, message),
    error: (message: string) => log.error({}, message),
  };
}
