/** One entry of an Atom or JSON feed. */
export interface Entry {
  /** The same for good, an absolute URI. */
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  /** Plain text. */
  readonly text: string;
  /** Null where it is not known; so for the next. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
}

/** What a feed says of itself. */
export interface FeedInfo {
  readonly title: string;
  readonly description: string;
  /** Address of the feed. */
  readonly url: string;
  /** The page that shows the same. */
  readonly homePageUrl: string;
  /** When any of it last changed; null where that is not known. */
  readonly updatedAt: string | null;
}
