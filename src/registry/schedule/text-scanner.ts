/** Why a part of a schedule is not known. */
export interface Unresolved {
  /** A sentence. */
  readonly unresolved: string;
  /** The words say too much rather than too little: no further knowledge decides between them. */
  readonly isContradictory?: true;
}

/** Words of a schedule that are taken one by one: what nobody takes was not understood. */
export class TextScanner {
  #rest: string;

  constructor(text: string) {
    this.#rest = text;
  }

  get rest(): string {
    return this.#rest;
  }

  /** Takes every match out of the text. @returns the matches in order of the text. */
  take(pattern: RegExp): RegExpExecArray[] {
    const matches = [...this.#rest.matchAll(pattern)];
    // A bar keeps words apart that were not neighbours.
    this.#rest = this.#rest.replace(pattern, ' | ');
    return matches;
  }
}
