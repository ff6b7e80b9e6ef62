/** Markdown from outside: as HTML that is safe in any page, and as words. */
import type { Nodes } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

const writer = unified()
  // Raw HTML of the source is dropped, what Markdown makes is kept to GitHub's allow list.
  .use(remarkRehype)
  .use(rehypeSanitize)
  .use(rehypeStringify)
  .freeze();

export interface RenderedMarkdown {
  /** Sanitised; relative links and raw HTML are not kept as markup. */
  readonly html: string;
  /** Without markup, each block on a line of its own. */
  readonly text: string;
}

export function renderMarkdown(markdown: string): RenderedMarkdown {
  const tree = parser.parse(markdown);
  return { html: writer.stringify(writer.runSync(tree)), text: linesOf(tree).join('\n') };
}

/** @returns the words of each block that holds no other. */
function linesOf(node: Nodes): readonly string[] {
  switch (node.type) {
    case 'root':
    case 'blockquote':
    case 'list':
    case 'listItem':
    case 'table':
      return node.children.flatMap(linesOf);
    case 'tableRow':
      return [node.children.map((cell) => lineOf(cell)).join(' · ')];
    case 'definition':
    case 'footnoteDefinition':
    case 'html':
    case 'thematicBreak':
      return [];
    default:
      return [lineOf(node)].filter((line) => line !== '');
  }
}

function lineOf(node: Nodes): string {
  return wordsOf(node, { includeHtml: false }).replace(/\s+/gu, ' ').trim();
}
