/** Text, links and labels inside the blocks of a page. */
import type { Link, ListItem, Nodes, Paragraph, PhrasingContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { LocatedScalar } from '../../document/located.ts';
import type { Spot } from '../../problems.ts';

/** A link with its text, and the label that stands before it. */
export interface PageLink {
  readonly url: LocatedScalar;
  readonly text: string;
}

/** `**Calendar**: [View](…)` is a line with the label `Calendar`. */
export interface LabelledLine {
  /** Empty where there is none. */
  readonly label: string;
  /** Text after the label. */
  readonly text: string;
  /** Text after the label, without that of links. */
  readonly bare: string;
  readonly links: readonly PageLink[];
  readonly nodes: readonly PhrasingContent[];
  readonly spot: Spot;
}

/** @returns where the node begins. */
export function spotOf(node: Nodes): Spot {
  const start = node.position?.start;
  return { path: '', line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** @returns the text without markup, in one line. */
export function textOf(node: Nodes | readonly Nodes[]): string {
  const parts = Array.isArray(node) ? (node as readonly Nodes[]) : [node as Nodes];
  return parts
    .map((part) => plainText(part, { includeImageAlt: false, includeHtml: false }))
    .join('')
    .replace(/\s+/gu, ' ');
}

/** @returns all links below the nodes, in order. */
export function linksOf(nodes: readonly Nodes[]): PageLink[] {
  return nodes.flatMap((node): PageLink[] => {
    if (node.type === 'link') return [toLink(node)];
    return 'children' in node ? linksOf(node.children as readonly Nodes[]) : [];
  });
}

/** @returns the lines of a paragraph, which end at hard breaks, and of the items of a list. */
export function linesOf(block: Paragraph | ListItem): LabelledLine[] {
  if (block.type === 'listItem')
    return block.children.flatMap((child) => (child.type === 'paragraph' ? linesOf(child) : []));
  const lines: PhrasingContent[][] = [[]];
  for (const [index, node] of block.children.entries()) {
    if (node.type === 'break') {
      lines.push([]);
      continue;
    }
    lines.at(-1)?.push(node);
    // A label at the beginning of a line begins a line of its own, even without a hard break.
    const isEndOfLine = node.type === 'text' && /\n\s*$/u.test(node.value);
    if (isEndOfLine && block.children[index + 1]?.type === 'strong') lines.push([]);
  }
  return lines
    .filter((nodes) => textOf(nodes).trim() !== '')
    .map((nodes) => labelled(nodes, spotOf(nodes[0] ?? block)));
}

function labelled(nodes: readonly PhrasingContent[], spot: Spot): LabelledLine {
  const [first, second, ...others] = nodes;
  const bold = first?.type === 'strong' ? textOf(first).trim() : null;
  if (bold?.endsWith(':') === true) return line(bold.slice(0, -1), nodes.slice(1), spot);
  if (bold !== null && second === undefined) return line(bold, [], spot);
  if (bold !== null && second?.type === 'text' && /^\s*[:：–—-]/u.test(second.value)) {
    const rest: PhrasingContent = { ...second, value: second.value.replace(/^\s*[:：–—-]+\s*/u, '') };
    // A bold link is both: the label, and where it leads.
    const kept = first?.type === 'strong' ? linksOf(first.children) : [];
    return line(bold, [rest, ...others], spot, kept);
  }
  const [, label, rest] =
    first?.type === 'text' ? (/^([\p{L}][\p{L} ()/-]{1,40}):\s+([\s\S]*)$/u.exec(first.value) ?? []) : [];
  if (label !== undefined && first?.type === 'text')
    return line(label, [{ ...first, value: rest ?? '' }, ...nodes.slice(1)], spot);
  return line('', nodes, spot);
}

function line(
  label: string,
  nodes: readonly PhrasingContent[],
  spot: Spot,
  more: readonly PageLink[] = [],
): LabelledLine {
  const bare = nodes.filter((node) => node.type !== 'link');
  return {
    label: label.trim(),
    text: textOf(nodes).trim(),
    bare: textOf(bare).trim(),
    links: [...more, ...linksOf(nodes)],
    nodes,
    spot,
  };
}

function toLink(node: Link): PageLink {
  return { url: new LocatedScalar(spotOf(node), node.url), text: textOf(node).trim() };
}

/** @returns the text of a block at its place. */
export function textScalar(block: Nodes): LocatedScalar {
  return new LocatedScalar(spotOf(block), textOf(block).trim());
}
