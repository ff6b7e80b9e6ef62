/** Answers that nobody has had yet: executed, and made fit to be kept and sent. */
import type { ApolloServer } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLError } from 'graphql';
import { createContext, type GraphPorts } from '../../graph/context.ts';
import { TextTooLong } from '../../graph/execute/text-too-long.ts';
import { WrittenText } from '../../graph/execute/written-text.ts';
import type { Making } from '../cache/answer-cache.ts';
import { BudgetTemplate } from '../cache/budget-template.ts';
import { FinishedAnswer } from '../cache/finished-answer.ts';
import { toLifetime } from '../cache/lifetime.ts';
import { PersonalAnswer } from '../cache/personal-answer.ts';
import type { SourceVersions } from '../cache/source-versions.ts';
import type { ClientRequest } from '../client-request.ts';
import { answerTooLarge, problemOfSize } from '../limits/answer-size.ts';
import type { ExecutionSlots } from '../limits/execution-slots.ts';
import { preferredMediaType } from '../negotiate.ts';
import { askApollo, type Given, type HttpAnswer } from './ask-apollo.ts';
import type { FullQuestion } from './full-question.ts';
import type { HttpContext } from './http-context.ts';
import type { KnownDocuments } from './known-documents.ts';
import { responseOf } from './written-data.ts';

export interface AnswerMakerOptions {
  readonly apollo: ApolloServer<HttpContext>;
  readonly known: KnownDocuments;
  readonly ports: GraphPorts;
  readonly slots: ExecutionSlots;
  readonly versions: SourceVersions;
  readonly maxAnswerBytes: number;
}

export interface Made extends Making {
  /** For the one who asked. */
  readonly http: HttpAnswer;
}

export class AnswerMaker {
  readonly #options: AnswerMakerOptions;

  constructor(options: AnswerMakerOptions) {
    this.#options = options;
  }

  /** @param parsed the document, where its text has just been parsed */
  async make(
    request: FastifyRequest,
    client: ClientRequest,
    question: FullQuestion,
    parsed: DocumentNode | null,
  ): Promise<Made> {
    try {
      return await this.#execute(request, client, question, parsed);
    } catch (error) {
      if (!(error instanceof TextTooLong)) throw error;
      return this.#refuseAnswer(request, answerTooLarge(this.#options.maxAnswerBytes, error.field));
    }
  }

  /** @returns the problem as Apollo Server tells it */
  refuse(request: FastifyRequest, problem: GraphQLError): Promise<HttpAnswer> {
    return askApollo(this.#options.apollo, request, 'WITHOUT_DOCUMENT', () => {
      throw problem;
    });
  }

  /** @returns what Apollo Server says of a request that is no question */
  leaveToApollo(request: FastifyRequest, client: ClientRequest): Promise<HttpAnswer> {
    return askApollo(this.#options.apollo, request, 'WITHOUT_DOCUMENT', () => this.#contextOf(client));
  }

  async #execute(
    request: FastifyRequest,
    client: ClientRequest,
    question: FullQuestion,
    parsed: DocumentNode | null,
  ): Promise<Made> {
    const { apollo, ports, slots, versions, maxAnswerBytes } = this.#options;
    const epoch = versions.epoch();
    const context = this.#contextOf(client);
    const http = await slots.run(
      async () =>
        (await this.#askDirectly(request, question, parsed, context)) ??
        (await askApollo(apollo, request, givenOf(question), () => context)),
    );
    const tooLarge = problemOfSize(http.body, maxAnswerBytes);
    if (tooLarge !== null) return this.#refuseAnswer(request, tooLarge);
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

  /** @returns what {@link askApollo} does; null where only Apollo Server can say */
  async #askDirectly(
    { headers }: FastifyRequest,
    question: FullQuestion,
    parsed: DocumentNode | null,
    context: HttpContext,
  ): Promise<HttpAnswer | null> {
    const type = preferredMediaType(headers.accept);
    if (type === null || type === 'text/html') return null;
    const data = await this.#options.known.answer(question.text, parsed, question, context);
    if (data === null) return null;
    return { status: 200, headers: new Map([['content-type', type]]), body: responseOf(data), isWhole: true };
  }

  async #refuseAnswer(request: FastifyRequest, problem: GraphQLError): Promise<Made> {
    return { http: await this.refuse(request, problem), answer: null, isLasting: false };
  }

  #contextOf(client: ClientRequest): HttpContext {
    return Object.assign(createContext(this.#options.ports, client), { client });
  }
}

function fillIn(http: HttpAnswer, template: BudgetTemplate | null, { spent }: ClientRequest): HttpAnswer {
  return template === null || spent === null ? http : { ...http, body: new WrittenText([template.fill(spent)]) };
}

/** What a hash stands for is not in the request. */
function givenOf({ text, operationName, variables, isByHash }: FullQuestion): Given {
  return isByHash ? { body: { query: text, operationName, variables } } : 'AS_SENT';
}
