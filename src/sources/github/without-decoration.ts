/**
 * The words of an answer without what people put around them: `_N/A_`, `- none.`, `**TBD**`. An expression that starts
 * where no such character stands before looks at each run of them once, however long.
 */
export function withoutDecoration(text: string): string {
  return text.replace(/^[\s_*.-]+|(?<![\s_*.-])[\s_*.-]+$/gu, '');
}
