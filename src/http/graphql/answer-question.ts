/** The way of a GraphQL request: from finished bytes where the question was asked before, else executed. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Clock } from '../../clock.ts';
import type { ClientBudget } from '../../graph/context.ts';
import type { Answer, AnswerCache } from '../cache/answer-cache.ts';
import { PersonalAnswer } from '../cache/personal-answer.ts';
import { sendAnswer } from '../cache/send-answer.ts';
import { sendPersonal } from '../cache/send-personal.ts';
import type { ClientBudgets } from '../client-budget.ts';
import { type ClientRequest, toClientRequest } from '../client-request.ts';
import type { Front } from '../front/front.ts';
import type { DocumentGate } from '../limits/document-gate.ts';
import { type ExecutionSlots, OVERLOAD_RETRY_SECONDS } from '../limits/execution-slots.ts';
import type { Tally } from '../metrics/tally.ts';
import { JSON_TYPE, preferredMediaType } from '../negotiate.ts';
import type { Shedding } from '../shedding.ts';
import type { AnswerMaker, Made } from './answer-maker.ts';
import type { HttpAnswer } from './ask-apollo.ts';
import { type FullQuestion, keyOf, readFullQuestion } from './full-question.ts';
import type { PersistedDocuments } from './persisted-documents.ts';

export interface QuestionOptions {
  readonly maker: AnswerMaker;
  readonly gate: DocumentGate;
  readonly documents: PersistedDocuments;
  readonly answers: AnswerCache;
  readonly budgets: ClientBudgets;
  readonly front: Front;
  readonly slots: ExecutionSlots;
  readonly metrics: Tally;
  readonly clock: Clock;
  readonly publicUrl: string | undefined;
}

const OVERLOADED = JSON.stringify({
  errors: [{ message: 'The gateway is busy.', extensions: { code: 'OVERLOADED' } }],
});

/** @returns the handler of the GraphQL route */
export function createQuestionHandler(
  options: QuestionOptions,
): (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply> {
  const { answers, budgets, clock, documents, front, gate, maker, metrics, slots } = options;
  return (request, reply) => {
    const client = toClientRequest(request, options.publicUrl);
    const question = readFullQuestion(request, documents);
    if (question instanceof GraphQLError) return sendUncached(reply, maker.refuse(request, question));
    // What is malformed, unknown or a browser's first visit is Apollo's to answer.
    if (question === null) return sendUncached(reply, maker.leaveToApollo(request, client));
    const tooLarge = gate.problemOfVariables(question.variables);
    if (tooLarge !== null) return sendUncached(reply, maker.refuse(request, tooLarge));
    const key = keyOf(request, client, question);
    const { state, answer } = answers.find(key);
    if (state === 'NONE') return answerAnew(options, request, reply, client, question, key);
    if (state === 'STALE' && !answers.isMaking(key) && !slots.areTaken()) {
      void answers.make(key, () => maker.make(request, client, question, null)).catch(() => null);
    }
    metrics.countAnswer(state === 'FRESH' ? 'fresh' : 'stale');
    documents.remember(question);
    front.remember(request, reply, key);
    return send(request, reply, answer, () => budgets.tell(client.client), clock);
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
  const { answers, budgets, clock, documents, gate, maker, metrics, slots } = options;
  // Before anything is spent on it, or turning away would take the time that executing needs.
  if (slots.areTaken() && !answers.isMaking(key)) {
    metrics.countAnswer('shed');
    return sendOverloaded(request, reply);
  }
  const read = documents.problemOf(question.text) ?? gate.read(question.text);
  if (read instanceof GraphQLError) return sendUncached(reply, maker.refuse(request, read));
  documents.remember(question);
  let own: Made | null = null;
  const { answer } = await answers.make(key, async () => {
    own = await maker.make(request, client, question, read);
    return own;
  });
  metrics.countAnswer(answer === null ? 'uncached' : 'executed');
  if (answer !== null) {
    // Whoever waited for somebody else's execution has it from memory.
    return send(request, reply, answer, () => client.spent ?? budgets.tell(client.client), clock);
  }
  // Somebody else's answer that is not for others: a refusal, an error.
  const made: Made = own ?? (await maker.make(request, client, question, read));
  return sendUncached(reply, made.http);
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  budget: () => ClientBudget,
  clock: Clock,
): FastifyReply | Promise<FastifyReply> {
  if (answer instanceof PersonalAnswer) return sendPersonal(request, reply, answer, budget());
  return sendAnswer(request, reply, answer, clock.now());
}

async function sendUncached(reply: FastifyReply, answer: HttpAnswer | Promise<HttpAnswer>): Promise<FastifyReply> {
  const { status, headers, body } = await answer;
  for (const [name, value] of headers) reply.header(name, value);
  return reply.header('cache-control', 'no-store').code(status).send(body.toBytes());
}

function sendOverloaded(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .header('retry-after', OVERLOAD_RETRY_SECONDS)
    .header('cache-control', 'no-store')
    .header('content-type', preferredMediaType(request.headers.accept) ?? JSON_TYPE)
    .send(OVERLOADED);
}
