/** What the main thread and the calendar thread say to each other. */
import type { ErrorCode } from '../../errors.ts';
import type { OccurrenceWindow, SeriesRecord } from '../../model/meeting.ts';
import type { CalendarOptions } from './calendar.ts';
import type { EventRecord } from './occurrence.ts';
import type { PackedInstances } from './packed-instances.ts';
import type { CalendarDiagnostic } from './repairs.ts';

/** A version of a feed: the content of the feed at one time. */
export interface FeedVersion {
  readonly feed: string;
  /** Grows with each version that is opened. */
  readonly number: number;
}

export interface FeedOptions extends CalendarOptions {
  /** Id of the feed in the registry, which its records carry. */
  readonly feedId: string;
}

/** All that is needed to open a version. */
export interface FeedContent {
  readonly version: FeedVersion;
  readonly bytes: Uint8Array;
  readonly options: FeedOptions;
}

export type CalendarRequest =
  | { readonly kind: 'open'; readonly content: FeedContent }
  | { readonly kind: 'expand'; readonly version: FeedVersion; readonly window: OccurrenceWindow }
  | { readonly kind: 'series'; readonly version: FeedVersion }
  /** Asks for the next part of the records of the answer before. */
  | { readonly kind: 'more' };

export type CalendarReply =
  | { readonly kind: 'opened'; readonly revision: string; readonly diagnostics: readonly CalendarDiagnostic[] }
  /** Its records follow, for who asks for more. */
  | {
      readonly kind: 'expanded';
      readonly times: PackedInstances['times'];
      readonly diagnostics: readonly CalendarDiagnostic[];
    }
  /** A part of a list; small, so that taking it over holds up nobody. */
  | { readonly kind: 'part'; readonly items: readonly (EventRecord | SeriesRecord)[]; readonly hasMore: boolean }
  /** The version is not open: open it and ask again. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };
