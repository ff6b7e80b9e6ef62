import { afterEach, expect, test } from 'vitest';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const QUERY = '{ initiatives { totalCount } work: groups { nodes { name mission meetings { nodes { title } } } } }';

let subject: TestServer;
afterEach(() => subject.server.close());

test('an answer of too many bytes is refused with the field that has most of them, each time', async () => {
  subject = await startTestServer({ maxAnswerBytes: 500 });
  for (let round = 0; round < 2; round += 1) {
    const response = await subject.server.inject(post(QUERY));
    expect(response.statusCode).toBe(400);
    expect(response.headers['cache-control']).toBe('no-store');
    const { bytes } = response.json().errors[0].extensions;
    expect(bytes).toBeGreaterThan(500);
    expect(response.json()).toEqual({
      errors: [
        {
          message: `The answer has ${bytes} bytes; the gateway allows 500. Most of it is in "work".`,
          path: ['work'],
          extensions: { code: 'ANSWER_TOO_LARGE', bytes, limit: 500 },
        },
      ],
    });
  }
});

test('bytes count, not characters', async () => {
  const query = '{ search(query: "ä") { groupCount } }';
  subject = await startTestServer();
  const { rawPayload } = await subject.server.inject(post(query));
  await subject.server.close();
  for (const [maxAnswerBytes, status] of [
    [rawPayload.length, 200],
    [rawPayload.length - 1, 400],
  ] as const) {
    subject = await startTestServer({ maxAnswerBytes });
    expect((await subject.server.inject(post(query))).statusCode).toBe(status);
    await subject.server.close();
  }
});
