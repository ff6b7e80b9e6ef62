/**
 * How many questions are executed at once. What is more is turned away at once instead of waiting until its client has
 * given up: a server that is asked for more than it can do goes on doing as much as it can.
 */
export class ExecutionSlots {
  readonly #max: number;
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get areTaken(): boolean {
    return this.#taken >= this.#max;
  }

  async run<T>(execute: () => Promise<T>): Promise<T> {
    this.#taken += 1;
    try {
      return await execute();
    } finally {
      this.#taken -= 1;
    }
  }
}
