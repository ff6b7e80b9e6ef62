/** A part of an answer that serves later ones, for as long as it would come out the same. */
import { LRUCache } from 'lru-cache';
import type { Instant, MaybePromise } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import { isPromise } from './maybe-promise.ts';
import type { Grounds } from './validity.ts';

/** Where a source does not say when it wants to be read again, it is asked so often. */
const UNKNOWN_FRESHNESS_MS = 60_000;
/** What is due already is read again by whoever asks next, but not by everybody who asks in this second. */
const MIN_FRESHNESS_MS = 1000;

export class Remembered<T> {
  readonly value: T;
  readonly grounds: Grounds;
  readonly #registry: object;
  readonly #madeAt: Instant;
  readonly #versions: readonly (readonly [sourceId: string, version: string | number])[];
  readonly #freshUntilMs: number;
  #checkedEpoch: number;

  private constructor({ registry, validity, epoch, ports, nowMs }: GraphContext, value: T, grounds: Grounds) {
    this.value = value;
    this.grounds = grounds;
    this.#registry = registry;
    this.#madeAt = validity.now;
    this.#checkedEpoch = epoch;
    this.#versions = Array.from(grounds.sources, (id) => [id, ports.versions.versionOf(id)]);
    this.#freshUntilMs = Math.min(
      ...Array.from(grounds.sources, (id) => {
        const untilMs = ports.versions.freshUntilMs(id) ?? nowMs + UNKNOWN_FRESHNESS_MS;
        return untilMs > nowMs ? untilMs : nowMs + MIN_FRESHNESS_MS;
      }),
    );
  }

  /**
   * @param value just made for this context, with what it rests on
   * @returns null where it cannot serve others, or where a source has changed since the context was made: what the
   *   request read before that is in it
   */
  static of<T>(context: GraphContext, value: T, grounds: Grounds): Remembered<T> | null {
    const { epoch, ports, registry } = context;
    if (grounds.isPersonal || ports.versions.epoch() !== epoch || ports.versions.registry() !== registry) return null;
    return new Remembered(context, value, grounds);
  }

  /** @returns whether the same would come out in this context */
  holdsIn({ registry, validity, nowMs, epoch, ports }: GraphContext): boolean {
    const { changes } = this.grounds;
    if (registry !== this.#registry || nowMs >= this.#freshUntilMs) return false;
    if (validity.now < this.#madeAt || (changes !== null && validity.now >= changes)) return false;
    if (this.#checkedEpoch === epoch) return true;
    for (const [id, version] of this.#versions) if (ports.versions.versionOf(id) !== version) return false;
    this.#checkedEpoch = epoch;
    return true;
  }
}

/** What takes long to make of a registry's sources, by what was asked for. */
export class Memory<T> {
  readonly #max: number;
  readonly #byRegistry = new WeakMap<object, LRUCache<string, Remembered<T>>>();

  /** @param max how many are kept of a registry: clients choose what they ask for */
  constructor(max: number) {
    this.#max = max;
  }

  /** @returns what was made before under the key where the same would come out, else what `make` does */
  recall(context: GraphContext, key: string, make: () => MaybePromise<T>): MaybePromise<T> {
    const memory = this.#byRegistry.get(context.registry) ?? new LRUCache({ max: this.#max });
    this.#byRegistry.set(context.registry, memory);
    const known = memory.get(key);
    if (known?.holdsIn(context)) {
      context.validity.add(known.grounds);
      return known.value;
    }
    const { value, grounds } = context.validity.collect(make);
    // What had to be pulled first has not said yet what it rests on.
    const made = isPromise(value) ? null : Remembered.of(context, value, grounds);
    if (made === null) memory.delete(key);
    else memory.set(key, made);
    return value;
  }
}
