/** The way of a GraphQL request: from finished bytes where the question was asked before, else through Apollo Server. */
import type { ApolloServer } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError } from 'graphql';
import { createContext, type GraphPorts } from '../graph/context.ts';
import { TextTooLong } from '../graph/execute/text-too-long.ts';
import { WrittenText } from '../graph/execute/written-text.ts';
import { askApollo, type Given, type HttpAnswer } from './ask-apollo.ts';
import type { AnswerCache, Making } from './cache/answer-cache.ts';
import { BudgetTemplate } from './cache/budget-template.ts';
import { FinishedAnswer } from './cache/finished-answer.ts';
import { toLifetime } from './cache/lifetime.ts';
import { PersonalAnswer } from './cache/personal-answer.ts';
import { sendAnswer } from './cache/send-answer.ts';
import { sendPersonal } from './cache/send-personal.ts';
import type { SourceVersions } from './cache/source-versions.ts';
import type { ClientBudgets } from './client-budget.ts';
import { type ClientRequest, toClientRequest } from './client-request.ts';
import type { Front } from './front/front.ts';
import type { HttpContext } from './http-context.ts';
import type { KnownDocuments } from './known-documents.ts';
import { answerTooLarge, problemOfSize } from './limits/answer-size.ts';
import type { DocumentGate } from './limits/document-gate.ts';
import { type ExecutionSlots, OVERLOAD_RETRY_SECONDS } from './limits/execution-slots.ts';

import { JSON_TYPE, preferredMediaType } from './negotiate.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { type Asking, type Question, readQuestion } from './question.ts';
import type { Shedding } from './shedding.ts';
import type { Tally } from './tally.ts';
import { responseOf } from './written-data.ts';

export interface QuestionOptions {
  readonly apollo: ApolloServer<HttpContext>;
  readonly known: KnownDocuments;
  readonly ports: GraphPorts;
  readonly gate: DocumentGate;
  readonly documents: PersistedDocuments;
  readonly answers: AnswerCache;
  readonly budgets: ClientBudgets;
  readonly front: Front;
  readonly versions: SourceVersions;
  readonly slots: ExecutionSlots;
  readonly metrics: Tally;
  readonly maxAnswerBytes: number;
  readonly publicUrl: string | undefined;
}

const OVERLOADED = JSON.stringify({
  errors: [{ message: 'The gateway is busy.', extensions: { code: 'OVERLOADED' } }],
});

/** A question with its document at hand. */
type FullQuestion = Question & { readonly text: string; readonly isByHash: boolean };

/** @returns the handler of the GraphQL route */
export function createQuestionHandler(
  options: QuestionOptions,
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply> {
  const { answers, budgets, documents, gate, metrics, ports } = options;
  return (request, reply) => {
    const client = toClientRequest(request, options.publicUrl);
    const question = readFullQuestion(request, documents);
    if (question instanceof GraphQLError) return sendUncached(reply, refuse(options, request, question));
    // What is malformed, unknown or a browser's first visit is Apollo's to answer.
    if (question === null) {
      const answer = askApollo(options.apollo, request, 'WITHOUT_DOCUMENT', () => contextOf(ports, client));
      return sendUncached(reply, answer);
    }
    const tooLarge = gate.problemOfVariables(question.variables);
    if (tooLarge !== null) return sendUncached(reply, refuse(options, request, tooLarge));
    const key = keyOf(request, client, question);
    const { state, answer } = answers.find(key);
    if (state === 'NONE') return answerAnew(options, request, reply, client, question, key);
    if (state === 'STALE' && !answers.isMaking(key) && !options.slots.areTaken()) {
      void answers.make(key, () => makeAnswer(options, request, client, question, null)).catch(() => null);
    }
    metrics.countAnswer(state === 'FRESH' ? 'fresh' : 'stale');
    documents.remember(question);
    options.front.remember(request, reply, key);
    if (answer instanceof PersonalAnswer) return sendPersonal(request, reply, answer, budgets.tell(client.client));
    return sendAnswer(request, reply, answer, ports.clock.now());
  };
}

/** @returns what is turned away before Fastify has read it, in the front's reading: all that has to be executed */
export function createQuestionShedding(options: QuestionOptions): Shedding {
  const { answers, documents, front, metrics, publicUrl } = options;
  return {
    mustExecute(request) {
      const { method, url, headers } = request;
      const body = method === 'POST' ? parseOrNull(front.bodyOf(request.raw)) : null;
      const question = readFullQuestion({ method, url, headers, body }, documents);
      if (question === null || question instanceof GraphQLError) return false;
      const key = keyOf(request, toClientRequest(request, publicUrl), question);
      return answers.find(key).state === 'NONE' && !answers.isMaking(key);
    },
    turnAway(request, reply) {
      metrics.countAnswer('shed');
      return sendOverloaded(request, reply);
    },
  };
}

/** @returns null for what was not read, or is not JSON: Fastify says what is wrong with it */
function parseOrNull(body: Buffer | null): unknown {
  try {
    return body === null ? null : JSON.parse(body.toString());
  } catch {
    return null;
  }
}

async function answerAnew(
  options: QuestionOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  client: ClientRequest,
  question: FullQuestion,
  key: string,
): Promise<FastifyReply> {
  const { answers, budgets, documents, gate, metrics, ports, slots } = options;
  // Before anything is spent on it, or turning away would take the time that executing needs.
  if (slots.areTaken() && !answers.isMaking(key)) {
    metrics.countAnswer('shed');
    return sendOverloaded(request, reply);
  }
  const read = documents.problemOf(question.text) ?? gate.read(question.text);
  if (read instanceof GraphQLError) return sendUncached(reply, refuse(options, request, read));
  documents.remember(question);
  let own: Made | null = null;
  const { answer } = await answers.make(key, async () => {
    own = await makeAnswer(options, request, client, question, read);
    return own;
  });
  metrics.countAnswer(answer === null ? 'uncached' : 'executed');
  if (answer !== null) {
    // Whoever waited for somebody else's execution has it from memory.
    const budget = client.spent ?? budgets.tell(client.client);
    if (answer instanceof PersonalAnswer) return sendPersonal(request, reply, answer, budget);
    return sendAnswer(request, reply, answer, ports.clock.now());
  }
  // Somebody else's answer that is not for others: a refusal, an error.
  const made: Made = own ?? (await makeAnswer(options, request, client, question, read));
  return sendUncached(reply, made.http);
}

interface Made extends Making {
  readonly http: HttpAnswer;
}

async function makeAnswer(
  ...asked: readonly [QuestionOptions, FastifyRequest, ClientRequest, FullQuestion, DocumentNode | null]
): Promise<Made> {
  try {
    return await execute(...asked);
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error;
    const [options, request] = asked;
    return refuseAnswer(options, request, answerTooLarge(options.maxAnswerBytes, error.field));
  }
}

async function refuseAnswer(options: QuestionOptions, request: FastifyRequest, problem: GraphQLError): Promise<Made> {
  return { http: await refuse(options, request, problem), answer: null, isLasting: false };
}

async function execute(
  options: QuestionOptions,
  request: FastifyRequest,
  client: ClientRequest,
  question: FullQuestion,
  parsed: DocumentNode | null,
): Promise<Made> {
  const { apollo, known, ports, slots, versions } = options;
  const epoch = versions.epoch();
  const context = contextOf(ports, client);
  const http = await slots.run(
    async () =>
      (await askDirectly(known, request, question, parsed, context)) ??
      (await askApollo(apollo, request, givenOf(question), () => context)),
  );
  const tooLarge = problemOfSize(http.body, options.maxAnswerBytes);
  if (tooLarge !== null) return refuseAnswer(options, request, tooLarge);
  const { validity } = context;
  const template = validity.isPersonal ? new BudgetTemplate(http.body.text) : null;
  if (!http.isWhole) return { http: fillIn(http, template, client), answer: null, isLasting: false };
  const type = http.headers.get('content-type') ?? '';
  const lifetime = toLifetime(validity, versions, ports.clock.now());
  const answer =
    template === null
      ? new FinishedAnswer(http.body, type, lifetime, epoch)
      : new PersonalAnswer(template, type, lifetime, epoch);
  // What changed while the answer was made may have changed after it was read.
  return { http, answer, isLasting: versions.epoch() === epoch };
}

function fillIn(http: HttpAnswer, template: BudgetTemplate | null, { spent }: ClientRequest): HttpAnswer {
  return template === null || spent === null ? http : { ...http, body: new WrittenText([template.fill(spent)]) };
}

/** What a hash stands for is not in the request. */
function givenOf({ text, operationName, variables, isByHash }: FullQuestion): Given {
  return isByHash ? { body: { query: text, operationName, variables } } : 'AS_SENT';
}

/** @returns what {@link askApollo} does; null where only Apollo Server can say */
async function askDirectly(
  known: KnownDocuments,
  { headers }: FastifyRequest,
  question: FullQuestion,
  parsed: DocumentNode | null,
  context: HttpContext,
): Promise<HttpAnswer | null> {
  const type = preferredMediaType(headers.accept);
  if (type === null || type === 'text/html') return null;
  const data = await known.answer(question.text, parsed, question, context);
  if (data === null) return null;
  return { status: 200, headers: new Map([['content-type', type]]), body: responseOf(data), isWhole: true };
}

function refuse({ apollo }: QuestionOptions, request: FastifyRequest, problem: GraphQLError): Promise<HttpAnswer> {
  return askApollo(apollo, request, 'WITHOUT_DOCUMENT', () => {
    throw problem;
  });
}

async function sendUncached(reply: FastifyReply, answer: HttpAnswer | Promise<HttpAnswer>): Promise<FastifyReply> {
  const { status, headers, body } = await answer;
  for (const [name, value] of headers) reply.header(name, value);
  return reply.header('cache-control', 'no-store').code(status).send(body.toBytes());
}

function contextOf(ports: GraphPorts, client: ClientRequest): HttpContext {
  return Object.assign(createContext(ports, client), { client });
}

function readFullQuestion(request: Asking, documents: PersistedDocuments): FullQuestion | GraphQLError | null {
  const type = preferredMediaType(request.headers.accept);
  const isPost = request.method === 'POST';
  if (type === null || (type === 'text/html' && !isPost) || (!isPost && hasOtherContent(request))) return null;
  const question = readQuestion(request);
  if (question === null) return null;
  const text = documents.textOf(question);
  if (text !== null) return { ...question, text, isByHash: question.text === null };
  return question.text === null ? null : hashMismatch();
}

/** Apollo Server refuses a question in the address that says to have content of another type. */
function hasOtherContent({ headers }: Asking): boolean {
  const type = headers['content-type'];
  return type !== undefined && !/^\s*application\/json\s*(?:;|$)/iu.test(type);
}

function sendOverloaded(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .header('retry-after', OVERLOAD_RETRY_SECONDS)
    .header('cache-control', 'no-store')
    .header('content-type', preferredMediaType(request.headers.accept) ?? JSON_TYPE)
    .send(OVERLOADED);
}

function hashMismatch(): GraphQLError {
  return new GraphQLError('The hash is not the SHA-256 of the document.', {
    extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
  });
}

/** Everything that the bytes of an answer depend on, beside the sources. */
function keyOf(request: FastifyRequest, { baseUrl }: ClientRequest, question: FullQuestion): string {
  const type = preferredMediaType(request.headers.accept);
  const variables = question.variables === null ? '' : JSON.stringify(question.variables);
  return `${baseUrl}\n${type}\n${question.operationName ?? ''}\n${variables}\n${question.text}`;
}
