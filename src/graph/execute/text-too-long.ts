/** Thrown where the text of an answer has more characters than may be sent: it is not written to its end. */
export class TextTooLong extends Error {
  /** Response name of the field of the query that was being written. */
  readonly field: string;

  constructor(field: string) {
    super('The text is too long.');
    this.field = field;
  }
}
