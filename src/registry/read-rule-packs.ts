/** Reads the governance rule packs that documents name. */
import { createHash } from 'node:crypto';
import { CodedError } from '../errors.ts';
import type { RulePackRecord } from '../model/finding.ts';
import type { RegistryFileRecord } from '../model/registry.ts';
import type { Diagnostic } from '../model/source.ts';
import { displayName, elsewhereKey, isUrl } from './document-names.ts';
import type { NativeRegistry } from './native/schema.ts';
import { NOWHERE, type ReadDocument } from './read-documents.ts';
import { PlaceFinder } from './records/place-finder.ts';
import { asList } from './records/values.ts';
import type { RegistryPorts } from './registry-ports.ts';
import type { ParsedRulePack } from './rule-pack.ts';

export interface RulePacks {
  readonly packs: readonly RulePackRecord[];
  readonly files: readonly RegistryFileRecord[];
  /** Of their content, for the version of the registry. */
  readonly hashes: readonly string[];
}

interface ReadPack extends ParsedRulePack {
  readonly file: RegistryFileRecord;
  readonly hash: string;
  /** Absolute path or URL. */
  readonly location: string;
}

/** A pack where a document names it. */
interface NamedPack {
  readonly location: string;
  readonly path: readonly PropertyKey[];
  readonly document: ReadDocument;
  /** Slugs of those that it judges. */
  readonly communities: readonly string[];
  /** Absolute path or URL of the first document. */
  readonly root: string;
}

type Ports = Pick<Required<RegistryPorts>, 'readDocument' | 'parseRulePack'>;

/**
 * @param documents in merge order, the first document last
 * @returns the packs in merge order, each once for every community that it judges; one that cannot be read costs only itself.
 */
export async function readRulePacks(
  documents: readonly ReadDocument[],
  ports: RegistryPorts,
  diagnostics: Diagnostic[],
): Promise<RulePacks> {
  const { readDocument, parseRulePack } = ports;
  if (parseRulePack === undefined) return { packs: [], files: [], hashes: [] };
  const reads = namedPacks(documents).map((named) => readPack(named, { readDocument, parseRulePack }));
  const read = (await Promise.all(reads)).flat();
  const unique = [...new Map(read.map((found) => [`${found.pack.community} ${found.location}`, found])).values()];
  for (const pack of unique) diagnostics.push(...pack.diagnostics);
  return {
    packs: unique.map(({ pack }) => pack),
    files: [...new Map(unique.map(({ file }) => [file.id, file])).values()],
    hashes: unique.map(({ hash }) => hash),
  };
}

function namedPacks(documents: readonly ReadDocument[]): NamedPack[] {
  const root = documents.at(-1)?.location ?? '';
  const withOwn = new Set(documents.flatMap(communitiesWithOwnRules));
  return documents.flatMap((document) => {
    const { rules, communities } = document.content.value;
    const judged = judgedBy(document, withOwn);
    if (asList(rules).length > 0 && judged.length === 0) reportNobody(document);
    return [
      ...named(document, rules, ['rules'], judged, root),
      ...(communities ?? []).flatMap(({ slug, rules: own }, index) =>
        named(document, own, ['communities', index, 'rules'], [slug], root),
      ),
    ];
  });
}

function named(
  document: ReadDocument,
  rules: NativeRegistry['rules'],
  path: readonly PropertyKey[],
  communities: readonly string[],
  root: string,
): NamedPack[] {
  return asList(rules).map((location, index) => ({
    location,
    path: [...path, ...(Array.isArray(rules) ? [index] : [])],
    document,
    communities,
    root,
  }));
}

function communitiesWithOwnRules({ community, content }: ReadDocument): string[] {
  const { rules, communities } = content.value;
  const listed = (communities ?? []).filter((entry) => asList(entry.rules).length > 0).map(({ slug }) => slug);
  return community !== NOWHERE && asList(rules).length > 0 ? [community.slug, ...listed] : listed;
}

/** The document's own community, and all others in it without rules of their own; of a document without one also those that it includes. */
function judgedBy(document: ReadDocument, withOwn: ReadonlySet<string>): string[] {
  const { community, content, included } = document;
  const hasOwn = community !== NOWHERE;
  const others = hasOwn ? communitiesIn(document) : [...communitiesIn(document), ...included.flatMap(communitiesBelow)];
  const hasGroups = (content.value.groups ?? []).some((group) => group.community === undefined);
  return [
    ...new Set([...(hasOwn || hasGroups ? [community.slug] : []), ...others.filter((slug) => !withOwn.has(slug))]),
  ];
}

function communitiesIn({ content }: ReadDocument): string[] {
  const { communities, groups } = content.value;
  return [
    ...(communities ?? []).map(({ slug }) => slug),
    ...(groups ?? []).flatMap(({ community }) => community ?? []),
  ];
}

function communitiesBelow(document: ReadDocument): string[] {
  const { community, included } = document;
  return [
    ...(community === NOWHERE ? [] : [community.slug]),
    ...communitiesIn(document),
    ...included.flatMap(communitiesBelow),
  ];
}

function reportNobody({ problems, content }: ReadDocument): void {
  problems.add(
    'REGISTRY_MISSING',
    new PlaceFinder(content.tree, '').spot(['rules']),
    'The rules judge nobody: the registry names no community, or each has rules of its own.',
    {
      level: 'WARNING',
      hint: 'Write community: { slug, name }, or the rules in the entry of a community: communities: [{ slug, rules }].',
    },
  );
}

/** @returns the pack for each community that it judges; none, with a problem at the place that names it, where it cannot be read */
async function readPack(named: NamedPack, { readDocument, parseRulePack }: Ports): Promise<ReadPack[]> {
  const { location, path, document, communities, root } = named;
  const { problems, content } = document;
  const spot = new PlaceFinder(content.tree, '').spot(path);
  if (isUrl(document.location) && /^file:/iu.test(location)) {
    problems.add('REGISTRY_INCLUDE', spot, 'A registry from the web cannot name a file of this machine.', {
      hint: 'Give a URL.',
    });
    return [];
  }
  const name = displayName(location, document.file.name);
  try {
    const read = await readDocument(location, document.location);
    const elsewhere = elsewhereKey(location, read.location, root);
    const sourceId = elsewhere === null ? `registry:${name}` : `registry:${name}#${elsewhere}`;
    const hash = createHash('sha256').update(read.bytes).digest('hex');
    const file: RegistryFileRecord = {
      id: sourceId,
      kind: 'REGISTRY',
      name,
      url: read.url,
      location: name,
      format: 'rule-pack',
      revision: read.revision ?? hash.slice(0, 16),
      etag: read.etag,
      fetchedAt: read.fetchedAt,
    };
    return communities.map((community) => ({
      ...parseRulePack(read.bytes, { location: name, sourceId, community }),
      file,
      hash,
      location: read.location,
    }));
  } catch (error) {
    const coded = error instanceof CodedError ? error : null;
    problems.add(
      coded?.code ?? 'REGISTRY_NOT_FOUND',
      spot,
      coded?.message ?? `The rule pack "${name}" cannot be read.`,
    );
    return [];
  }
}
