/** A finished answer that tells each client its own budget. */
import type { ClientBudget } from '../../graph/context.ts';
import type { BudgetTemplate } from './budget-template.ts';
import { FinishedAnswer } from './finished-answer.ts';
import type { Lifetime } from './lifetime.ts';
import { SplicedGzip } from './spliced-gzip.ts';

export class PersonalAnswer extends FinishedAnswer {
  readonly #template: BudgetTemplate;
  #gzip: Promise<SplicedGzip> | null = null;

  constructor(template: BudgetTemplate, contentType: string, lifetime: Lifetime, epoch: number) {
    super(template.parts.join(''), contentType, lifetime, epoch);
    this.#template = template;
  }

  textFor(budget: ClientBudget): string {
    return this.#template.fill(budget).join('');
  }

  /** What is the same for all is compressed once. */
  async gzipFor(budget: ClientBudget): Promise<Buffer> {
    const isFixed = (_part: string, index: number): boolean => index % 2 === 0;
    this.#gzip ??= SplicedGzip.of(this.#template.parts.filter(isFixed));
    const gzip = await this.#gzip;
    return gzip.with(this.#template.fill(budget).filter((part, index) => !isFixed(part, index)));
  }
}
