/** What one parser reads, another must read too: calendars of every maker are written by different hands. */
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway();
});
afterAll(() => pages.close());

interface Read {
  readonly uid: string;
  readonly start: string;
  readonly title: string;
  readonly status: string;
}

const byUid = (a: Read, b: Read): number => (a.uid < b.uid ? -1 : 1);

function readWithIcalJs(text: string): readonly Read[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toString().slice(0, 10),
      title: event.summary,
      status: String(component.getFirstPropertyValue('status')),
    };
  });
}

function readWithNodeIcal(text: string): readonly Read[] {
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((component) =>
    component?.type === 'VEVENT'
      ? [
          {
            uid: component.uid,
            start:
              component.datetype === 'date' ? toLocalDay(component.start) : component.start.toISOString().slice(0, 10),
            title: String(component.summary),
            status: String(component.status),
          },
        ]
      : [],
  );
}

/** node-ical reads a day as midnight on the clock of the machine. */
function toLocalDay(date: Date): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** The reading of RFC 5545 §3.1 and §3.3.11 by hand: unfold, split, unescape. */
function readByHand(text: string): readonly Read[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/u.exec(line) ?? [];
    const event = events.at(-1);
    if (event !== undefined)
      event[name] = value.replace(/\\(.)/gu, (_all, character: string) => (character === 'n' ? '\n' : character));
  }
  return events.map(({ UID = '', DTSTART = '', SUMMARY = '', STATUS = '' }) => ({
    uid: UID,
    start: `${DTSTART.slice(0, 4)}-${DTSTART.slice(4, 6)}-${DTSTART.slice(6, 8)}`,
    title: SUMMARY,
    status: STATUS,
  }));
}

it('three parsers read the same events from the feed', async () => {
  const { body } = await pages.server.inject({ url: '/feeds/meetings.ics' });
  const read = readWithIcalJs(body).toSorted(byUid);
  expect(read.length).toBeGreaterThan(50);
  expect(readByHand(body).toSorted(byUid)).toEqual(read);
  expect(readWithNodeIcal(body).toSorted(byUid)).toEqual(read);
});
