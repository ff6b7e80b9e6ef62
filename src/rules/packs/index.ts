/** Rule packs that are shipped: `rules: cncf` in a registry names one, and a pack of one's own may extend one. */

export const shippedRulePacks: ReadonlyMap<string, URL> = new Map(
  ['cncf', 'kubernetes'].map((name) => [name, new URL(`./${name}.yaml`, import.meta.url)]),
);
