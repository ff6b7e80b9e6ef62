/** The manifest says to editors what the elements are; it must say what they really are. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../src/embeds/custom-elements.json' with { type: 'json' };
import * as embeds from '../../src/embeds/embed.ts';
import { styles } from '../../src/embeds/styles.ts';

const declarations = manifest.modules.flatMap((module) =>
  module.declarations.map((declaration) => ({ ...declaration, path: module.path })),
);
const classes = new Map(
  Object.values(embeds).map((element) => [element.name, { attributes: element.observedAttributes }]),
);

describe('custom-elements.json', () => {
  it('has every element', () => {
    expect(declarations.map(({ name }) => name).sort()).toEqual([...classes.keys()].sort());
  });

  it.each(declarations)('$tagName', ({ name, tagName, attributes, cssParts, path }) => {
    expect(customElements.get(tagName)?.name).toBe(name);
    expect(attributes.map((attribute) => attribute.name).sort()).toEqual(classes.get(name)?.attributes.toSorted());
    const source = readFileSync(path, 'utf8') + readFileSync('src/embeds/graph-element.ts', 'utf8');
    const parts = new Set([...source.matchAll(/ part="([a-z]+)"/gu)].map(([, part]) => part));
    expect(cssParts.map((part) => part.name).sort()).toEqual([...parts].sort());
  });

  it.each(declarations)('$tagName is documented whole', ({ tagName, cssParts, cssProperties, cssStates, events }) => {
    const rows = readFileSync('docs/embedding.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const name = tagName.replace('community-', '');
    const of = rows.filter(
      (row) => / \| all \| /u.test(row) || new RegExp(` \\| [a-z, ]*\\b${name}\\b[a-z, ]* \\| `, 'u').test(row),
    );
    const listed = new Set(of.flatMap((row) => [...row.matchAll(/`([^`]+)`/gu)].map(([, code]) => code)));
    const expected = [
      ...cssParts.map((part) => `::part(${part.name})`),
      ...cssProperties.map((property) => property.name),
      ...cssStates.map((state) => `:state(${state.name})`),
      ...events.map((event) => event.name),
    ];
    expect(expected.filter((one) => !listed.has(one))).toEqual([]);
  });

  it.each(declarations)('$tagName has the states that it names', ({ cssStates }) => {
    const source = readFileSync('src/embeds/graph-element.ts', 'utf8');
    const states = [...source.matchAll(/#setState\('([a-z]+)'/gu)].map(([, state]) => state);
    expect(cssStates.map(({ name }) => name)).toEqual(states);
  });

  it.each(declarations)('$tagName is themed by the properties that it names', ({ cssProperties }) => {
    const used = new Set(styles.cssText.match(/--community-graph-[a-z]+/gu));
    expect(new Set(cssProperties.map(({ name }) => name))).toEqual(used);
  });
});
