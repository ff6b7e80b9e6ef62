/** Markdown of records without its markup, made once: that takes longer than the rest of the record. */
import type { MaybePromise } from '../model/source.ts';
import type { RenderedMarkdown } from './markdown.ts';

const made = new WeakMap<object, RenderedMarkdown>();

/** @param record whose text it is, and which is never changed */
export function renderedMarkdown(record: object, markdown: string): MaybePromise<RenderedMarkdown> {
  return made.get(record) ?? render(record, markdown);
}

/** What reads Markdown is loaded where it is asked for. */
async function render(record: object, markdown: string): Promise<RenderedMarkdown> {
  const { renderMarkdown } = await import('./markdown.ts');
  const rendered = renderMarkdown(markdown);
  made.set(record, rendered);
  return rendered;
}
