/** Bounds the steps that an expansion may take, so that no feed costs more than its share of a second. */
export class Work {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** @returns false once the steps are used up. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** @returns an allowance of at most `steps`, of which all but the first `free` ones are taken from this one. */
  share(steps: number, free: number): Work {
    return new SharedWork(this, steps, free);
  }
}

class SharedWork extends Work {
  readonly #whole: Work;
  #free: number;

  constructor(whole: Work, steps: number, free: number) {
    super(steps);
    this.#whole = whole;
    this.#free = free;
  }

  override spend(steps: number): boolean {
    this.#free -= steps;
    const isWholeLeft = this.#free >= 0 || this.#whole.spend(steps);
    return super.spend(steps) && isWholeLeft;
  }
}
