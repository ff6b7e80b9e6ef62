import { afterEach, expect, test } from 'vitest';
import type { GraphPorts } from '../../src/graph/context.ts';
import { createSyntheticCommunity } from '../support/synthetic-community.ts';
import { post, SMALL, startTestServer, type TestServer } from './support/test-server.ts';

let subject: TestServer;
afterEach(() => subject.server.close());

test('sheds what is more than it executes at once, and answers from memory meanwhile', async () => {
  const { promise: upstream, resolve: answer } = Promise.withResolvers<void>();
  const { ports } = createSyntheticCommunity(SMALL, { now: () => Date.parse('2026-11-16T00:00:00Z') });
  const slow: GraphPorts = {
    ...ports,
    occurrences: async (feed, window) => {
      await upstream;
      return ports.occurrences(feed, window);
    },
  };
  subject = await startTestServer({ ports: slow, maxConcurrent: 2 });
  const question = (index: number) => post(`query q${index} { group(slug: "group-0") { nextMeeting { startsAt } } }`);
  await subject.server.inject(post('{ groups { totalCount } }'));

  const waiting = [subject.server.inject(question(1)), subject.server.inject(question(2))];
  // They are begun one after the other.
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const refused = await subject.server.inject(question(3));
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
  expect(refused.json().errors[0].extensions.code).toBe('OVERLOADED');
  expect((await subject.server.inject(post('{ groups { totalCount } }'))).statusCode).toBe(200);
  // Whoever asks what is being executed waits for it.
  const joined = subject.server.inject(question(1));

  answer();
  const done = await Promise.all([...waiting, joined]);
  expect(done.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect((await subject.server.inject(question(3))).statusCode).toBe(200);
});
