/** Lets expected errors through and hides the others: no stack, no upstream body, no secret leaves the process. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { catalogue } from '../../errors.ts';
import type { Logger } from '../../net/contract.ts';
import { withholdPrivate } from '../../privacy.ts';

const EXPECTED: ReadonlySet<string> = new Set([
  ...Object.values(ApolloServerErrorCode).filter((code) => code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR),
  ...Object.keys(catalogue),
]);

/** Characters between a name and its value, or an element of it, in which the name is looked for. */
const MAX_DISTANCE = 1000;

/** @returns the function for Apollo's `formatError`. */
export function createErrorMask(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && EXPECTED.has(code)) {
      const { stacktrace: _stack, ...extensions } = formatted.extensions ?? {};
      const value = badLiteral(error);
      return {
        ...formatted,
        message: withholdPrivate(value === null ? formatted.message : `Argument "${value}": ${formatted.message}`),
        extensions: value === null ? extensions : { ...extensions, code: 'BAD_USER_INPUT', argumentName: value },
      };
    }
    // Apollo Server refuses some requests without a code of their own.
    if (isRefusal(error)) {
      return { message: formatted.message, extensions: { code: ApolloServerErrorCode.BAD_REQUEST } };
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

function isRefusal(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError !== undefined) return false;
  const { status } = (error.extensions['http'] ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}

/**
 * A literal that its scalar refuses is found while the document is validated, and Apollo calls it a fault of the
 * document. For who wrote it, it is a bad argument like any other.
 * @returns the argument or input field that has the literal; null for any other error
 */
function badLiteral(error: unknown): string | null {
  if (!(error instanceof GraphQLError)) return null;
  const refused = error.originalError instanceof GraphQLError ? error.originalError : error;
  const location = refused.nodes?.[0]?.loc;
  if (refused.extensions['code'] !== 'BAD_USER_INPUT' || location === undefined) return null;
  const before = location.source.body.slice(Math.max(0, location.start - MAX_DISTANCE), location.start);
  return /(?<!\w)(\w+)\s*:\s*(?:\[[^\]]*)?$/u.exec(before)?.[1] ?? null;
}
