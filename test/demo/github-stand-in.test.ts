import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toGitHubRecording } from '../../src/demo/github-recording.ts';
import { type GitHubStandIn, startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import { recording, testClock } from '../support/github-harness.ts';

let standIn: GitHubStandIn;
const clock = testClock();

beforeAll(async () => {
  standIn = await startGitHubStandIn({
    recordings: [
      toGitHubRecording(
        recording(
          'cncf/toc',
          [
            { number: 1, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-05-01T00:00:00Z', labels: ['a'] },
            {
              number: 2,
              createdAt: '2026-01-02T00:00:00Z',
              updatedAt: '2026-03-01T00:00:00Z',
              labels: ['b'],
              author: 'renovate',
            },
            {
              number: 3,
              createdAt: '2026-01-03T00:00:00Z',
              updatedAt: '2026-04-01T00:00:00Z',
              labels: ['a', 'b'],
              state: 'CLOSED',
            },
          ],
          { users: [{ login: 'renovate', type: 'Bot' }] },
        ),
      ),
    ],
    clock,
    tokens: ['good'],
    limit: 50,
  });
});
afterAll(async () => {
  await standIn.close();
});
beforeEach(() => {
  clock.advance(3601);
});

interface Body {
  readonly data?: { readonly repository?: { readonly issues?: { readonly nodes: { readonly number: number }[] } } };
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: unknown }[];
  readonly message?: string;
}

async function ask(query: string, variables = {}, token = 'good'): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${standIn.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const issues = (args: string, fields = 'nodes { number }') =>
  ask(`{ repository(owner: "CNCF", name: "toc") { issues(${args}) { ${fields} } } }`);
const numbers = async (args: string) =>
  (await issues(args)).body.data?.repository?.issues?.nodes.map((issue) => issue.number);

describe('issues', () => {
  it.each([
    ['first: 10', [1, 2, 3]],
    ['last: 2', [2, 3]],
    ['first: 10, labels: ["a"]', [1, 3]],
    ['first: 10, labels: ["A", "b"]', [1, 2, 3]],
    ['first: 10, states: [OPEN]', [1, 2]],
    ['first: 10, filterBy: { states: [CLOSED] }', [3]],
    ['first: 10, filterBy: { since: "2026-04-01T00:00:00Z" }', [1, 3]],
    ['first: 10, orderBy: { field: UPDATED_AT, direction: ASC }', [2, 3, 1]],
    ['first: 10, orderBy: { field: UPDATED_AT, direction: DESC }', [1, 3, 2]],
  ])('(%s)', async (args, expected) => {
    expect(await numbers(args)).toEqual(expected);
  });

  it.each(['ASC', 'DESC'])('page by cursor, %s', async (direction) => {
    const order = `orderBy: { field: UPDATED_AT, direction: ${direction} }`;
    const whole = await numbers(`first: 10, ${order}`);
    const seen: number[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await issues(
        `first: 1, ${order}${after}`,
        'pageInfo { hasNextPage endCursor } nodes { number }',
      );
      const connection = body.data?.repository?.issues as
        | { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
        | undefined;
      seen.push(...(connection?.nodes.map(({ number }) => number) ?? []));
      expect(connection?.pageInfo.hasNextPage).toBe(page < 2);
      after = `, after: "${connection?.pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(whole);
  });

  it('refuse a cursor that is none', async () => {
    expect((await issues('first: 1, after: "zzz"')).body.errors).toMatchObject([{ type: 'INVALID_CURSOR_ARGUMENTS' }]);
  });

  it('resolve types behind interfaces', async () => {
    const query =
      'query ($n: Int!) { repository(owner: "cncf", name: "toc") { issue(number: $n) { author { __typename login } } } }';
    expect((await ask(query, { n: 2 })).body.data).toEqual({
      repository: { issue: { author: { __typename: 'Bot', login: 'renovate' } } },
    });
  });
});

describe('what GitHub refuses', () => {
  it('a wrong token', async () => {
    expect(await ask('{ viewer { login } }', {}, 'bad')).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' },
    });
  });

  it('a field that the schema does not have', async () => {
    expect((await ask('{ viewer { shoeSize } }')).body.errors?.[0]?.message).toContain('shoeSize');
  });

  it.each([
    ['a connection without bounds', 'issues { nodes { number } }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['a page above 100', 'issues(first: 101) { nodes { number } }', 'EXCESSIVE_PAGINATION'],
    [
      'more than half a million nodes',
      'issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } }',
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
  ])('%s', async (_name, selection, type) => {
    expect((await ask(`{ repository(owner: "cncf", name: "toc") { ${selection} } }`)).body.errors).toMatchObject([
      { type },
    ]);
  });

  it('a repository and a node that it does not have: null, with an error that names the path', async () => {
    const { body } = await ask('{ repository(owner: "a", name: "b") { id } nodes(ids: ["x"]) { id } }');
    expect(body.data).toEqual({ repository: null, nodes: [null] });
    expect(body.errors).toMatchObject([
      { type: 'NOT_FOUND', path: ['repository'] },
      { type: 'NOT_FOUND', path: ['nodes', 0] },
    ]);
  });
});

describe('points', () => {
  const COST = 'rateLimit { cost remaining limit }';
  it.each([
    ['nothing but a count', `{ ${COST} repository(owner: "cncf", name: "toc") { issues { totalCount } } }`, 1],
    [
      'a connection in a connection',
      `{ ${COST} repository(owner: "cncf", name: "toc") { issues(first: 100) { nodes { labels(first: 5) { totalCount } } } } }`,
      1,
    ],
    [
      'three levels',
      `{ ${COST} repository(owner: "cncf", name: "toc") { issues(first: 100) { nodes { ...F } } } } fragment F on Issue { labels(first: 5) { totalCount } assignees(first: 5) { totalCount } comments(first: 5) { totalCount } }`,
      3,
    ],
  ])('for %s', async (_name, query, cost) => {
    expect((await ask(query)).body.data).toMatchObject({ rateLimit: { cost, remaining: 50 - cost, limit: 50 } });
  });

  it('run out, as HTTP 200 with an error, and come back with the hour', async () => {
    for (let spent = 0; spent < 50; spent += 1) await ask('{ viewer { login } }');
    const { status, body } = await ask('{ viewer { login } }');
    expect(status).toBe(200);
    expect(body.errors).toMatchObject([{ type: 'RATE_LIMITED' }]);
    clock.advance(3601);
    expect((await ask('{ viewer { login } }')).body.data).toEqual({ viewer: { login: 'stand-in' } });
  });
});
