/** Calendar libraries as readers of our feeds: each gives the instances that begin in a window, as it sees them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { expandCalendar } from '../../src/sources/icalendar/index.ts';

export interface ReadInstance {
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly title: string;
}

export interface ReadWindow {
  readonly from: string;
  readonly to: string;
}

export type FeedReader = (text: string, window: ReadWindow) => readonly ReadInstance[];

/** @returns one line an instance, in order, each once, so that a difference can be read. */
export function toLines(instances: readonly ReadInstance[], { from, to }: ReadWindow): readonly string[] {
  const inside = instances.filter(({ start }) => start >= from && start < to);
  return [...new Set(inside.map(({ start, end, status, title }) => `${start} ${end} ${status} ${title}`))].sort();
}

export const readWithOwnEngine: FeedReader = (text, window) =>
  expandCalendar(Buffer.from(text), { ...window, zone: 'UTC' }).occurrences.map(({ start, end, status, summary }) => ({
    start,
    end,
    status: status === 'MOVED' ? 'CONFIRMED' : status,
    title: summary,
  }));

export const readWithIcalJs: FeedReader = (text, { to }) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  // Left to itself, it relates every exception to every event, by time alone (kewisch/ical.js#1019).
  const byUid = Map.groupBy(calendar.getAllSubcomponents('vevent'), (event) => event.getFirstPropertyValue('uid'));
  return [...byUid.values()].flatMap((components) => {
    const exceptions = components.filter((component) => component.hasProperty('recurrence-id'));
    const master = components.find((component) => !component.hasProperty('recurrence-id'));
    const event = new ICAL.Event(master, { strictExceptions: true, exceptions });
    return event.isRecurring() ? iterate(event, to) : [toRead(event, event.startDate, event.endDate)];
  });
};

function iterate(event: ICAL.Event, to: string): readonly ReadInstance[] {
  const found: ReadInstance[] = [];
  const iterator = event.iterator();
  // An override may lie before its place in the rule.
  const last = Date.parse(to) + 100 * 86_400_000;
  for (let time = iterator.next(); time && toMs(time) < last; time = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(time);
    found.push(toRead(item, startDate, endDate));
  }
  return found;
}

function toRead({ component, summary }: ICAL.Event, start: ICAL.Time, end: ICAL.Time): ReadInstance {
  return {
    start: toInstant(toMs(start)),
    end: toInstant(toMs(end)),
    status: String(component.getFirstPropertyValue('status')),
    title: summary,
  };
}

/** `toJSDate` reads days on the clock of the machine. */
function toMs(time: ICAL.Time): number {
  return time.isDate ? Date.UTC(time.year, time.month - 1, time.day) : time.toUnixTime() * 1000;
}

export const readWithNodeIcal: FeedReader = (text, { from, to }) =>
  Object.values(nodeIcal.sync.parseICS(text)).flatMap((component) => {
    if (component?.type !== 'VEVENT') return [];
    const options = { from: new Date(Date.parse(from) - 86_400_000), to: new Date(to) };
    return nodeIcal.expandRecurringEvent(component, options).map(({ start, end, isFullDay, event, summary }) => ({
      start: isFullDay ? toLocalMidnight(start) : toInstant(start.getTime()),
      end: isFullDay ? toLocalMidnight(end) : toInstant(end.getTime()),
      status: String(event.status ?? 'CONFIRMED'),
      title: String(summary),
    }));
  });

/** node-ical reads a day as midnight on the clock of the machine. */
function toLocalMidnight(date: Date): string {
  return toInstant(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
}

function toInstant(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

const PEERS = path.join(import.meta.dirname, 'feed-peers');
const PYTHON = '/usr/bin/python3';

/** Readers in other languages, of those that this machine has: `apt-get install` names what is missing. */
export interface Peer {
  readonly name: string;
  readonly packages: string;
  readonly isHere: boolean;
  readonly read: FeedReader;
}

export function findPeers(): readonly Peer[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'feed-peers-'));
  const libical = path.join(directory, 'libical-peer');
  const runJson =
    (command: string, script: string): FeedReader =>
    (text, { from, to }) =>
      JSON.parse(run(command, [path.join(PEERS, script), write(directory, text), from, to])) as ReadInstance[];
  return [
    {
      name: 'recurring-ical-events',
      packages: 'python3-recurring-ical-events',
      isHere: succeeds(PYTHON, ['-c', 'import recurring_ical_events']),
      read: runJson(PYTHON, 'recurring_ical_events_peer.py'),
    },
    {
      name: 'sabre/vobject',
      packages: 'php-cli php-sabre-vobject',
      isHere: succeeds('php', ['-r', "require 'Sabre/VObject/autoload.php';"]),
      read: runJson('php', 'sabre-peer.php'),
    },
    {
      name: 'libical',
      packages: 'gcc pkg-config libical-dev',
      isHere: compileLibical(libical),
      read: (text, { from, to }) =>
        run(libical, [write(directory, text), toSeconds(from), toSeconds(to)])
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => {
            const [start = '', end = '', status = '', ...title] = line.split('\t');
            const [startMs, endMs] = [Number(start) * 1000, Number(end) * 1000];
            return { start: toInstant(startMs), end: toInstant(endMs), status, title: title.join('\t') };
          }),
    },
  ];
}

function compileLibical(target: string): boolean {
  const flags = spawnSync('pkg-config', ['--cflags', '--libs', 'libical'], { encoding: 'utf8' });
  if (flags.status !== 0) return false;
  return succeeds('gcc', ['-o', target, path.join(PEERS, 'libical-peer.c'), ...flags.stdout.trim().split(/\s+/u)]);
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function write(directory: string, text: string): string {
  const file = path.join(directory, 'feed.ics');
  writeFileSync(file, text);
  return file;
}

function toSeconds(instant: string): string {
  return String(Date.parse(instant) / 1000);
}
