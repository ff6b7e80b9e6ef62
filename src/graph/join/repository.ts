/** A repository on GitHub; known by name alone, nothing is fetched for it. */
export interface RepositoryView {
  readonly nameWithOwner: string;
}
