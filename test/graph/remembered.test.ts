import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContext, type GraphContext } from '../../src/graph/context.ts';
import { Memory } from '../../src/graph/remembered.ts';
import { createSyntheticCommunity, meetingSource, ORIGIN } from '../support/synthetic-community.ts';

const clock = { nowMs: Date.parse(ORIGIN), now: () => clock.nowMs };
const community = createSyntheticCommunity({ groups: 2, leads: 1, meetings: 1, initiatives: 1 }, clock);
const [early, late] = [meetingSource(0), meetingSource(1)];

function ask(): GraphContext {
  return createContext(community.ports, { baseUrl: 'http://localhost', budget: null });
}

/** Looks at one source when it begins and at another in a later turn. */
function* work({ validity }: GraphContext): Generator<void, string> {
  validity.dependsOn(early);
  for (let step = 0; step < 100; step += 1) yield;
  validity.dependsOn(late);
  return 'made';
}

// Time goes by only when somebody looks, so that every look ends the turn.
beforeEach(() => {
  let elapsedMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    elapsedMs += 100;
    return elapsedMs;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('what is made in turns', () => {
  it('is made once for all who ask meanwhile, and rests on what every turn looked at', async () => {
    const memory = new Memory<string>(1);
    const begin = vi.fn(work);
    const recall = (context: GraphContext) => memory.recall(context, 'key', () => begin(context));
    const asked = [ask(), ask(), ask()];
    const answers = asked.map(recall);
    expect(answers[0]).toBeInstanceOf(Promise);
    expect(await Promise.all(answers)).toEqual(['made', 'made', 'made']);
    expect(begin).toHaveBeenCalledTimes(1);
    for (const { validity } of asked) expect(validity.sources).toEqual(new Set([early, late]));

    expect(recall(ask())).toBe('made');
    expect(begin).toHaveBeenCalledTimes(1);
    community.refresh(late);
    await recall(ask());
    expect(begin).toHaveBeenCalledTimes(2);
  });

  it('is not kept where a source changed meanwhile', async () => {
    const memory = new Memory<string>(1);
    const begin = vi.fn(work);
    const recall = (context: GraphContext) => memory.recall(context, 'key', () => begin(context));
    const made = recall(ask());
    community.refresh(early);
    expect(await made).toBe('made');
    await recall(ask());
    expect(begin).toHaveBeenCalledTimes(2);
  });

  it('is made anew where it failed', async () => {
    const memory = new Memory<string>(1);
    const failing = function* (): Generator<void, string> {
      for (let step = 0; step < 100; step += 1) yield;
      throw new Error('broken');
    };
    await expect(memory.recall(ask(), 'key', failing)).rejects.toThrow('broken');
    const context = ask();
    expect(await memory.recall(context, 'key', () => work(context))).toBe('made');
  });

  it('lets others have their turn in between', async () => {
    const memory = new Memory<string>(1);
    const context = ask();
    let turns = 0;
    const count = (): void => {
      turns += 1;
      handle = setImmediate(count);
    };
    let handle = setImmediate(count);
    await memory.recall(context, 'key', () => work(context));
    clearImmediate(handle);
    expect(turns).toBeGreaterThan(2);
  });
});
