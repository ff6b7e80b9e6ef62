import { LRUCache } from 'lru-cache';
import { newSlot, type Slot } from './slot.ts';

export interface SlotStore {
  /** @returns the slot of a key, a new one where there is none; nobody else finds it before `keep` or `track` */
  of(key: string): Slot;
  has(key: string): boolean;
  /** Keeps a slot in memory, at the cost of the slots that were not used for longest. */
  keep(key: string, slot: Slot): void;
  /** Keeps a slot reachable while work on it runs: an eviction meanwhile must not lead to a second fetch. */
  track<T>(key: string, slot: Slot, work: Promise<T>): Promise<T>;
  /** Resolves when no work runs. */
  idle(): Promise<void>;
}

/** What an empty slot costs, about: a failure is remembered too, and must count. */
const SLOT_BYTES = 512;

/** Holds the slots of all keys in bounded memory. */
export function createSlotStore({ maxBytes, maxEntries }: { maxBytes: number; maxEntries: number }): SlotStore {
  const slots = new LRUCache<string, Slot>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (slot) => SLOT_BYTES + (slot.copy?.bytes ?? 0),
  });
  const busy = new Map<string, { readonly slot: Slot; readonly work: Set<Promise<unknown>> }>();

  return {
    of: (key) => slots.get(key) ?? busy.get(key)?.slot ?? newSlot(),
    has: (key) => slots.has(key) || busy.has(key),
    keep(key, slot) {
      // The same object set again would keep the size that it was set with.
      slots.delete(key);
      slots.set(key, slot);
    },
    track(key, slot, work) {
      const entry = busy.get(key) ?? { slot, work: new Set() };
      busy.set(key, entry);
      entry.work.add(work);
      const done = (): void => {
        entry.work.delete(work);
        if (entry.work.size === 0) busy.delete(key);
      };
      work.then(done, done);
      return work;
    },
    async idle() {
      while (busy.size > 0) {
        await Promise.allSettled([...busy.values()].flatMap((entry) => [...entry.work]));
      }
    },
  };
}
