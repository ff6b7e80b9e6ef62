/** A Markdown page as front matter and a tree of sections, with the places of everything. */
import type { Html, List, Nodes, Paragraph, Root, RootContent, Table } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Located, LocatedMap, LocatedScalar } from '../../document/located.ts';
import { parseYaml } from '../../document/parse-yaml.ts';
import type { Problems, Spot } from '../../problems.ts';
import { spotOf, textOf } from './inline.ts';

export type Block = Paragraph | List | Table;

export interface Section {
  /** Text of the heading; empty for what stands before the first one. */
  readonly title: string;
  readonly spot: Spot;
  readonly depth: number;
  readonly blocks: Block[];
  readonly children: Section[];
}

export interface Page {
  readonly frontMatter: LocatedMap | null;
  /** What stands before the first heading, and under the title. */
  readonly lead: Section;
  /** Sections of the first level below the title. */
  readonly sections: readonly Section[];
  /** The first heading, where it is the title of the page. */
  readonly title: LocatedScalar | null;
  /** Markdown of a block as it is written. */
  readonly source: (block: Nodes) => string;
}

/** Characters; pages have some tens of thousands. */
const MAX_LENGTH = 2_000_000;
/** Levels of quotes or lists; the parser recurses. */
const MAX_NESTING = /^(?:[ \t]*[>*+-]){60}/mu;
const SHORTCODE = /\{\{[<%][^{}]*[>%]\}\}/gu;

/** @returns the page; null where it is too large to be one. Markdown has no syntax errors. */
export function parsePage(text: string, problems: Problems): Page | null {
  const start: Spot = { path: '', line: 1, column: 1 };
  if (text.length > MAX_LENGTH || MAX_NESTING.test(text)) {
    problems.add('REGISTRY_SYNTAX', start, 'The page is too large or nested too deeply to be read.');
    return null;
  }
  const root = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']).parse(text) as Root;
  const lead: Section = { title: '', spot: start, depth: 0, blocks: [], children: [] };
  const path: Section[] = [lead];
  for (const node of root.children) {
    if (node.type === 'heading') {
      const section: Section = {
        title: headingText(node),
        spot: spotOf(node),
        depth: node.depth,
        blocks: [],
        children: [],
      };
      while ((path.at(-1)?.depth ?? 0) >= section.depth) path.pop();
      path.at(-1)?.children.push(section);
      path.push(section);
    } else path.at(-1)?.blocks.push(...blocksOf(node));
  }
  return { frontMatter: frontMatterOf(root, problems), ...titled(lead), source: (block) => sourceOf(block, text) };
}

/** A first heading of the highest level is the title; its text and sections are those of the page. */
function titled(lead: Section): Pick<Page, 'lead' | 'sections' | 'title'> {
  const [first, ...others] = lead.children;
  if (first === undefined || first.depth !== 1) {
    return { lead: { ...lead, children: [] }, sections: lead.children, title: null };
  }
  return {
    lead: { ...first, blocks: [...lead.blocks, ...first.blocks], children: [] },
    // A page may begin with sections of a lower level than its title.
    sections: [...first.children, ...others],
    title: new LocatedScalar(first.spot, first.title),
  };
}

/** Paragraphs, lists and tables; what stands in quotes, HTML and admonitions counts as if it stood by itself. */
function blocksOf(node: RootContent): Block[] {
  switch (node.type) {
    case 'paragraph':
      return isCode(node) ? [] : withoutMarker(node);
    case 'list':
    case 'table':
      return [node];
    case 'blockquote':
      return node.children.flatMap((child) => blocksOf(child));
    case 'html':
      return htmlParagraphs(node);
    default:
      return [];
  }
}

/** The text of a heading, without the anchor that site generators read: `Chairs {#chairs}`. */
function headingText(heading: Nodes): string {
  return textOf(heading)
    .replace(/\s*\{#[\w-]+\}\s*$/u, '')
    .trim();
}

/** Imports of MDX and shortcodes of Hugo are no prose. */
function isCode(paragraph: Paragraph): boolean {
  const text = textOf(paragraph).trim();
  return (
    /^import\s.+\bfrom\s*['"]/u.test(text) ||
    /^export\s+(?:const|default)\b/u.test(text) ||
    (text.startsWith('{{') && text.replace(SHORTCODE, '').trim() === '')
  );
}

/** `:::tip Title` and `:::` mark admonitions; a title stays as text. */
function withoutMarker(paragraph: Paragraph): Block[] {
  const [first] = paragraph.children;
  if (first?.type !== 'text' || !first.value.startsWith(':::')) return [paragraph];
  const rest = first.value
    .split('\n')
    .filter((line) => !line.startsWith(':::'))
    .join('\n');
  const children =
    rest.trim() === '' ? paragraph.children.slice(1) : [{ ...first, value: rest }, ...paragraph.children.slice(1)];
  return children.length === 0 ? [] : [{ ...paragraph, children }];
}

/** The text of an HTML block, without tags, scripts and images. */
function htmlParagraphs(node: Html): Block[] {
  const text = node.value
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, ' ')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/giu, ' ')
    .replace(/<[^>]*(?:>|$)/gu, ' ')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&amp;/gu, '&')
    .replace(/\s+/gu, ' ')
    .trim();
  if (text === '') return [];
  return [
    {
      type: 'paragraph',
      children: [{ type: 'text', value: text }],
      ...(node.position === undefined ? {} : { position: node.position }),
    },
  ];
}

function frontMatterOf(root: Root, problems: Problems): LocatedMap | null {
  const [first] = root.children;
  if (first?.type !== 'yaml') return null;
  // A line above, so that the lines are those of the page.
  const tree: Located | null = parseYaml(`\n${first.value}`, problems);
  return tree instanceof LocatedMap ? tree : null;
}

function sourceOf(block: Nodes, text: string): string {
  const { start, end } = block.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return textOf(block);
  const source = text.slice(start.offset, end.offset);
  return /^\s*</u.test(source) || source.startsWith(':::')
    ? textOf(block)
    : source.replace(/\n {0,3}:::.*$/u, '').trim();
}
