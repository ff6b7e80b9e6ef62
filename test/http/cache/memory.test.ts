import { expect, test } from 'vitest';
import { AnswerCache } from '../../../src/http/cache/answer-cache.ts';
import { FinishedAnswer } from '../../../src/http/cache/finished-answer.ts';

const REGISTRY = {};
const VERSIONS = { registry: () => REGISTRY, epoch: () => 1, versionOf: () => 1, freshUntilMs: () => null };
const MAX_BYTES = 8_000_000;

/** Anybody can ask questions that nobody asked before. */
test('any number of small answers takes no more memory than is given to them', async () => {
  const answers = new AnswerCache({ maxBytes: MAX_BYTES, versions: VERSIONS, clock: { now: () => 0 } });
  const add = async (index: number): Promise<void> => {
    const lifetime = {
      registry: REGISTRY,
      versions: new Map([['registry', 1]]),
      changesAtMs: Number.POSITIVE_INFINITY,
      freshUntilMs: 1,
    };
    const answer = new FinishedAnswer(`{"data":{"a${index}":15}}`, 'application/json', lifetime, 1);
    await answers.make(`http://localhost\napplication/json\n\n\n{ a${index}: count }`, async () => ({
      answer,
      isLasting: true,
    }));
  };
  await add(0);
  const kept = () => countKept(answers, 40_000);
  for (let index = 1; index < 40_000; index += 1) await add(index);
  // Each takes some 1,300 bytes of the heap, of which its text is 25.
  expect(kept()).toBeLessThan(MAX_BYTES / 1200);
  expect(kept()).toBeGreaterThan(MAX_BYTES / 2000);
});

function countKept(answers: AnswerCache, count: number): number {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return indexes.filter(
    (index) => answers.find(`http://localhost\napplication/json\n\n\n{ a${index}: count }`).state !== 'NONE',
  ).length;
}
