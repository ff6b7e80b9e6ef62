/** Pictures of numbers. Each has its numbers in words too: in its title, or beside it. */
import { type Markup, markup } from '../markup.ts';
import { STATUS_ORDER, toStatusWords } from './initiatives.ts';

export interface StatusCount {
  readonly status: string;
  readonly count: number;
}

const BAR_WIDTH = 160;

/** @param max the count that fills the width @returns a bar in parts, one a status */
export function renderStatusBar(counts: readonly StatusCount[], max: number): Markup {
  const ordered = STATUS_ORDER.flatMap((status) =>
    counts.filter((count) => count.status === status && count.count > 0),
  );
  const words = ordered.map(({ status, count }) => `${count} ${toStatusWords(status).toLowerCase()}`).join(', ');
  let x = 0;
  const parts = ordered.map(({ status, count }) => {
    const width = (count / Math.max(max, 1)) * BAR_WIDTH;
    const part = markup`<rect data-status="${status}" x="${round(x)}" width="${round(Math.max(width - 1, 1))}" height="10"/>`;
    x += width;
    return part;
  });
  return markup`<svg class="status-bar" viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${words}"><title>${words}</title>${parts}</svg>`;
}

/** @returns the legend of the status bars. */
export function renderLegend(statuses: readonly string[]): Markup {
  return markup`<ul class="legend">${STATUS_ORDER.filter((status) => statuses.includes(status)).map(
    (status) => markup`<li><span class="dot" data-status="${status}"></span>${toStatusWords(status)}</li>`,
  )}</ul>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
