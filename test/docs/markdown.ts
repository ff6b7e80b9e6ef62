/** What a Markdown document names: links, and the words of its code spans and code blocks. */
import { readFileSync } from 'node:fs';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The part of mdast that is looked at. */
interface MarkdownNode {
  readonly type: string;
  readonly url?: string | undefined;
  readonly value?: string | undefined;
  readonly lang?: string | null | undefined;
  readonly children?: readonly MarkdownNode[] | undefined;
}

export interface MarkdownDocument {
  readonly links: readonly string[];
  /** Code spans as they are, and the lines of shell blocks. */
  readonly code: readonly string[];
  /** Code blocks by language. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** Fragments under which GitHub shows the headings. */
  readonly anchors: ReadonlySet<string>;
  /** Rows of every table, each cell as text. */
  readonly rows: readonly (readonly string[])[];
}

const SHELLS = new Set(['sh', 'shell', 'bash', 'console']);

export function readMarkdown(file: string): MarkdownDocument {
  const tree: MarkdownNode = unified().use(remarkParse).use(remarkGfm).parse(readFileSync(file, 'utf8'));
  const nodes = [...walk(tree)];
  return {
    links: nodes.flatMap(({ type, url }) =>
      url !== undefined && ['link', 'image', 'definition'].includes(type) ? [url] : [],
    ),
    code: nodes.flatMap(({ type, lang, value = '' }) => {
      if (type === 'inlineCode') return [value];
      return type === 'code' && SHELLS.has(lang ?? '')
        ? value.split('\n').map((line) => line.replace(/\s#.*$/u, ''))
        : [];
    }),
    blocks: nodes
      .filter(({ type }) => type === 'code')
      .map(({ lang, value = '' }) => ({ language: lang ?? '', text: value })),
    anchors: new Set(nodes.filter(({ type }) => type === 'heading').map((node) => anchorOf(textOf(node)))),
    rows: nodes
      .filter(({ type }) => type === 'tableRow')
      .map(({ children = [] }) => children.map((cell) => textOf(cell))),
  };
}

function* walk(node: MarkdownNode): Generator<MarkdownNode> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/gu, '-');
}
