import { GraphQLError } from 'graphql';

/** @returns the error of an argument that cannot be accepted; the message names the argument. */
export function badUserInput(argument: string, problem: string): GraphQLError {
  return new GraphQLError(`Argument "${argument}" ${problem}`, {
    extensions: { code: 'BAD_USER_INPUT', argumentName: argument },
  });
}
