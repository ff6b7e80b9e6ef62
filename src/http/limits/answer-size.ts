import { GraphQLError } from 'graphql';
import type { WrittenText } from '../../graph/execute/written-text.ts';

/**
 * The cost of a query bounds how many objects an answer holds, not how long their texts are.
 * @param body a response as JSON
 * @returns ANSWER_TOO_LARGE (400) where it is, for the field of the query that has most of it
 */
export function problemOfSize(body: WrittenText, maxBytes: number): GraphQLError | null {
  if (body.byteLength <= maxBytes) return null;
  return answerTooLarge(maxBytes, largestField(body.text));
}

/** @param field response name in the query, of which there should be less; null where there is no data */
export function answerTooLarge(maxBytes: number, field: string | null): GraphQLError {
  const advice = field === null ? '' : ` Ask for less in "${field}".`;
  return new GraphQLError(`The answer has more than the ${maxBytes} bytes that the gateway allows.${advice}`, {
    path: field === null ? null : [field],
    extensions: { code: 'ANSWER_TOO_LARGE', limit: maxBytes, http: { status: 400 } },
  });
}

function largestField(body: string): string | null {
  const { data } = JSON.parse(body) as { readonly data?: Readonly<Record<string, unknown>> | null };
  const sizes = Object.entries(data ?? {}).map(([name, value]) => ({ name, size: JSON.stringify(value).length }));
  return sizes.sort((a, b) => b.size - a.size)[0]?.name ?? null;
}
