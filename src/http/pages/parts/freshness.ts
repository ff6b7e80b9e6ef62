/** What a list does not say by itself: that a source was not read, or that a copy is old. */
import { renderInstant } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';

export interface PageReading {
  readonly state: 'FRESH' | 'STALE' | 'FAILING' | 'UNREAD';
  readonly fetchedAt: string | null;
  readonly error: string | null;
  readonly source: { readonly name: string };
}

export interface Readable {
  readonly isPartial: boolean;
  readonly readings: readonly PageReading[];
}

export const READINGS = 'isPartial readings { state fetchedAt error source { name } }';

/** @returns a note where a source failed or was never read, a line where copies are merely old, else nothing. */
export function renderFreshness({ isPartial, readings }: Readable): Markup | null {
  const old = readings.filter(({ state }) => state !== 'FRESH');
  const failed = old.filter(({ fetchedAt, error }) => fetchedAt === null || error !== null);
  if (isPartial || failed.length > 0) {
    return markup`<div class="note" role="note">${isPartial && markup`<p><strong>Not complete.</strong> ${readings.length === 0 ? 'The registry names no source of this.' : 'A source could not be read.'}</p>`}${failed.length > 0 && markup`<ul>${failed.map(renderFailure)}</ul>`}</div>`;
  }
  const oldest = old.reduce<string | null>(
    (least, { fetchedAt }) => (fetchedAt !== null && (least === null || fetchedAt < least) ? fetchedAt : least),
    null,
  );
  return oldest === null ? null : markup`<p class="muted">As of ${renderInstant(oldest)}.</p>`;
}

function renderFailure({ source, fetchedAt, error }: PageReading): Markup {
  return markup`<li>${source.name}: ${fetchedAt === null ? 'nothing is known' : markup`as of ${renderInstant(fetchedAt)}`}${error !== null && ` (${error})`}</li>`;
}

/** @returns the sentence for an empty list: nothing there, or nothing known. */
export function renderEmpty({ isPartial }: Readable, nothing: string): Markup {
  return markup`<p class="empty">${isPartial ? 'Nothing is known at present.' : nothing}</p>`;
}

/** @param totalCount null where it is unknown @returns how many are not shown, where some are not */
export function renderMore(shown: number, totalCount: number | null): Markup | null {
  if (totalCount === null || totalCount <= shown) return null;
  return markup`<p class="muted">${totalCount - shown} more are not shown here.</p>`;
}
