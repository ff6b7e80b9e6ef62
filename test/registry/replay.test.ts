/**
 * The history of a tags.yaml, version after version, as a community writes it: keys move and change their spelling, people
 * come and go, placeholders appear, and some versions do not parse.
 */
import { expect, it } from 'vitest';
import { LiveRegistry } from '../../src/registry/live-registry.ts';
import { loadText } from './load-files.ts';

interface Version {
  readonly text: string;
  /** Each group with its leads, as a reader of the file finds them; absent: the version cannot be read. */
  readonly leads?: Readonly<Record<string, readonly string[]>>;
}

const HISTORY: readonly Version[] = [
  {
    text: `tags:
  - name: Harbour
    dir: tag-harbour
    objective: covers quays
    leadership: { chairs: [{ github: ada, name: Ada L }], tech_leads: [{ github: bo }] }
    working_groups: [{ name: Working Group Ropes, leads: [{ github: cy }] }]
`,
    leads: { 'tag-harbour': ['ada', 'bo'], 'working-group-ropes': ['cy'] },
  },
  { text: 'tags:\n  - name: Harbour\n   dir: tag-harbour\n' },
  {
    text: `tags:
  - dir: tag-harbour
    name: TAG Harbour
    mission_statement: Foo-Baz-Bar
    leadership: { Chairs: [{ GitHub: ada, term: { start: "2025-07-01", end: "2027-06-30" } }], "Tech Leads": [{ github: bo }] }
    contact: { toc_liaison: { github: dee, name: Dee } }
    leadership: { subproject_leads: [{ github: foo, name: Foo Baz Bar }] }
`,
    leads: { 'tag-harbour': ['ada', 'bo', 'dee'] },
  },
  {
    text: `tags:
  - dir: tag-harbour
    name: TAG Harbour
    leadership:
      chairs: [{ github: ada, name: Ada L }, { github: eve, name: Eve }]
      subproject_leads: [{ github: cy, name: Cy }]
    contact: { toc_liaison: [{ github: dee }, { github: "", name: Fay }] }
    tag_subprojects: [{ dir: ropes, name: Ropes }]
toc_subprojects:
  - { dir: pilots, name: Pilots SubProject, leadership: { chairs: [{ github: gus }] } }
`,
    leads: { 'tag-harbour': ['ada', 'eve', 'dee', 'Fay'], ropes: ['cy'], pilots: ['gus'] },
  },
  { text: '' },
  {
    text: `tags:
  - dir: tag-harbour
    name: TAG Harbour
    leadership: { chairs: [{ github: eve, name: Eve }], emeritus: [{ github: ada }] }
    tag_subprojects: [{ dir: ropes, name: Ropes, leadership: { subproject_leads: [{ github: cy }] } }]
toc_subprojects: [{ dir: pilots, name: Pilots SubProject, leads: [{ github: gus }] }]
`,
    leads: { 'tag-harbour': ['eve', 'ada'], ropes: ['cy'], pilots: ['gus'] },
  },
];

it('replays without losing a group or a lead; what cannot be read leaves the last good version', async () => {
  let text = HISTORY[0]?.text ?? '';
  const registry = await LiveRegistry.open({
    clock: { now: () => Date.parse('2026-11-21T08:00:00Z') },
    load: () => loadText(text, 'tags.yaml'),
    recall: async () => null,
    restore: async () => null,
    keep: async () => {},
  });
  let good: Version['leads'];
  for (const version of HISTORY) {
    text = version.text;
    await registry.reload();
    good = version.leads ?? good;
    const served = registry.current.groups.map(
      ({ slug, roles }) => [slug, roles.map(({ login, name }) => login ?? name ?? '').sort()] as const,
    );
    expect(Object.fromEntries(served)).toEqual(
      Object.fromEntries(Object.entries(good ?? {}).map(([slug, leads]) => [slug, leads.toSorted()])),
    );
    const states = registry.statuses().map(({ state }) => state);
    expect(states).toEqual([version.leads === undefined ? 'STALE' : 'FRESH']);
  }
});
