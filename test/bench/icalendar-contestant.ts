/** One engine in a process of its own: `node icalendar-contestant.ts NAME FILE` prints what it took as JSON. */
import { readFileSync } from 'node:fs';
import { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { openCalendar } from '../../src/sources/icalendar/open-calendar.ts';

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

type Expand = () => number;
type Engine = (bytes: Uint8Array) => Expand;

const FROM = Date.parse(WINDOW.from);
const TO = Date.parse(WINDOW.to);

export const ENGINES: Readonly<Record<string, Engine>> = {
  'community-graph': (bytes) => {
    const calendar = openCalendar(bytes);
    return () => calendar.expand(WINDOW).occurrences.length;
  },
  'ical.js, plain use': (bytes) => {
    const events = parse(bytes);
    return () =>
      count(
        events,
        (event) => new ICAL.Event(event, { exceptions: events.filter((other) => isOverrideOf(event, other)) }),
      );
  },
  'ical.js, overrides grouped by UID': (bytes) => {
    const events = parse(bytes);
    const groups = Map.groupBy(events, (event) => event.getFirstPropertyValue('uid'));
    return () =>
      count(events, (event) => {
        const group = groups.get(event.getFirstPropertyValue('uid')) ?? [];
        return new ICAL.Event(event, { exceptions: group.filter((other) => isOverrideOf(event, other)) });
      });
  },
  'node-ical': (bytes) => {
    const parsed = nodeIcal.sync.parseICS(new TextDecoder().decode(bytes));
    return () =>
      Object.values(parsed).reduce((sum, component) => {
        if (component?.type !== 'VEVENT') return sum;
        return sum + nodeIcal.expandRecurringEvent(component, { from: new Date(FROM), to: new Date(TO) }).length;
      }, 0);
  },
};

function parse(bytes: Uint8Array): ICAL.Component[] {
  const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes)));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
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
const engine = name === undefined ? undefined : ENGINES[name];
if (engine !== undefined && file !== undefined) stdout.write(JSON.stringify(measure(engine, readFileSync(file))));
