/** Markdown of records as HTML, made once: that takes longer than the rest of the record. */
import type { MaybePromise } from '../model/source.ts';

const made = new WeakMap<object, string>();

/** @param record whose text it is, and which is never changed @returns sanitised HTML */
export function renderedMarkdown(record: object, markdown: string): MaybePromise<string> {
  return made.get(record) ?? render(record, markdown);
}

/** What reads Markdown is loaded where it is asked for. */
async function render(record: object, markdown: string): Promise<string> {
  const { markdownToHtml } = await import('./html.ts');
  const html = markdownToHtml(markdown);
  made.set(record, html);
  return html;
}
