/** Lets expected errors through and hides the others: no stack, no upstream body, no secret leaves the process. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { catalogue } from '../errors.ts';
import type { Logger } from '../net/contract.ts';
import { withholdPrivate } from '../privacy.ts';

const EXPECTED: ReadonlySet<string> = new Set([
  ...Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
  ...Object.keys(catalogue),
]);

/** @returns the function for Apollo's `formatError`. */
export function createErrorMask(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && EXPECTED.has(code)) {
      const { stacktrace: _stack, ...extensions } = formatted.extensions ?? {};
      return { ...formatted, message: withholdPrivate(formatted.message), extensions };
    }
    const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ err: original, path: formatted.path }, 'A resolver failed unexpectedly');
    return {
      message: 'Unexpected error.',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR },
    };
  };
}
