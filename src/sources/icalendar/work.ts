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

  /** @returns an allowance of at most `steps` that is taken from this one. */
  share(steps: number): Work {
    return new SharedWork(this, steps);
  }
}

class SharedWork extends Work {
  readonly #whole: Work;

  constructor(whole: Work, steps: number) {
    super(steps);
    this.#whole = whole;
  }

  override spend(steps: number): boolean {
    const isWholeLeft = this.#whole.spend(steps);
    return super.spend(steps) && isWholeLeft;
  }
}
