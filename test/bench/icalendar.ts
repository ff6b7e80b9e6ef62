/**
 * Calendar feeds beside libical, node-ical and ical.js: each in a process of its own, CPU time, in one run.
 * `node test/bench/icalendar.ts [--full]`; `--full` has the slow peers read ten thousand events too (minutes). Draws the
 * growth into docs/icalendar-growth.svg.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { drawGrowth, type GrowthLine } from './growth-plot.ts';
import { type Measurement, WINDOW } from './icalendar-contestant.ts';
import { writeFeed } from './icalendar-feed.ts';
import { compileLibical } from './icalendar-libical.ts';
import { measureStall, type Stall } from './icalendar-stall.ts';

const OURS = 'community-graph';
const LIBICAL = 'libical';
const SLOW_PEERS = ['node-ical', 'ical.js, overrides grouped by UID', 'ical.js, plain use'];
const GROWTH = [100, 1000, 10_000, 100_000];
const SMALL = 300;
/** What the goals are about. */
const LARGE = 10_000;
const ROUNDS = 3;
const CONTESTANT = path.join(import.meta.dirname, 'icalendar-contestant.ts');
const PLOT = path.join(import.meta.dirname, '../../docs/icalendar-growth.svg');
/** As small as in the thread that reads calendars: 12 MB. */
const YOUNG_HEAP = ['--max-semi-space-size=4'];
/** Plain ical.js takes minutes for ten thousand events. */
const TIMEOUT_MS = 600_000;

export interface Result extends Measurement {
  readonly engine: string;
  readonly events: number;
}

/** @returns what each engine took for each size: of three interleaved rounds, the one with the median cold time */
export function benchICalendar({ isFull }: { readonly isFull: boolean }): Result[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'icalendar-bench-'));
  try {
    const libical = compileLibical(directory);
    if (libical === null) console.log('No C compiler or no libical (libical-dev): its rows are left out.');
    const engines = libical === null ? [OURS] : [OURS, LIBICAL];
    const results: Result[] = [];
    for (const events of [...GROWTH, SMALL].sort((a, b) => a - b)) {
      const file = path.join(directory, `${events}.ics`);
      // A hundred thousand events with long descriptions would measure the disk.
      writeFileSync(file, writeFeed({ events, descriptionLength: events > LARGE ? 100 : 900 }));
      const rounds = Array.from({ length: ROUNDS }, () => engines.map((engine) => run(engine, events, file, libical)));
      for (const engine of engines) {
        results.push(medianOf(rounds.flat().filter((result) => result.engine === engine)));
      }
      if (events === SMALL || events === (isFull ? LARGE : 1000)) {
        results.push(...SLOW_PEERS.map((engine) => run(engine, events, file, libical)));
      }
    }
    return results;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function run(engine: string, events: number, file: string, libical: string | null): Result {
  const seconds = Object.values(WINDOW).map((instant) => String(Date.parse(instant) / 1000));
  const [program, ...args] =
    engine === LIBICAL ? [libical ?? '', file, ...seconds] : [execPath, ...YOUNG_HEAP, CONTESTANT, engine, file];
  const output = execFileSync(program ?? '', args, { encoding: 'utf8', timeout: TIMEOUT_MS });
  const measurement: Measurement = JSON.parse(output);
  return { engine, events, ...measurement };
}

function coldMs({ openMs, expandMs }: Measurement): number {
  return openMs + expandMs;
}

function medianOf(results: readonly Result[]): Result {
  const median = results.toSorted((a, b) => coldMs(a) - coldMs(b))[Math.floor(results.length / 2)];
  if (median === undefined) throw new Error('Nothing was measured.');
  return median;
}

function reportTable(results: readonly Result[]): void {
  console.log('| events | | open + expand | warm | peak MB | instances |');
  console.log('|---|---|---|---|---|---|');
  for (const { events, engine, openMs, expandMs, warmMs, peakMb, instances } of results) {
    const cold = `${Math.round(openMs)} + ${Math.round(expandMs)}`;
    console.log(`| ${events} | ${engine} | ${cold} | ${warmMs.toFixed(1)} | ${Math.round(peakMb)} | ${instances} |`);
  }
}

function reportGoals(results: readonly Result[], stall: Stall): void {
  const find = (engine: string, events: number): Result | undefined =>
    results.find((result) => result.engine === engine && result.events === events);
  const [ours, theirs, small] = [find(OURS, LARGE), find(LIBICAL, LARGE), find(OURS, SMALL)];
  const goals: (readonly [name: string, is: number, goal: number])[] = [
    [`${LARGE} events: peak MB`, ours?.peakMb ?? Number.NaN, 200],
    [`${SMALL} events: warm ms`, small?.warmMs ?? Number.NaN, 5],
    ['a query waits longer while 10,000 events are read: ms', stall.addedMs, 30],
    ['the same, CPU time of the longest turn: ms', stall.longestTurnMs, 30],
  ];
  if (ours !== undefined && theirs !== undefined) {
    goals.push([`${LARGE} events: cold, times libical's`, coldMs(ours) / coldMs(theirs), 2]);
    goals.push([`${LARGE} events: warm, times libical's cold`, ours.warmMs / coldMs(theirs), 0.25]);
  }
  for (const [name, is, goal] of goals) console.log(`${name}: ${is.toFixed(2)}, goal at most ${goal}`);
}

/** @returns the lines of the plot, those of one engine side by side */
function growthLines(results: readonly Result[]): GrowthLine[] {
  const line = (engine: string, name: string, msOf: (result: Result) => number): GrowthLine => ({
    name,
    points: results
      .filter((result) => result.engine === engine && GROWTH.includes(result.events))
      .map((result) => ({ size: result.events, value: msOf(result) })),
  });
  const lines = [
    line(OURS, 'ours: read and expand', coldMs),
    line(OURS, 'ours: expand again', ({ warmMs }) => warmMs),
    line(LIBICAL, 'libical: read and expand', coldMs),
    line(LIBICAL, 'libical: expand again', ({ warmMs }) => warmMs),
  ];
  return lines.filter(({ points }) => points.length > 0);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const results = benchICalendar({ isFull: argv.includes('--full') });
  const stall = await measureStall(LARGE);
  reportTable(results);
  console.log(
    `\nA query takes ${stall.idleMs.toFixed(1)} ms, and at most ${stall.addedMs.toFixed(1)} ms longer while read.`,
  );
  reportGoals(results, stall);
  const title = 'A feed, and 30 days of it: ms of CPU time';
  writeFileSync(PLOT, drawGrowth({ title, sizeName: 'events', lines: growthLines(results) }));
}
