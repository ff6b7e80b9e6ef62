/** A finished answer that tells each client its own budget. */
import type { ClientBudget } from '../../graph/context.ts';
import type { BudgetTemplate } from './budget-template.ts';
import { MIN_COMPRESSED_BYTES } from './finished-answer.ts';
import { KeptAnswer } from './kept-answer.ts';
import type { Lifetime } from './lifetime.ts';
import { SplicedGzip } from './spliced-gzip.ts';

export class PersonalAnswer extends KeptAnswer {
  readonly #template: BudgetTemplate;
  readonly #fixed: readonly Buffer[];
  readonly #size: number;
  #gzip: SplicedGzip | null = null;
  #compressing: Promise<SplicedGzip> | null = null;

  constructor(template: BudgetTemplate, contentType: string, lifetime: Lifetime, epoch: number) {
    super(contentType, lifetime, epoch);
    this.#template = template;
    this.#fixed = template.fixed.map((text) => Buffer.from(text));
    this.#size = this.#fixed.reduce((sum, { length }) => sum + length, 0);
  }

  get size(): number {
    return this.#size;
  }

  /** Smaller answers fit into one packet as they are. */
  get isCompressible(): boolean {
    return this.#size >= MIN_COMPRESSED_BYTES;
  }

  get isCompressed(): boolean {
    return this.#gzip !== null;
  }

  /** In pieces. */
  bytesFor(budget: ClientBudget): readonly Buffer[] {
    const values = this.#template.valuesOf(budget).map((value) => Buffer.from(value));
    return this.#fixed.flatMap((bytes, index) => [bytes, values[index] ?? []].flat());
  }

  /** @returns null until what is the same for all was compressed once, by {@link compress} */
  gzipFor(budget: ClientBudget): Buffer | null {
    return this.#gzip?.with(this.#template.valuesOf(budget)) ?? null;
  }

  async compress(): Promise<void> {
    this.#compressing ??= SplicedGzip.of(this.#fixed);
    this.#gzip = await this.#compressing;
  }
}
