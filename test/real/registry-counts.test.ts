/**
 * Registries of real communities, counted by a naive second reading. They lie beside the repository in `../shared`
 * and are not part of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RegistryRecord } from '../../src/model/registry.ts';
import { importRegistry } from '../../src/registry/import/import-registry.ts';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import { readFileDocument } from '../../src/registry/read-file.ts';
import { loadText, served } from '../registry/load-files.ts';

const REGISTRIES = resolve(import.meta.dirname, '../../../shared/data/registries');
const isPresent = existsSync(REGISTRIES);
if (!isPresent) process.stderr.write(`Skipped: ${REGISTRIES} is absent.\n`);

function load(file: string): Promise<RegistryRecord> {
  return loadRegistry(resolve(REGISTRIES, file), {
    readDocument: (location, from) => readFileDocument(location, from, '2026-11-21T08:00:00Z'),
    meetingSources: { icalendar: z.object({ url: z.string() }) },
  });
}

function text(file: string): string {
  return readFileSync(resolve(REGISTRIES, file), 'utf8');
}

/** Everybody who is written down with a login or a name of a person, read line by line. */
function peopleOfTags(source: string): string[] {
  const people: string[] = [];
  const lines = source.split('\n');
  for (const [index, line] of lines.entries()) {
    const login = /^\s*- github:\s*(\S*)\s*$/u.exec(line)?.[1];
    if (login === undefined) continue;
    const name = lines
      .slice(index + 1, index + 3)
      .map((next) => /^\s+name:[ ]*(.*)$/u.exec(next)?.[1]?.trim())
      .find(Boolean);
    if (login !== '') people.push(login);
    else if (name !== undefined && name.split(' ').length < 8) people.push(name);
  }
  return people.sort();
}

describe.skipIf(!isPresent)('tags.yaml', () => {
  it.each(['cncf-toc/tags.2026-01-21-duplicate-keys.yaml', 'cncf-toc/tags.2026-06-26.yaml'])(
    '%s keeps every group and everybody',
    async (file) => {
      const record = await load(file);
      const source = text(file);
      const names = [...source.matchAll(/^ {2,6}- (?:dir: .*\n\s+)?name: (.*)$/gmu)].map(([, name]) => name).sort();
      expect(record.groups.map(({ name }) => name).sort()).toEqual(names);
      const served = record.groups.flatMap(({ roles }) => roles.map(({ login, name }) => login ?? name));
      expect(served.sort()).toEqual(peopleOfTags(source));
      const terms = [...source.matchAll(/^\s+end: "(.*)"/gmu)].map(([, end]) => end).sort();
      expect(record.groups.flatMap(({ roles }) => roles.flatMap(({ termEnd }) => termEnd ?? [])).sort()).toEqual(terms);
      expect(record.groups.filter(({ mission }) => mission === null)).toHaveLength(
        source.match(/^\s+mission_statement: Foo-/gmu)?.length ?? 0,
      );
      expect(JSON.stringify(record)).not.toContain('@gmail.com');
      expect(record.diagnostics.filter(({ level }) => level === 'ERROR')).toEqual([]);
    },
  );

  it('gives misplaced leads to their subproject', async () => {
    const record = await load('cncf-toc/tags.2026-01-21-duplicate-keys.yaml');
    const batch = record.groups.find(({ slug }) => slug === 'batch');
    expect(batch?.parent).toBe('cncf/tag-workloads-foundation');
    expect(batch?.roles.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'SUBPROJECT_LEAD Alex Scammon',
      'SUBPROJECT_LEAD Marlow Warnicke',
      'SUBPROJECT_LEAD Abishek Malvankar',
    ]);
  });
});

interface Sig {
  leadership?: Record<string, unknown[]>;
  leads?: unknown[];
  contact?: { liaison?: unknown; slack?: string; mailing_list?: string; teams?: unknown[] };
  subprojects?: Sig[];
  meetings?: unknown[];
  stakeholder_sigs?: unknown[];
  owners?: string[];
}

function count(groups: readonly Sig[], of: (group: Sig) => number): number {
  return groups.reduce((sum, group) => sum + of(group) + count(group.subprojects ?? [], of), 0);
}

describe.skipIf(!isPresent)('sigs.yaml', () => {
  it('keeps everything that can be counted', async () => {
    const file = 'kubernetes/sigs.2026-08-18.yaml';
    const record = await load(file);
    const document = parse(text(file)) as Record<string, Sig[]>;
    const sigs = [...(document['sigs'] ?? []), ...(document['workinggroups'] ?? []), ...(document['committees'] ?? [])];
    const sum = <T>(of: (group: RegistryRecord['groups'][number]) => readonly T[]) =>
      record.groups.reduce((total, group) => total + of(group).length, 0);
    expect(record.groups).toHaveLength(count(sigs, () => 1));
    expect(new Set(record.groups.map(({ key }) => key)).size).toBe(record.groups.length);
    const people = (group: Sig) =>
      Object.values(group.leadership ?? {}).flat().length +
      (group.leads?.length ?? 0) +
      (group.contact?.liaison === undefined ? 0 : 1);
    // The Governing Board representative stands beside the lists.
    expect(sum(({ roles }) => roles)).toBe(count(sigs, people) + 1);
    expect(sum(({ declaredMeetings }) => declaredMeetings)).toBe(count(sigs, (group) => group.meetings?.length ?? 0));
    expect(sum(({ stakeholders }) => stakeholders)).toBe(count(sigs, (group) => group.stakeholder_sigs?.length ?? 0));
    expect(sum(({ links }) => links.filter(({ rel }) => rel === 'owners'))).toBe(
      count(sigs, (group) => group.owners?.length ?? 0),
    );
    const channels = (group: Sig) =>
      [group.contact?.slack, group.contact?.mailing_list].filter(Boolean).length + (group.contact?.teams?.length ?? 0);
    expect(sum(({ channels: own }) => own)).toBe(count(sigs, channels));
    expect(record.diagnostics.filter(({ level }) => level === 'ERROR')).toEqual([]);
    expect(JSON.stringify(record.groups.flatMap(({ roles }) => roles))).not.toContain('@gmail');
  });
});

interface Workstream {
  people?: Record<string, unknown>[];
  resources?: Record<string, unknown>[];
}

describe.skipIf(!isPresent)('workstreams.yml', () => {
  it('keeps everything that can be counted', async () => {
    const file = 'open-telemetry/workstreams.yml';
    const record = await load(file);
    const workstreams = parse(text(file)) as Workstream[];
    const people = workstreams
      .flatMap((workstream) => workstream.people ?? [])
      .filter((person) => !/"(?:gcLiaison|username)":"tbd"/u.test(JSON.stringify(person)));
    const resources = (name: string) =>
      workstreams.flatMap((workstream) => workstream.resources ?? []).filter((resource) => name in resource).length;
    expect(record.groups).toHaveLength(workstreams.length);
    expect(record.groups.flatMap(({ roles }) => roles)).toHaveLength(people.length);
    expect(record.groups.flatMap(({ repositories }) => repositories)).toHaveLength(resources('repository'));
    expect(record.groups.flatMap(({ declaredMeetings }) => declaredMeetings)).toHaveLength(resources('meeting'));
    expect(record.groups.flatMap(({ channels }) => channels)).toHaveLength(
      resources('slack') + resources('githubDiscussion'),
    );
    expect(record.groups.filter(({ parent }) => parent !== null)).toHaveLength(
      text(file).match(/^ {2}parent: (?!none)/gmu)?.length ?? 0,
    );
  });
});

describe.skipIf(!isPresent)('import', () => {
  const ports = {
    readDocument: (location: string, from: string | null) => readFileDocument(location, from, '2026-11-21T08:00:00Z'),
    meetingSources: { icalendar: z.object({ url: z.string() }) },
  };
  const pages = resolve(REGISTRIES, '../../pages');

  it.each([
    'cncf-toc/tags.2026-01-21-duplicate-keys.yaml',
    'cncf-toc/tags.2026-06-26.yaml',
    'kubernetes/sigs.2026-08-18.yaml',
    'open-telemetry/workstreams.yml',
    join(pages, 'tag-infrastructure.md'),
    join(pages, 'tag-runtime.md'),
    join(pages, 'technical-community-groups.md'),
  ])('of %s serves the same', async (file) => {
    const { text: imported, record } = await importRegistry([resolve(REGISTRIES, file)], null, ports);
    expect(served(await loadText(imported))).toEqual(served(record));
  });
});
