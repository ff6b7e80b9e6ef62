/** What an answer says of its client's budget is left open in the text that is kept, and filled in for each client. */
import { randomInt } from 'node:crypto';
import type { ClientBudget } from '../../graph/context.ts';

/** Numbers of this process that nobody else knows and no field has: counts are not negative. */
function blankInt(): number {
  return -randomInt(2 ** 30, 2 ** 31);
}

type Blank = 'cost' | 'remaining' | 'resetAt';

const BLANKS: Readonly<Record<Blank, string | number>> = {
  cost: blankInt(),
  remaining: blankInt(),
  resetAt: `blank ${randomInt(2 ** 47)}`,
};
const NAMES = Object.keys(BLANKS) as readonly Blank[];
/** The value of a field, as JSON writes it. */
const BLANK = new RegExp(`(?<=":)(${NAMES.map((name) => JSON.stringify(BLANKS[name])).join('|')})(?=[,}])`, 'u');

/** @returns what the graph is told instead of the budget */
export function blankBudget(limit: number): ClientBudget {
  return { ...BLANKS, limit } as ClientBudget;
}

export class BudgetTemplate {
  /** Text that is the same for all; the budget's values stand between. */
  readonly fixed: readonly string[];
  readonly #blanks: readonly Blank[];

  /** @param text a response as JSON, whose budget is {@link blankBudget} */
  constructor(text: string) {
    const parts = text.split(BLANK);
    this.fixed = parts.filter((_part, index) => index % 2 === 0);
    this.#blanks = parts.filter((_part, index) => index % 2 === 1).map(toName);
  }

  /** @returns the values as JSON, one fewer than there are fixed texts */
  valuesOf(budget: ClientBudget): readonly string[] {
    return this.#blanks.map((name) => JSON.stringify(budget[name]));
  }

  /** @returns the whole text */
  fill(budget: ClientBudget): string {
    const values = this.valuesOf(budget);
    return this.fixed.map((text, index) => text + (values[index] ?? '')).join('');
  }
}

function toName(blank: string): Blank {
  const name = NAMES.find((candidate) => JSON.stringify(BLANKS[candidate]) === blank);
  if (name === undefined) throw new Error('What was split off is no blank.');
  return name;
}
