/**
 * Documents that were parsed and found valid. A question goes straight from them to the executor; whatever is to be
 * refused, or cannot be written as text, goes to Apollo Server, which is lent the document.
 */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { TextExecutor } from '../../graph/execute/text-executor.ts';
import type { WrittenText } from '../../graph/execute/written-text.ts';
import type { HttpContext } from './http-context.ts';
import type { Measure } from './plugins/tracing.ts';
import type { QueryCharge } from './query-charge.ts';
import type { Question } from './question.ts';

/** Characters of documents; parsed and planned, wide ones take a hundred times as much, measured. */
const MAX_REMEMBERED_LENGTH = 256 * 1024;
/** What the shortest takes beside that, in the same measure: its plan, and its place. */
const OVERHEAD = 200;
/** Those that Apollo Server is about to ask for. */
const MAX_LENT = 100;
/** Of a SHA-256 in hexadecimal, with which the keys of Apollo Server end. */
const HASH_LENGTH = 64;

interface KnownDocument {
  readonly document: DocumentNode;
  /** Its latest answer was not written as text; until one is again, trying would only take time. */
  isFailing: boolean;
}

export interface KnownDocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly execute: TextExecutor;
  readonly charge: QueryCharge;
  readonly measure: Measure;
}

export class KnownDocuments {
  readonly #options: KnownDocumentsOptions;
  readonly #documents = new LRUCache<string, KnownDocument>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_document, text) => text.length + OVERHEAD,
  });
  /** By the SHA-256 of the text. */
  readonly #lent = new LRUCache<string, DocumentNode>({ max: MAX_LENT });

  constructor(options: KnownDocumentsOptions) {
    this.#options = options;
  }

  /** For Apollo Server, which neither parses nor validates what is in it. */
  get store() {
    return {
      get: async (key: string) => this.#lent.get(key.slice(-HASH_LENGTH)),
      set: async () => undefined,
      delete: async () => false,
    };
  }

  /** @param document valid, and just answered as text */
  remember(text: string, document: DocumentNode): void {
    this.#documents.set(text, { document, isFailing: false });
  }

  /**
   * @param parsed the document, where its text has just been parsed
   * @returns the JSON text of `data`; null where Apollo Server is to answer, and then nothing was taken twice
   */
  async answer(
    text: string,
    parsed: DocumentNode | null,
    question: Question,
    contextValue: HttpContext,
  ): Promise<WrittenText | null> {
    const known = this.#documents.get(text) ?? this.#learn(text, parsed);
    if (known === null) return null;
    const data = known.isFailing ? null : await this.#write(known, question, contextValue);
    if (data === null) this.#lent.set(createHash('sha256').update(text).digest('hex'), known.document);
    return data;
  }

  #learn(text: string, document: DocumentNode | null): KnownDocument | null {
    if (document === null) return null;
    const { schema, measure } = this.#options;
    // Apollo Server says what is wrong with it, and all of it.
    const errors = measure('graphql.validate', () => validate(schema, document, specifiedRules, { maxErrors: 1 }));
    if (errors.length > 0) return null;
    const learned = { document, isFailing: false };
    this.#documents.set(text, learned);
    return learned;
  }

  async #write(known: KnownDocument, question: Question, contextValue: HttpContext): Promise<WrittenText | null> {
    const { document } = known;
    const { charge, execute } = this.#options;
    const operation = getOperationAST(document, question.operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    const variables = question.variables ?? {};
    if (!charge.takeIfLeft({ document, operation, variables }, contextValue.client)) return null;
    const operationName = operation.name?.value ?? null;
    const data = await execute({ document, operationName, variables, contextValue });
    known.isFailing = data === null;
    return data;
  }
}
