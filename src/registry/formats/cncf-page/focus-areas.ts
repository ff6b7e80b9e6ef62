/** Focus areas on a page: sections with items, or the items of one list. */
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { textScalar } from './inline.ts';
import { linesOfBlock } from './meetings.ts';
import type { Section } from './page.ts';

export function focusAreasOf(section: Section, problems: Problems): Template[] {
  const lists = section.blocks.flatMap((block) => (block.type === 'list' ? [block] : []));
  const own = lists.flatMap((list) =>
    linesOfBlock(list).map(({ label, text, spot }) =>
      locatedMap(spot, label === '' ? { title: text, items: [] } : { title: label, items: text === '' ? [] : [text] }),
    ),
  );
  return [...own, ...section.children.flatMap((child) => areasOf(child, problems))];
}

/** The area of a section, and after it those of the sections below. */
function areasOf(child: Section, problems: Problems): Template[] {
  const items = child.blocks.flatMap((block) => (block.type === 'list' ? linesOfBlock(block) : []));
  const prose = child.blocks.filter((block) => block.type === 'paragraph');
  if (items.length > 0 && prose.length > 0) {
    problems.add(
      'REGISTRY_UNKNOWN_KEY',
      child.spot,
      `The introduction of "${child.title}" has no counterpart in the graph; its items are served.`,
      { level: 'NOTE', hint: 'Nothing to do.' },
    );
  }
  const texts =
    items.length > 0
      ? items.map(({ label, text, spot }) => new LocatedScalar(spot, label === '' ? text : `${label}: ${text}`))
      : prose.map(textScalar);
  const area = locatedMap(child.spot, { title: new LocatedScalar(child.spot, child.title), items: texts });
  return [area, ...child.children.flatMap((below) => areasOf(below, problems))];
}
