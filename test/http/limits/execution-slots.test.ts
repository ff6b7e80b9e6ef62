import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ExecutionSlots } from '../../../src/http/limits/execution-slots.ts';

afterEach(() => vi.restoreAllMocks());

async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

describe('execution slots', () => {
  test('begin one at a time, in the order in which they were asked for, and read what comes between', async () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const slots = new ExecutionSlots(100, 1000);
    const begun: number[] = [];
    const done = Promise.all([1, 2, 3].map((name) => slots.run(async () => void begun.push(name))));
    expect(begun).toEqual([1]);
    // While others still come in, the next one waits for them to be read.
    for (let turn = 0; turn < 10; turn += 1) {
      slots.arrived();
      await nextTurn();
    }
    expect(begun).toEqual([1]);
    // However much comes in, it does not wait for ever.
    nowMs = 11;
    for (let turn = 0; turn < 10; turn += 1) {
      slots.arrived();
      await nextTurn();
    }
    expect(begun).toEqual([1, 2]);
    await done;
    expect(begun).toEqual([1, 2, 3]);
  });

  test('are begun at once where nobody waits', async () => {
    const slots = new ExecutionSlots(100, 1000);
    for (const name of ['one', 'two']) {
      let isBegun = false;
      const done = slots.run(async () => {
        isBegun = true;
        return name;
      });
      expect(isBegun).toBe(true);
      expect(await done).toBe(name);
      await turns(1);
    }
  });

  test('are taken while as many run as may', async () => {
    const slots = new ExecutionSlots(2, 1000);
    const held = Promise.withResolvers<void>();
    const runs = [slots.run(() => held.promise), slots.run(() => held.promise)];
    await turns();
    expect(slots.areTaken()).toBe(true);
    held.resolve();
    await Promise.all(runs);
    expect(slots.areTaken()).toBe(false);
  });

  test('are taken once somebody has waited too long, until that one is begun', async () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const slots = new ExecutionSlots(100, 1000);
    const runs = [slots.run(async () => undefined), slots.run(async () => undefined)];
    nowMs = 1000;
    expect(slots.areTaken()).toBe(false);
    nowMs = 1001;
    expect(slots.areTaken()).toBe(true);
    await Promise.all(runs);
    expect(slots.areTaken()).toBe(false);
  });

  test('are taken where those that wait would keep the next one for too long', async () => {
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const slots = new ExecutionSlots(100, 1000);
    const executing = async (): Promise<void> => {
      nowMs += 100;
    };
    // Nobody knows yet how long one takes.
    const first = Array.from({ length: 60 }, () => slots.run(executing));
    expect(slots.areTaken()).toBe(false);
    await Promise.all(first);
    await turns();
    const ten = Array.from({ length: 11 }, () => slots.run(executing));
    expect(slots.areTaken()).toBe(false);
    ten.push(slots.run(executing));
    expect(slots.areTaken()).toBe(true);
    await Promise.all(ten);
    expect(slots.areTaken()).toBe(false);
  });

  test('finish what was begun before they begin with something else', async () => {
    const slots = new ExecutionSlots(100, 1000);
    const begun: string[] = [];
    const step = (name: string, kind: 'BEGINS' | 'CONTINUES') => slots.run(async () => void begun.push(name), kind);
    const page = async (name: string): Promise<void> => {
      await step(`${name} 1`, 'BEGINS');
      await step(`${name} 2`, 'CONTINUES');
      await step(`${name} 3`, 'CONTINUES');
    };
    await Promise.all(['a', 'b', 'c'].map(page));
    expect(begun).toEqual(['a 1', 'a 2', 'a 3', 'b 1', 'b 2', 'b 3', 'c 1', 'c 2', 'c 3']);
  });

  test('are taken when ten times as many wait as may run', async () => {
    const slots = new ExecutionSlots(2, 1000);
    const runs = Array.from({ length: 21 }, () => slots.run(async () => undefined));
    expect(slots.areTaken()).toBe(true);
    await Promise.all(runs);
    expect(slots.areTaken()).toBe(false);
  });

  test('are free again after a failure', async () => {
    const slots = new ExecutionSlots(1, 1000);
    await expect(slots.run(async () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(slots.areTaken()).toBe(false);
  });
});
