/** A part of an answer that serves later ones, for as long as it would come out the same. */
import { LRUCache } from 'lru-cache';
import type { Instant, MaybePromise } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import { inTurns, takeTurn } from './in-turns.ts';
import { isPromise, whenReady } from './maybe-promise.ts';
import { type Grounds, Validity } from './validity.ts';

/** Where a source does not say when it wants to be read again, it is asked so often. */
const UNKNOWN_FRESHNESS_MS = 60_000;
/** What is due already is read again by whoever asks next, but not by everybody who asks in this second. */
const MIN_FRESHNESS_MS = 1000;

type SourceVersion = readonly [sourceId: string, version: string | number];
const NONE: readonly SourceVersion[] = [];

export class Remembered<T> {
  readonly value: T;
  readonly grounds: Grounds;
  readonly #registry: object;
  readonly #madeAt: Instant;
  readonly #versions: readonly SourceVersion[];
  readonly #freshUntilMs: number;
  #checkedEpoch: number;

  private constructor({ registry, validity, epoch, ports, nowMs }: GraphContext, value: T, grounds: Grounds) {
    this.value = value;
    this.grounds = grounds;
    this.#registry = registry;
    this.#madeAt = validity.now;
    this.#checkedEpoch = epoch;
    const { versions } = ports;
    let untilMs = Number.POSITIVE_INFINITY;
    for (const id of grounds.sources) {
      const sourceUntilMs = versions.freshUntilMs(id) ?? nowMs + UNKNOWN_FRESHNESS_MS;
      untilMs = Math.min(untilMs, sourceUntilMs > nowMs ? sourceUntilMs : nowMs + MIN_FRESHNESS_MS);
    }
    this.#freshUntilMs = untilMs;
    this.#versions =
      grounds.sources.size === 0 ? NONE : Array.from(grounds.sources, (id) => [id, versions.versionOf(id)]);
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
  readonly #inWork = new WeakMap<object, Map<string, Promise<void>>>();

  /** @param max how many are kept of a registry: clients choose what they ask for */
  constructor(max: number) {
    this.#max = max;
  }

  /** @returns what was made before under the key where the same would come out, else null */
  known(context: GraphContext, key: string): T | null {
    return recallFrom(this.#memoryOf(context), key, context)?.value ?? null;
  }

  /**
   * @param begin pulls what is needed, and gives the steps to the value, which are taken in turns; whoever asks
   *   meanwhile waits for it
   * @returns what was made before under the key where the same would come out, else what is made now
   */
  recall(context: GraphContext, key: string, begin: () => MaybePromise<Iterator<unknown, T>>): MaybePromise<T> {
    const memory = this.#memoryOf(context);
    const known = recallFrom(memory, key, context);
    if (known !== null) return known.value;
    const inWork = this.#inWork.get(memory)?.get(key);
    if (inWork !== undefined) return inWork.then(() => this.recall(context, key, begin));
    const own = new Validity(context.validity.now);
    const collect = <R>(work: () => R): R => {
      const { value, grounds } = context.validity.collect(work);
      own.add(grounds);
      return value;
    };
    const finish = (steps: Iterator<unknown, T>): MaybePromise<T> =>
      whenReady(
        inTurns(() => collect(() => takeTurn(steps))),
        (value) => {
          keep(memory, key, Remembered.of(context, value, own));
          return value;
        },
      );
    const steps = collect(begin);
    if (isPromise(steps)) {
      return steps.then(() => {
        // What had to be pulled has not said what it rests on. What was only waited for is here by now, and does.
        const again = collect(begin);
        return isPromise(again) ? again.then((pulled) => inTurns(() => takeTurn(pulled))) : finish(again);
      });
    }
    const made = finish(steps);
    if (isPromise(made)) this.#noteWork(memory, key, made);
    return made;
  }

  #memoryOf({ registry }: GraphContext): LRUCache<string, Remembered<T>> {
    const memory = this.#byRegistry.get(registry) ?? new LRUCache({ max: this.#max });
    this.#byRegistry.set(registry, memory);
    return memory;
  }

  #noteWork(memory: object, key: string, work: Promise<unknown>): void {
    const inWork = this.#inWork.get(memory) ?? new Map<string, Promise<void>>();
    this.#inWork.set(memory, inWork);
    // Who waits makes it anew where it failed.
    const ended = (): void => void inWork.delete(key);
    inWork.set(key, work.then(ended, ended));
  }
}

function recallFrom<T>(
  memory: LRUCache<string, Remembered<T>>,
  key: string,
  context: GraphContext,
): Remembered<T> | null {
  const known = memory.get(key);
  if (!known?.holdsIn(context)) return null;
  context.validity.add(known.grounds);
  return known;
}

function keep<T>(memory: LRUCache<string, Remembered<T>>, key: string, made: Remembered<T> | null): void {
  if (made === null) memory.delete(key);
  else memory.set(key, made);
}
