import { describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';

const HEAD = 'apiVersion: community-graph/v1\ncommunity: { slug: cncf, name: CNCF }\ninclude: [{ file: tag-a.md }]\n';

/** Conflicts of a registry and a page of one TAG: file, line and message. */
async function conflicts(roles: string, page: string): Promise<readonly string[]> {
  const group = `groups:\n  - slug: tag-a\n    name: TAG A\n    kind: ADVISORY_GROUP\n    roles: [${roles}]\n`;
  const record = await loadFiles({ 'registry.yaml': `${HEAD}${group}`, 'tag-a.md': `# TAG A\n\n${page}` });
  return record.diagnostics
    .filter(({ code }) => code === 'REGISTRY_CONFLICT')
    .map(({ file, line, message }) => `${file}:${line} ${message}`);
}

describe('people of a page and of the registry', () => {
  it('are told of where one side only names them, each at its own place', async () => {
    const roles = '{ kind: CHAIR, github: ada }, { kind: CHAIR, github: bo }';
    const found = await conflicts(
      roles,
      '## Chairs\n\n- [Ada](https://github.com/ada)\n- [Cy](https://github.com/cy)\n',
    );
    expect(found).toEqual([
      expect.stringMatching(/^registry\.yaml:8 @bo is Chair of cncf\/tag-a here and not in tag-a\.md/u),
      expect.stringMatching(/^tag-a\.md:6 @cy is Chair of cncf\/tag-a here and not in registry\.yaml/u),
    ]);
  });

  it.each([
    ['the same people, by name or by login', '{ kind: CHAIR, name: Ada Lóvell }', '## Chairs\n\n- Ada Lovell\n'],
    [
      'a role of which the page says nothing',
      '{ kind: TECH_LEAD, github: bo }',
      '## Chairs\n\n- [Ada](https://github.com/ada)\n',
    ],
    ['a page without people', '{ kind: CHAIR, github: ada }', 'We meet.\n'],
  ])('agree where there is %s', async (_name, roles, page) => {
    expect(await conflicts(roles, page)).toEqual([]);
  });

  it('of two registry files add to each other', async () => {
    const group = (login: string) =>
      `groups: [{ slug: tag-a, name: A, kind: ADVISORY_GROUP, roles: [{ kind: CHAIR, github: ${login} }] }]\n`;
    const record = await loadFiles({
      'registry.yaml': `community: { slug: cncf }\ninclude: [{ file: more.yaml }]\n${group('ada')}`,
      'more.yaml': group('bo'),
    });
    expect(record.diagnostics).toEqual([]);
    expect(record.groups[0]?.roles.map(({ login }) => login)).toEqual(['bo', 'ada']);
  });
});
