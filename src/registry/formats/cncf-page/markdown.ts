/** Parts of a page as Markdown that stands by itself. */
import type { Block, Page, Section } from './page.ts';

/** @param base against which relative links are resolved; null: their text alone is kept */
export function markdownOf(blocks: readonly Block[], page: Page, base: string | null): string {
  return blocks
    .map((block) => absolute(page.source(block), base))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** @returns the section with its heading and those below it. */
export function sectionMarkdown(section: Section, page: Page, base: string | null): string {
  const children = section.children.map((child) => sectionMarkdown(child, page, base));
  return [
    `${'#'.repeat(Math.min(6, section.depth + 1))} ${section.title}`,
    markdownOf(section.blocks, page, base),
    ...children,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function absolute(markdown: string, base: string | null): string {
  return markdown.replace(
    /\[([^\][]*)\]\((?!https?:|mailto:)([^)\s[\]]+)\)/giu,
    (_all, text: string, target: string) => {
      const url = base === null ? null : URL.parse(target, base);
      if (url === null) return text;
      url.pathname = url.pathname.replace(/\/_?index\.mdx?$/u, '/').replace(/\.mdx?$/u, '');
      return `[${text}](${url.href})`;
    },
  );
}
