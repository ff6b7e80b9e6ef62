/**
 * Documents that Apollo Server has parsed and validated, and whose answer was written as text. Asked again, such a
 * question goes straight to the executor; whatever is to be refused, or cannot be written as text, goes to Apollo Server.
 */
import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { TextExecutor } from '../graph/execute/text-executor.ts';
import type { WrittenText } from '../graph/execute/written-text.ts';
import type { HttpContext } from './http-context.ts';
import type { QueryCharge } from './query-charge.ts';
import type { Question } from './question.ts';

/** Characters of documents; parsed, they take some twenty times as much. */
const MAX_REMEMBERED_LENGTH = 1024 * 1024;
/** What the shortest takes beside that, in the same measure: its plan, and its place. */
const OVERHEAD = 200;

export class KnownDocuments {
  readonly #execute: TextExecutor;
  readonly #charge: QueryCharge;
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_document, text) => text.length + OVERHEAD,
  });

  constructor(execute: TextExecutor, charge: QueryCharge) {
    this.#execute = execute;
    this.#charge = charge;
  }

  /** @param document valid, and just answered as text */
  remember(text: string, document: DocumentNode): void {
    this.#documents.set(text, document);
  }

  /** @returns the JSON text of `data`; null where Apollo Server is to answer, and then nothing was taken twice */
  async answer(text: string, question: Question, contextValue: HttpContext): Promise<WrittenText | null> {
    const document = this.#documents.get(text);
    const operation = document && getOperationAST(document, question.operationName);
    if (document === undefined || operation?.operation !== OperationTypeNode.QUERY) return null;
    const variables = question.variables ?? {};
    const asked = { document, operation, variables };
    if (!this.#charge.canTake(asked, contextValue.client)) return null;
    this.#charge.take(asked, contextValue.client);
    const operationName = operation.name?.value ?? null;
    const data = await this.#execute({ document, operationName, variables, contextValue });
    // It fails now: until it does so no longer, trying would only take time.
    if (data === null) this.#documents.delete(text);
    return data;
  }
}
