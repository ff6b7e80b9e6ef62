import { afterEach, expect, test } from 'vitest';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const QUERY = '{ initiatives { totalCount } work: groups { nodes { name mission meetings { nodes { title } } } } }';

let subject: TestServer;
afterEach(() => subject.server.close());

test('an answer of too many bytes is refused with the field that has too many of them, each time', async () => {
  subject = await startTestServer({ maxAnswerBytes: 500 });
  for (let round = 0; round < 2; round += 1) {
    const response = await subject.server.inject(post(QUERY));
    expect(response.statusCode).toBe(400);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toEqual({
      errors: [
        {
          message: 'The answer has more than the 500 bytes that the gateway allows. Ask for less in "work".',
          path: ['work'],
          extensions: { code: 'ANSWER_TOO_LARGE', limit: 500 },
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

/** Of texts, of the entities that are kept and of the promises in them. */
const LARGE = `{ groups(first: 3) { nodes { slug name kind mission } } initiatives(first: 5) { nodes { number title url
  status lastActivityAt } } sources { nodes { id name url etag } } }`;

test.each([0, 1, 2])(
  'an answer of as many bytes as are allowed is given, and one more is refused: round %i',
  async (last) => {
    subject = await startTestServer();
    const { rawPayload, body } = await subject.server.inject(post(LARGE));
    await subject.server.close();
    for (const [spare, status] of [
      [0, 200],
      [-1, 400],
    ] as const) {
      subject = await startTestServer({ maxAnswerBytes: rawPayload.length + spare });
      for (let round = 0; round <= last; round += 1) {
        const response = await subject.server.inject(post(`${LARGE}${' '.repeat(round)}`));
        expect(response.statusCode).toBe(status);
        if (status === 200) expect(response.body).toBe(body);
      }
      await subject.server.close();
    }
    subject = await startTestServer();
  },
);
