/**
 * How time and memory grow with a community: `node test/bench/growth.ts` measures 10 to 10,000 groups, each in a process
 * of its own, prints a table and draws docs/growth.svg.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawGrowth, type GrowthLine } from './growth-plot.ts';

/** Or those given, e.g. `node test/bench/growth.ts 10 100 1000`. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 1000, 10_000];

interface Measured {
  readonly groups: number;
  /** CPU milliseconds by what was done. */
  readonly times: Readonly<Record<string, number>>;
  /** Resident megabytes after a garbage collection, with the records in memory, and after each question. */
  readonly memory: Readonly<Record<string, number>>;
}

/** As of the executable: else much of the memory is room for garbage. */
const PRELOAD = path.join(import.meta.dirname, '../../src/preload.js');

/** What is not done by then is left out. */
const MAX_MS = 15 * 60_000;

function measure(groups: number): Measured {
  const args = ['--expose-gc', '--import', PRELOAD, path.join(import.meta.dirname, 'growth-size.ts'), String(groups)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: MAX_MS });
  const line = stdout.trim().split('\n').at(-1);
  if (!line) throw new Error(`Nothing was measured of ${groups} groups: ${stderr}`);
  return JSON.parse(line) as Measured;
}

function format(value: number | undefined): string {
  if (value === undefined) return '–';
  return value >= 10 ? Math.round(value).toLocaleString('en') : value.toPrecision(2);
}

const measured = SIZES.map(measure);
const rows = (key: 'times' | 'memory'): readonly GrowthLine[] =>
  Object.keys(measured[0]?.[key] ?? {}).map((name) => ({
    name,
    points: measured.flatMap(({ groups, [key]: values }) => {
      const value = values[name];
      return value === undefined ? [] : [{ size: groups, value }];
    }),
  }));
console.log(`| groups | ${SIZES.map((size) => size.toLocaleString('en')).join(' | ')} |`);
console.log(`|---|${SIZES.map(() => '---|').join('')}`);
for (const { name, points } of [...rows('times'), ...rows('memory')]) {
  const cells = SIZES.map((groups) => format(points.find(({ size }) => size === groups)?.value));
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
writeFileSync(
  path.join(import.meta.dirname, '../../docs/growth.svg'),
  drawGrowth({ title: 'CPU time of an answer, in ms', sizeName: 'groups', lines: rows('times') }),
);
