/** A question with its document at hand. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { ClientRequest } from '../client-request.ts';
import { preferredMediaType } from '../negotiate.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { type Asking, type Question, readQuestion } from './question.ts';

export type FullQuestion = Question & { readonly text: string; readonly isByHash: boolean };

/**
 * @returns null for what is malformed, unknown or a browser's first visit, which Apollo Server answers; an error where the
 *   hash is that of another document
 */
export function readFullQuestion(request: Asking, documents: PersistedDocuments): FullQuestion | GraphQLError | null {
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

function hashMismatch(): GraphQLError {
  return new GraphQLError('The hash is not the SHA-256 of the document.', {
    extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
  });
}

/** Everything that the bytes of an answer depend on, beside the sources. */
export function keyOf(request: Asking, { baseUrl }: ClientRequest, question: FullQuestion): string {
  const type = preferredMediaType(request.headers.accept);
  const variables = question.variables === null ? '' : JSON.stringify(question.variables);
  return `${baseUrl}\n${type}\n${question.operationName ?? ''}\n${variables}\n${question.text}`;
}
