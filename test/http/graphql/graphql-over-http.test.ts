/** The audits of the GraphQL over HTTP specification, every MUST, SHOULD and MAY of them. */
import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let subject: TestServer;
let url: string;

beforeAll(async () => {
  subject = await startTestServer();
  url = await subject.server.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(() => subject.server.close());

const audits: readonly Audit[] = serverAudits({ url: () => `${url}/graphql` });

describe('GraphQL over HTTP', () => {
  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    if (result.status !== 'ok') expect.fail(`${result.reason} (${result.response.status})`);
  });
});
