/** The `data` of a response that is JSON text already; see `stringifyResult`. */
export class WrittenData {
  /** Apollo Server takes any object for `data`. */
  readonly [field: string]: unknown;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** @returns the response as JSON, for Apollo Server's `stringifyResult` */
export function stringifyResult(result: { readonly data?: unknown }): string {
  return result.data instanceof WrittenData ? responseOf(result.data.text) : `${JSON.stringify(result)}\n`;
}

/** @returns the response as JSON, whose `data` is the text */
export function responseOf(data: string): string {
  return `{"data":${data}}\n`;
}
