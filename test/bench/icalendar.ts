/**
 * Calendar feeds beside plain ical.js and node-ical: each in a process of its own, CPU time, in one run.
 * `node test/bench/icalendar.ts [--full]`; `--full` has the slow peers read ten thousand events too (minutes).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './icalendar-contestant.ts';
import { writeFeed } from './icalendar-feed.ts';

const OURS = 'community-graph';
const PEERS = ['node-ical', 'ical.js, overrides grouped by UID', 'ical.js, plain use'];
const GROWTH = [100, 1000, 10_000, 100_000];
const CONTESTANT = fileURLToPath(new URL('./icalendar-contestant.ts', import.meta.url));
/** Plain ical.js takes minutes for ten thousand events. */
const TIMEOUT_MS = 600_000;

export interface Result extends Measurement {
  readonly engine: string;
  readonly events: number;
}

/** @returns what each engine took for each size; sizes that a peer is too slow for are left out unless `isFull` */
export function benchICalendar({ isFull }: { readonly isFull: boolean }): Result[] {
  const directory = mkdtempSync(join(tmpdir(), 'icalendar-bench-'));
  try {
    const file = (events: number): string => {
      const path = join(directory, `${events}.ics`);
      // A hundred thousand events with long descriptions would measure the disk.
      writeFileSync(path, writeFeed({ events, descriptionLength: events > 10_000 ? 100 : 900 }));
      return path;
    };
    const sizes = isFull ? [300, 10_000] : [300, 1000];
    const compared = sizes.flatMap((events) => {
      const path = file(events);
      return [OURS, ...PEERS].map((engine) => run(engine, events, path));
    });
    const grown = GROWTH.filter((events) => !sizes.includes(events)).map((events) => run(OURS, events, file(events)));
    return [...compared, ...grown];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function run(engine: string, events: number, path: string): Result {
  const output = execFileSync(execPath, [CONTESTANT, engine, path], { encoding: 'utf8', timeout: TIMEOUT_MS });
  const measurement: Measurement = JSON.parse(output);
  return { engine, events, ...measurement };
}

function report(results: readonly Result[]): void {
  const ours = new Map(results.filter(({ engine }) => engine === OURS).map((result) => [result.events, result]));
  console.table(
    results.map((result) => {
      const own = ours.get(result.events) ?? result;
      const cold = (result.openMs + result.expandMs) / (own.openMs + own.expandMs);
      return {
        engine: result.engine,
        events: result.events,
        'open ms': Math.round(result.openMs),
        'expand ms': Math.round(result.expandMs),
        'warm ms': Number(result.warmMs.toFixed(1)),
        'peak MB': Math.round(result.peakMb),
        instances: result.instances,
        'cold ×': Number(cold.toFixed(1)),
        'warm ×': Number((result.warmMs / own.warmMs).toFixed(1)),
      };
    }),
  );
  console.log('\nGrowth of community-graph, open + expand: microseconds an event');
  const grown = [...ours.values()].sort((a, b) => a.events - b.events);
  for (const { events, openMs, expandMs } of grown) {
    const microseconds = Math.round(((openMs + expandMs) * 1000) / events);
    const bar = '▇'.repeat(Math.min(80, Math.max(1, Math.round(microseconds / 20))));
    console.log(`${String(events).padStart(8)} ${bar} ${microseconds}`);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) report(benchICalendar({ isFull: argv.includes('--full') }));
