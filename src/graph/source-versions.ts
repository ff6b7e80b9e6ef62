/** What may be kept is checked against these, whenever it is used again. */
export interface SourceVersions {
  /** Changes whenever the registry or any source does, so that most checks are one comparison. */
  epoch(): number;
  /** The registry in service: what was made from another falls. */
  registry(): object;
  /** Changes whenever the value, the state or the age of the source does, for whatever reason but time. */
  versionOf(sourceId: string): string | number;
  /** Epoch milliseconds from which the source wants to be read again; null where it does not say. */
  freshUntilMs(sourceId: string): number | null;
}
