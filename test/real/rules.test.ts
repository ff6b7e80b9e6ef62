/** The shipped packs over registries of real communities, against what an independent reading of the files gives. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Known } from '../../src/model/facts.ts';
import type { FindingRecord } from '../../src/model/finding.ts';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { evaluatorParameters } from '../../src/rules/evaluators/index.ts';
import { shippedRulePacks } from '../../src/rules/packs/index.ts';
import { facts } from '../rules/facts-support.ts';
import { evaluateRules } from '../support/evaluate-rules.ts';

const registries = fileURLToPath(new URL('../../../shared/data/registries/', import.meta.url));
const isPresent = existsSync(registries);
if (!isPresent) process.stderr.write(`Skipped: ${registries} is not here.\n`);

interface Lead {
  readonly github: string | null;
  readonly term?: { readonly start: string; readonly end: string };
}

async function findingsOf(file: string, packName: string, now: string, labels?: Known<string>) {
  const registry = await loadRegistry(`${registries}${file}`, {
    readDocument: async (location) => ({
      bytes: readFileSync(location),
      location,
      fetchedAt: now,
      etag: null,
      revision: null,
      url: null,
    }),
    meetingSources: {},
  });
  const url = shippedRulePacks.get(packName);
  const community = registry.communities[0]?.slug ?? '';
  const { pack } = parseRulePack(url === undefined ? new Uint8Array() : readFileSync(url), {
    location: packName,
    sourceId: packName,
    community,
    evaluators: evaluatorParameters,
  });
  return evaluateRules([pack], facts({ now, groups: registry.groups, ...(labels === undefined ? {} : { labels }) }));
}

/** @returns the subjects of the findings of the rule that are told, e.g. `cncf/batch`. */
function subjects(findings: readonly FindingRecord[], ruleId: string): readonly string[] {
  return findings
    .filter((finding) => finding.ruleId === ruleId && !finding.cannotTell)
    .map(({ subject }) => ('key' in subject ? subject.key : subject.type))
    .sort();
}

describe.skipIf(!isPresent)('CNCF on 2026-07-01', () => {
  const file = 'cncf-toc/tags.2026-06-26.yaml';
  let document: { tags: { dir: string; leadership: { chairs: Lead[]; tech_leads: Lead[] } }[] };
  let findings: readonly FindingRecord[];
  beforeAll(async () => {
    document = parse(readFileSync(`${registries}${file}`, 'utf8'));
    const { labels } = parse(readFileSync(`${registries}cncf-toc/labels.yaml`, 'utf8')) as {
      labels: { name: string }[];
    };
    const known = { items: labels.map(({ name }) => name), isComplete: true, readings: [] };
    findings = await findingsOf(file, 'cncf', '2026-07-01T00:00:00Z', known);
  });

  test('reports exactly the terms that ended', () => {
    const ended = document.tags.flatMap(({ dir, leadership: { chairs, tech_leads: techLeads } }) =>
      Object.entries({ CHAIR: chairs, TECH_LEAD: techLeads }).flatMap(([kind, leads]) =>
        leads
          .filter(({ term }) => term !== undefined && Date.parse(term.end) < Date.parse('2026-07-01'))
          .map(({ github }) => `cncf/${dir}:${kind}:@${github?.toLowerCase()}`),
      ),
    );
    expect(ended.length).toBe(11);
    expect(subjects(findings, 'term-expired')).toEqual(ended.sort());
    expect(subjects(findings, 'term-ending-within-60d')).toEqual([]);
  });

  test('reports the placeholder missions, the subprojects without two leads and the dead label queries', () => {
    const [advocacy, mentoring, reviews] = [
      'cncf/contributor-strategy-and-advocacy-subproject',
      'cncf/mentoring-subproject',
      'cncf/project-reviews-subproject',
    ];
    expect(subjects(findings, 'subproject-mission-missing')).toEqual([advocacy, mentoring, reviews]);
    expect(subjects(findings, 'fewer-than-2-subproject-leads')).toEqual([advocacy, mentoring, reviews]);
    expect(subjects(findings, 'query-label-does-not-exist')).toEqual([advocacy, mentoring, reviews]);
  });

  test('reports nothing else but the teams of tech leads that are too small', () => {
    const others = findings.filter(
      ({ ruleId, cannotTell }) =>
        !cannotTell &&
        ![
          'term-expired',
          'subproject-mission-missing',
          'fewer-than-2-subproject-leads',
          'query-label-does-not-exist',
        ].includes(ruleId),
    );
    const small = document.tags
      .filter(({ leadership }) => leadership.tech_leads.length < 5)
      .map(({ dir }) => `cncf/${dir}`);
    expect(others.map(({ ruleId }) => ruleId)).toEqual(small.map(() => 'tech-leads-count'));
    expect(subjects(others, 'tech-leads-count')).toEqual(small.sort());
  });

  test('cannot tell of meetings without a calendar, and never claims inactivity', () => {
    const rules = ['no-monthly-meeting', 'no-meeting-in-60d', 'subproject-idle'];
    const about = findings.filter(({ ruleId }) => rules.includes(ruleId));
    expect(about.length).toBeGreaterThan(0);
    expect(about.every(({ cannotTell, severity }) => cannotTell && severity === 'INFO')).toBe(true);
  });

  test('names the line of each ended term', () => {
    const lines = readFileSync(`${registries}${file}`, 'utf8').split('\n');
    const places = findings.filter(({ ruleId }) => ruleId === 'term-expired').map(({ evidence }) => evidence[0]?.place);
    expect(places.map((place) => lines[(place?.line ?? 0) - 1]?.trim())).toEqual(places.map(() => 'end: "2026-06-30"'));
  });
});

describe.skipIf(!isPresent)('Kubernetes', () => {
  const file = 'kubernetes/sigs.2026-08-18.yaml';
  interface Sig {
    readonly dir: string;
    readonly leadership?: { readonly chairs?: readonly Lead[] };
    readonly meetings?: readonly { readonly archive_url?: string; readonly recordings_url?: string }[];
  }

  test('reports the groups whose file lists no notes, no recordings or too few chairs, and no others', async () => {
    const { sigs, workinggroups } = parse(readFileSync(`${registries}${file}`, 'utf8')) as Record<string, Sig[]>;
    const findings = await findingsOf(file, 'kubernetes', '2026-09-01T00:00:00Z');
    const lacking = (groups: readonly Sig[] | undefined, lacks: (sig: Sig) => boolean) =>
      (groups ?? []).filter(lacks).map(({ dir }) => `kubernetes/${dir}`);
    const all = [...(sigs ?? []), ...(workinggroups ?? [])];
    expect(all.length).toBeGreaterThan(30);
    expect(subjects(findings, 'notes-not-linked')).toEqual(
      lacking(all, ({ meetings = [] }) => !meetings.some(({ archive_url: notes }) => notes)).sort(),
    );
    expect(subjects(findings, 'recordings-not-linked')).toEqual(
      lacking(all, ({ meetings = [] }) => !meetings.some(({ recordings_url: recordings }) => recordings)).sort(),
    );
    const chairs = ({ leadership }: Sig) => leadership?.chairs?.length ?? 0;
    expect(subjects(findings, 'chairs-count')).toEqual(
      lacking(sigs, (sig) => chairs(sig) < 2 || chairs(sig) > 3).sort(),
    );
    const told = ['notes-not-linked', 'recordings-not-linked', 'chairs-count'];
    expect(findings.filter(({ ruleId, cannotTell }) => !cannotTell && !told.includes(ruleId))).toEqual([]);
  });
});
