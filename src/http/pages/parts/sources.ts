import { renderInstant } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';

export interface PageSource {
  readonly name: string;
  readonly kind: string;
  readonly url: string | null;
  readonly state: 'FRESH' | 'STALE' | 'FAILING' | 'UNREAD';
  readonly lastSuccessAt: string | null;
  readonly lastError: string | null;
  readonly diagnostics: { readonly totalCount: number | null };
}

export const PAGE_SOURCE = `fragment PageSource on Source {
  name kind url state lastSuccessAt lastError
  diagnostics(first: 1) { totalCount }
}`;

const KIND_WORDS: Readonly<Record<string, string>> = {
  REGISTRY: 'registry',
  GITHUB: 'GitHub',
  ICALENDAR: 'calendar',
  PAGE: 'page',
  LANDSCAPE: 'landscape',
};

/** @returns what the graph is made of, and how fresh each is. */
export function renderSources(sources: readonly PageSource[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Sources"><table class="sources">
<caption class="sr">Sources and how fresh they are</caption>
<thead><tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">Last read</th><th scope="col">Oddities</th></tr></thead>
<tbody>${sources.map(
    ({ name, kind, url, state, lastSuccessAt, lastError, diagnostics }) => markup`<tr>
<td>${url === null ? name : markup`<a href="${url}">${name}</a>`} <span class="muted">${KIND_WORDS[kind] ?? kind.toLowerCase()}</span></td>
<td><span class="dot" data-state="${state}"></span>${state.toLowerCase()}${lastError !== null && markup`<br><span class="muted">${lastError}</span>`}</td>
<td>${lastSuccessAt === null ? 'never' : renderInstant(lastSuccessAt)}</td>
<td>${diagnostics.totalCount ?? 'unknown'}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}
