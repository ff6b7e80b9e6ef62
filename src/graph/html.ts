/** Markdown from outside as HTML that is safe in any page. */
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  // Raw HTML of the source is dropped, what Markdown makes is kept to GitHub's allow list.
  .use(remarkRehype)
  .use(rehypeSanitize)
  .use(rehypeStringify)
  .freeze();

/** @returns sanitised HTML; relative links and raw HTML are not kept as markup. */
export function markdownToHtml(markdown: string): string {
  return String(processor.processSync(markdown));
}
