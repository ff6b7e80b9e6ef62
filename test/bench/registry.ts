/** Time and memory of loading a registry of 1,000 groups and of importing 250 pages. */
import { z } from 'zod';
import { importRegistry } from '../../src/registry/import/import-registry.ts';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import type { RegistryPorts } from '../../src/registry/registry-ports.ts';

const GROUPS = 1000;
const PAGES = 250;

function portsOf(files: ReadonlyMap<string, Uint8Array>): RegistryPorts {
  return {
    readDocument: async (location) => ({
      bytes: files.get(location) ?? new Uint8Array(),
      location,
      fetchedAt: '2026-11-21T00:00:00Z',
      etag: null,
      revision: null,
      url: null,
    }),
    meetingSources: { icalendar: z.object({ url: z.string() }) },
  };
}

function registryOf(count: number): string {
  const groups = Array.from({ length: count }, (_, index) => {
    const roles = Array.from(
      { length: 8 },
      (__, seat) =>
        `      - { kind: ${seat < 3 ? 'CHAIR' : 'TECH_LEAD'}, github: person-${index}-${seat}, name: Person ${seat}, term: { start: "2025-07-01", end: "2027-06-30" } }`,
    );
    return [
      `  - slug: group-${index}`,
      `    name: Group ${index}`,
      '    kind: SPECIAL_INTEREST_GROUP',
      `    mission: What group ${index} is for, in a sentence or two.`,
      `    topics: [topic-${index % 40}, storage, networking]`,
      `    channels: [{ kind: SLACK, name: "#group-${index}" }]`,
      `    meetings: [{ title: Group ${index}, schedule: "1st and 3rd Thursday of each month at 8:00 PT" }]`,
      '    roles:',
      ...roles,
    ].join('\n');
  });
  return `apiVersion: community-graph/v1\ncommunity: { slug: bench, name: Bench }\ngroups:\n${groups.join('\n')}\n`;
}

function pageOf(index: number): string {
  const leads = Array.from(
    { length: 6 },
    (_, seat) =>
      `| Person ${seat} | [@person-${index}-${seat}](https://github.com/person-${index}-${seat}) | - | 2025-07-01 to 2027-06-30 |`,
  );
  const areas = Array.from(
    { length: 6 },
    (_, area) => `### Area ${area}\n\n- First part\n- Second part\n- Third part\n`,
  );
  return [
    `---\ntitle: TAG Number ${index}\ntags:\n  - tag\n---\n\n# TAG Number ${index}\n\nWhat the group is for.\n`,
    '## Leadership\n\n### Chairs\n\n| Name | GitHub | Organization | Term |\n|------|--------|--------------|------|',
    ...leads,
    '\n## Meetings\n\n1st and 3rd Thursday of each month at 8:00 PT.\n\n## Focus Areas\n',
    ...areas,
    '## Resources\n\n- [Charter](https://example.org/charter.md)\n',
  ].join('\n');
}

async function measure(name: string, work: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  let result = '';
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    result = await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const [, median = 0] = times.sort((a, b) => a - b);
  const rss = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(`${name}: ${Math.round(median)} ms CPU (median of 3), RSS ${rss} MB; ${result}`);
}

const encoder = new TextEncoder();
const registry = new Map([['registry.yaml', encoder.encode(registryOf(GROUPS))]]);
const pages = new Map(Array.from({ length: PAGES }, (_, index) => [`page-${index}.md`, encoder.encode(pageOf(index))]));

await measure(`load and validate ${GROUPS} groups`, async () => {
  const { groups, diagnostics } = await loadRegistry('registry.yaml', portsOf(registry));
  return `${groups.length} groups, ${groups.flatMap(({ roles }) => roles).length} roles, ${diagnostics.length} diagnostics`;
});
await measure(`import ${PAGES} pages`, async () => {
  const { record, text } = await importRegistry([...pages.keys()], 'cncf-page', portsOf(pages));
  return `${record.groups.length} groups, ${Math.round(text.length / 1024)} kB`;
});
