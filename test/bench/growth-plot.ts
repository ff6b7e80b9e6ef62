/** A plot with logarithmic axes as SVG, readable on light and dark pages. */

export interface GrowthLine {
  readonly name: string;
  readonly points: readonly { readonly size: number; readonly value: number }[];
}

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 60;
const TOP = 40;
const PLOT_WIDTH = 420;
const PLOT_HEIGHT = 320;
/** Told apart by hue and by dashes; of middling lightness, so that they stand out on white and on black. */
const COLOURS = ['#3b82f6', '#d97706', '#10b981', '#d946ef', '#ef4444'];

/** @returns the drawing: size to the right, value upwards; names stand at the right end of the lines */
export function drawGrowth({
  title,
  sizeName,
  lines,
}: {
  readonly title: string;
  /** What the size counts. */
  readonly sizeName: string;
  readonly lines: readonly GrowthLine[];
}): string {
  const points = lines.flatMap((line) => line.points);
  const [minX, maxX] = decades(points.map(({ size }) => size));
  const [minY, maxY] = decades(points.map(({ value }) => value));
  const x = (size: number): number => LEFT + ((Math.log10(size) - minX) / (maxX - minX)) * PLOT_WIDTH;
  const y = (value: number): number => TOP + PLOT_HEIGHT - ((Math.log10(value) - minY) / (maxY - minY)) * PLOT_HEIGHT;
  const grid = [
    ...range(minX, maxX).map((decade) => {
      const at = round(x(10 ** decade));
      return `<path class="grid" d="M${at} ${TOP}V${TOP + PLOT_HEIGHT}"/><text x="${at}" y="${TOP + PLOT_HEIGHT + 18}" text-anchor="middle">${label(decade)}</text>`;
    }),
    ...range(minY, maxY).map((decade) => {
      const at = round(y(10 ** decade));
      return `<path class="grid" d="M${LEFT} ${at}H${LEFT + PLOT_WIDTH}"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${label(decade)}</text>`;
    }),
  ];
  const names = spread(lines.map((line) => y(line.points.at(-1)?.value ?? 1)));
  const drawn = lines.map((line, index) => {
    const colour = COLOURS[Math.floor(index / 2) % COLOURS.length];
    const dash = index % 2 === 0 ? '' : ' stroke-dasharray="5 4"';
    const at = line.points.map(({ size, value }) => `${round(x(size))} ${round(y(value))}`).join('L');
    const end = round(y(line.points.at(-1)?.value ?? 1));
    const name = round(names[index] ?? end);
    return (
      `<path d="M${at}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>` +
      `<path class="grid" d="M${LEFT + PLOT_WIDTH} ${end}L${LEFT + PLOT_WIDTH + 12} ${name}"/>` +
      `<text x="${LEFT + PLOT_WIDTH + 16}" y="${name + 4}">${line.name}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>text{font:12px system-ui,sans-serif;fill:#374151}.grid{stroke:#9ca3af;stroke-opacity:.4;fill:none}@media(prefers-color-scheme:dark){text{fill:#d1d5db}}</style>
<text x="${LEFT}" y="20" font-weight="bold">${title}</text>
<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 22}" text-anchor="middle">${sizeName}</text>
${[...grid, ...drawn].join('\n')}
</svg>
`;
}

/** @returns the powers of ten around the values */
function decades(values: readonly number[]): readonly [number, number] {
  const logarithms = values.filter((value) => value > 0).map(Math.log10);
  return [Math.floor(Math.min(...logarithms)), Math.ceil(Math.max(...logarithms))];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function label(decade: number): string {
  return (10 ** decade).toLocaleString('en', { maximumFractionDigits: 3 });
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

const LINE_HEIGHT = 17;

/** @returns the places, moved down where they would overlap */
function spread(places: readonly number[]): readonly number[] {
  const moved = [...places];
  let last = Number.NEGATIVE_INFINITY;
  for (const { place, index } of places.map((at, index) => ({ place: at, index })).sort((a, b) => a.place - b.place)) {
    last = Math.max(place, last + LINE_HEIGHT);
    moved[index] = last;
  }
  return moved;
}
