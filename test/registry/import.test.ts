/** What is imported serves the same graph as its original. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { DeclaredMeetingRecord } from '../../src/model/group.ts';
import type { RegistryRecord } from '../../src/model/registry.ts';
import { importRegistry } from '../../src/registry/import/import-registry.ts';
import { expectedFile, fixtures } from './fixtures.ts';
import { type Files, loadFiles, loadText, portsOf, served } from './load-files.ts';
import { resolved, unresolved } from './schedule-corpus.ts';

async function importFiles(files: Files, format: string | null = null) {
  return importRegistry([Object.keys(files)[0] ?? ''], format, portsOf(files));
}

describe('import', () => {
  it.each(fixtures)('of %s is valid, stable and serves the same', async (name, files) => {
    const { text, record } = await importFiles(files);
    const again = await loadText(text);
    expect(served(again)).toEqual(served(record));
    expect(again.diagnostics.filter(({ level }) => level !== 'NOTE')).toEqual([]);
    const second = await importFiles({ 'registry.yaml': text });
    const withoutComments = (yaml: string) => parseDocument(yaml).toJS();
    expect(withoutComments(second.text)).toEqual(withoutComments(text));
    await expect(text).toMatchFileSnapshot(expectedFile(name, '.native.yaml'));
  });

  it('of several files merges them in order', async () => {
    const files = {
      'one.yaml': 'tags: [{ dir: tag-a, name: TAG A, leadership: { chairs: [{ github: ada }] } }]\n',
      'two.yaml': 'tags: [{ dir: tag-a, name: TAG A, contact: { slack: tag-a } }]\n',
    };
    const { text, record } = await importRegistry(['one.yaml', 'two.yaml'], 'cncf-tags', portsOf(files));
    expect(record.files.map(({ name }) => name)).toEqual(['one.yaml', 'two.yaml']);
    expect(record.diagnostics).toEqual([]);
    const again = await loadText(text);
    expect(again.groups[0]).toMatchObject({ roles: [{ login: 'ada' }], channels: [{ name: '#tag-a' }] });
  });

  it('keeps several communities apart', async () => {
    const record = await loadFiles({
      'registry.yaml':
        'include: [{ file: a.yaml, community: { slug: one } }, { file: a.yml, community: { slug: two } }]\ncommunities: [{ slug: one, name: One }]\n',
      'a.yaml': 'groups: [{ slug: g, name: G, kind: TEAM, related: two/g }]\n',
      'a.yml':
        'groups: [{ slug: g, name: G, kind: TEAM, calendars: { url: "https://c.example/c.ics" } }]\ninitiatives: [{ id: r, repository: o/r, labels: x, groups: { labels: { g: g } } }]\n',
    });
    expect(record.diagnostics).toEqual([]);
    const { text } = await importFiles({
      'registry.yaml':
        'include: [{ file: a.yaml, community: { slug: one } }, { file: a.yml, community: { slug: two } }]\ncommunities: [{ slug: one, name: One }]\n',
      'a.yaml': 'groups: [{ slug: g, name: G, kind: TEAM, related: two/g }]\n',
      'a.yml':
        'groups: [{ slug: g, name: G, kind: TEAM, calendars: { url: "https://c.example/c.ics" } }]\ninitiatives: [{ id: r, repository: o/r, labels: x, groups: { labels: { g: g } } }]\n',
    });
    expect(served(await loadText(text))).toEqual(served(record));
  });

  it('says above a group what was odd in it', async () => {
    const { text } = await importFiles({
      'tags.yaml': 'tags:\n  - { dir: tag-a, name: TAG A }\n  - { dir: tag-b, name: TAG B, mission_statement: TBD }\n',
    });
    expect(text).toMatch(/# tags\.yaml:3:\d+ REGISTRY_PLACEHOLDER .*\n {2}- slug: tag-b/u);
  });

  it.each([
    [
      'a rule beside words that say something else',
      '{ schedule: Mondays at 9:00 UTC, rrule: FREQ=WEEKLY;BYDAY=TU, startTime: "09:00", timeZone: Etc/UTC }',
    ],
    [
      'a rule without words',
      '{ rrule: "RRULE:FREQ=DAILY", startTime: "09:00", timeZone: Europe/Berlin, duration: PT1H }',
    ],
    [
      'what the words leave open',
      '{ schedule: every other Monday at 9:00 EST, timeZone: America/New_York, anchorDate: 2026-01-05 }',
    ],
    ['a rule without a zone', '{ rrule: FREQ=DAILY, startTime: "09:00" }'],
    ['words that contradict what stands beside them', '{ schedule: Mondays at 9:00 UTC, startTime: "10:00" }'],
    ['a zone that there is not', '{ schedule: Mondays at 9:00, timeZone: Mars/Olympus }'],
  ])('keeps a meeting with %s', async (_name, meeting) => {
    const { text, record } = await importFiles({
      'registry.yaml': `community: { slug: x }\ngroups: [{ slug: a, name: A, kind: TEAM, meetings: [${meeting}] }]\n`,
    });
    const times = ({ rrule, startTime, timeZone, anchorDate, duration }: DeclaredMeetingRecord) => ({
      rrule,
      startTime,
      timeZone,
      anchorDate,
      duration,
    });
    const meetings = (loaded: RegistryRecord) => loaded.groups[0]?.declaredMeetings.map(times);
    expect(meetings(await loadText(text))).toEqual(meetings(record));
  });

  it('keeps every schedule, resolved or not, and any text', async () => {
    const words = fc.constantFrom(
      ...[...resolved, ...unresolved].map(([sentence]) => sentence).filter((sentence) => sentence !== ''),
    );
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => value.trim() !== '');
    const meeting = fc.record({ title: text, schedule: words });
    await fc.assert(
      fc.asyncProperty(
        fc.array(meeting, { maxLength: 4 }),
        text,
        fc.array(text, { maxLength: 3 }),
        async (meetings, mission, topics) => {
          const original = JSON.stringify({
            community: { slug: 'x' },
            groups: [{ slug: 'a', name: 'A', kind: 'TEAM', mission, topics, meetings }],
          });
          const { text: imported, record } = await importFiles({ 'registry.json': original });
          expect(served(await loadText(imported))).toEqual(served(record));
        },
      ),
      { numRuns: 200 },
    );
  });
});
