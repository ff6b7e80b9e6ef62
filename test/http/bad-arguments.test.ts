import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let server: Awaited<ReturnType<TestGateway['createServer']>>;
beforeAll(async () => {
  gateway = await startGateway();
  server = await gateway.createServer();
});
afterAll(() => gateway.close());

describe('a bad argument over HTTP', () => {
  it.each([
    ['within', '{ meetings(filterBy: { within: "P1M" }) { totalCount } }'],
    ['startsAfter', '{ meetings(filterBy: { startsAfter: "yesterday" }) { totalCount } }'],
    ['timeZone', '{ meetings { nodes { startsAtLocal(timeZone: "PT (Pacific Time)") } } }'],
    ['from', '{ meetings(filterBy: { localHours: { from: "9", to: "17:00" } }) { totalCount } }'],
    ['endsBefore', '{ groups { nodes { roles(filterBy: { endsBefore: "2026-02-30" }) { totalCount } } } }'],
    ['url', '{ resource(url: "no url") { id } }'],
    ['first', '{ groups(first: 101) { totalCount } }'],
    ['after', '{ groups(after: "nonsense") { totalCount } }'],
    ['size', '{ person(login: "GenPage") { avatarUrl(size: 0) } }'],
    ['field', '{ group(slug: "tag-infrastructure") { provenance(field: "") { path } } }'],
  ])('is BAD_USER_INPUT and names "%s"', async (name, query) => {
    const response = await server.inject({ method: 'POST', url: '/graphql', payload: { query } });
    const [error] = response.json<{ errors: { message: string; extensions: Record<string, unknown> }[] }>().errors;
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: name });
    expect(error?.message).toContain(`"${name}"`);
  });

  it.each([
    ['$when', 'query ($when: DateTime!) { meetings(filterBy: { startsAfter: $when }) { totalCount } }', { when: 'x' }],
  ])('in a variable names "%s"', async (name, query, variables) => {
    const response = await server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
    const [error] = response.json<{ errors: { message: string; extensions: Record<string, unknown> }[] }>().errors;
    expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(error?.message).toContain(name);
  });
});
