/** One engine in a process of its own: `node icalendar-contestant.ts NAME FILE` prints what it took as JSON. */
import { readFileSync } from 'node:fs';
import { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import type ICAL from 'ical.js';

export interface Measurement {
  /** CPU time of the process and its threads: others on the machine do not count. */
  readonly openMs: number;
  readonly expandMs: number;
  /** The same window again, median of five. */
  readonly warmMs: number;
  readonly peakMb: number;
  readonly instances: number;
}

export const WINDOW = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const FROM = Date.parse(WINDOW.from);
const TO = Date.parse(WINDOW.to);

type Expand = () => number;
type Engine = (bytes: Uint8Array) => Expand;

/** Each is loaded alone, so that its memory is its own. */
export const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  'community-graph': async () => {
    const { openCalendar } = await import('../../src/sources/icalendar/open-calendar.ts');
    return (bytes) => {
      const calendar = openCalendar(bytes);
      return () => calendar.expand(WINDOW).occurrences.length;
    };
  },
  'node-ical': async () => {
    const { default: nodeIcal } = await import('node-ical');
    return (bytes) => {
      const parsed = nodeIcal.sync.parseICS(new TextDecoder().decode(bytes));
      return () =>
        Object.values(parsed).reduce((sum, component) => {
          if (component?.type !== 'VEVENT') return sum;
          return sum + nodeIcal.expandRecurringEvent(component, { from: new Date(FROM), to: new Date(TO) }).length;
        }, 0);
    };
  },
  'ical.js, overrides grouped by UID': async () => {
    const { default: ical } = await import('ical.js');
    return (bytes) => {
      const events = parse(ical, bytes);
      const groups = Map.groupBy(events, (event) => event.getFirstPropertyValue('uid'));
      return () =>
        count(events, (event) => {
          const group = groups.get(event.getFirstPropertyValue('uid')) ?? [];
          return new ical.Event(event, { exceptions: group.filter((other) => isOverrideOf(event, other)) });
        });
    };
  },
  'ical.js, plain use': async () => {
    const { default: ical } = await import('ical.js');
    return (bytes) => {
      const events = parse(ical, bytes);
      return () =>
        count(
          events,
          (event) => new ical.Event(event, { exceptions: events.filter((other) => isOverrideOf(event, other)) }),
        );
    };
  },
};

function parse(ical: typeof ICAL, bytes: Uint8Array): ICAL.Component[] {
  const calendar = new ical.Component(ical.parse(new TextDecoder().decode(bytes)));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ical.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent');
}

function isOverrideOf(event: ICAL.Component, other: ICAL.Component): boolean {
  return (
    other.hasProperty('recurrence-id') && other.getFirstPropertyValue('uid') === event.getFirstPropertyValue('uid')
  );
}

/** As the documentation of ical.js shows it: from DTSTART on, until the window is over. */
function count(events: readonly ICAL.Component[], toEvent: (event: ICAL.Component) => ICAL.Event): number {
  let found = 0;
  for (const component of events) {
    if (component.hasProperty('recurrence-id')) continue;
    const event = toEvent(component);
    if (!event.isRecurring()) {
      const start = event.startDate.toJSDate().getTime();
      if (start < TO && event.endDate.toJSDate().getTime() > FROM) found += 1;
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      if (next.toJSDate().getTime() >= TO) break;
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      if (startDate.toJSDate().getTime() < TO && endDate.toJSDate().getTime() > FROM) found += 1;
    }
  }
  return found;
}

function cpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

function measure(engine: Engine, bytes: Uint8Array): Measurement {
  const began = cpuMs();
  const expand = engine(bytes);
  const opened = cpuMs();
  const instances = expand();
  const expanded = cpuMs();
  const warm = expanded - opened > 20_000 ? [expanded - opened] : Array.from({ length: 5 }, () => timed(expand));
  return {
    openMs: opened - began,
    expandMs: expanded - opened,
    warmMs: warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0,
    peakMb: resourceUsage().maxRSS / 1024,
    instances,
  };
}

function timed(run: () => unknown): number {
  const began = cpuMs();
  run();
  return cpuMs() - began;
}

const [, , name, file] = argv;
const load = name === undefined ? undefined : ENGINES[name];
if (load !== undefined && file !== undefined) {
  const bytes = readFileSync(file);
  stdout.write(JSON.stringify(measure(await load(), bytes)));
}
