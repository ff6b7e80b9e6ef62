/** Regular expressions of a registry run over text from outside, so those that may take exponential time are refused. */
import safeRegex from 'safe-regex2';

/** @returns why the pattern is not accepted, as a sentence; null where it is. */
export function badExpression(pattern: string): string | null {
  try {
    new RegExp(pattern, 'iu');
  } catch (error) {
    return `The expression is not valid: ${error instanceof Error ? error.message : 'unknown reason'}.`;
  }
  return safeRegex(pattern) ? null : 'The expression nests repetitions and may take exponential time.';
}
