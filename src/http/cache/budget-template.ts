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
  /** Text and blanks in turn, beginning and ending with text. */
  readonly parts: readonly string[];

  /** @param text a response as JSON, whose budget is {@link blankBudget} */
  constructor(text: string) {
    this.parts = text.split(BLANK);
  }

  /** @returns the parts with the budget in its places */
  fill(budget: ClientBudget): readonly string[] {
    return this.parts.map((part, index) => (index % 2 === 0 ? part : toJson(part, budget)));
  }
}

function toJson(blank: string, budget: ClientBudget): string {
  const name = NAMES.find((candidate) => JSON.stringify(BLANKS[candidate]) === blank);
  return name === undefined ? blank : JSON.stringify(budget[name]);
}
