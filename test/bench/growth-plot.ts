/** A plot of growth as SVG: both axes logarithmic, lines named at their ends, readable on light and dark pages. */

export interface GrowthLine {
  readonly name: string;
  /** Ascending. */
  readonly points: readonly { readonly size: number; readonly ms: number }[];
}

export interface GrowthPlot {
  readonly title: string;
  readonly sizeName: string;
  readonly lines: readonly GrowthLine[];
}

const WIDTH = 720;
const HEIGHT = 380;
const LEFT = 64;
const RIGHT = 150;
const TOP = 44;
const BOTTOM = 48;
/** Least distance of two names at the ends of lines. */
const NAME_HEIGHT = 16;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #3d4450 }
  .title { font-size: 14px; font-weight: 600; fill: #1c2128 }
  .grid { stroke: #d5d9e0; stroke-width: 1 }
  .line { fill: none; stroke-width: 2 }
  .s0 { stroke: #1f6feb } .d0 { fill: #1f6feb }
  .s1 { stroke: #79a7f0; stroke-dasharray: 5 4 } .d1 { fill: #79a7f0 }
  .s2 { stroke: #bc4c00 } .d2 { fill: #bc4c00 }
  .s3 { stroke: #6e7781 } .d3 { fill: #6e7781 }
  @media (prefers-color-scheme: dark) {
    text { fill: #b5bdc9 } .title { fill: #e6edf3 } .grid { stroke: #3d444d }
    .s0 { stroke: #58a6ff } .d0 { fill: #58a6ff } .s1 { stroke: #3a6fb5 } .d1 { fill: #3a6fb5 }
    .s2 { stroke: #f0883e } .d2 { fill: #f0883e } .s3 { stroke: #9198a1 } .d3 { fill: #9198a1 }
  }`;

/** @param lines at most four: whatever is warm or a peer comes after what it is compared with */
export function drawGrowth({ title, sizeName, lines }: GrowthPlot): string {
  const points = lines.flatMap((line) => line.points);
  const x = toScale(
    points.map(({ size }) => size),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = toScale(
    points.map(({ ms }) => ms),
    HEIGHT - BOTTOM,
    TOP,
  );
  const vertical = x.ticks.map(
    (size) => `<line class="grid" x1="${x.at(size)}" x2="${x.at(size)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>
  <text x="${x.at(size)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${formatCount(size)}</text>`,
  );
  const horizontal = y.ticks.map(
    (ms) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y.at(ms)}" y2="${y.at(ms)}"/>
  <text x="${LEFT - 8}" y="${y.at(ms) + 4}" text-anchor="end">${formatMs(ms)}</text>`,
  );
  const ends = spread(
    lines.map((line) => y.at(line.points.at(-1)?.ms ?? 1)),
    NAME_HEIGHT,
  );
  const drawn = lines.map((line, index) => {
    const places = line.points.map(({ size, ms }) => `${x.at(size)},${y.at(ms)}`);
    const dots = places.map((place) => {
      const [cx, cy] = place.split(',');
      return `<circle class="d${index}" cx="${cx}" cy="${cy}" r="3"/>`;
    });
    const last = line.points.at(-1);
    return `<polyline class="line s${index}" points="${places.join(' ')}"/>
  ${dots.join('')}
  <text x="${x.at(last?.size ?? 1) + 10}" y="${(ends[index] ?? 0) + 4}">${line.name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
  <style>${STYLE}
  </style>
  <text class="title" x="${LEFT}" y="22">${title}</text>
  ${[...vertical, ...horizontal, ...drawn].join('\n  ')}
  <text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${sizeName}</text>
</svg>
`;
}

interface Scale {
  /** Powers of ten that enclose the values. */
  readonly ticks: readonly number[];
  at(value: number): number;
}

function toScale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    at: (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10,
  };
}

/** @returns the places, moved down where they would overlap */
function spread(places: readonly number[], distance: number): readonly number[] {
  const moved = [...places];
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, place] of [...places.entries()].sort(([, one], [, other]) => one - other)) {
    moved[index] = Math.max(place, free);
    free = (moved[index] ?? 0) + distance;
  }
  return moved;
}

function formatCount(count: number): string {
  return count.toLocaleString('en');
}

function formatMs(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}
