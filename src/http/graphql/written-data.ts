/** Responses whose `data` is JSON text already. It goes past Apollo Server, which would make one string of it. */
import type { WrittenText } from '../../graph/execute/written-text.ts';

/** What Apollo Server is given for `data` that is written; the text itself is in `ClientRequest.written`. */
export const WRITTEN: Record<string, unknown> = {};
/** What it makes of that. */
export const WRITTEN_RESPONSE = 'written';

/** @returns the response as JSON, for Apollo Server's `stringifyResult` */
export function stringifyResult(result: { readonly data?: unknown }): string {
  return result.data === WRITTEN ? WRITTEN_RESPONSE : `${JSON.stringify(result)}\n`;
}

/** @returns the response as JSON, whose `data` is the text */
export function responseOf(data: WrittenText): WrittenText {
  return data.within('{"data":', '}\n');
}
