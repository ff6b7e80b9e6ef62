/** Reads the governance rule packs that documents name. */
import { createHash } from 'node:crypto';
import { CodedError } from '../errors.ts';
import type { RulePackRecord } from '../model/finding.ts';
import type { RegistryFileRecord } from '../model/registry.ts';
import type { Diagnostic } from '../model/source.ts';
import { displayName, isUrl } from './document-names.ts';
import type { ReadDocument } from './read-documents.ts';
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

/** @returns the packs in merge order, each once for every community that names it; one that cannot be read costs only itself. */
export async function readRulePacks(
  documents: readonly ReadDocument[],
  ports: RegistryPorts,
  diagnostics: Diagnostic[],
): Promise<RulePacks> {
  const { readDocument, parseRulePack } = ports;
  if (parseRulePack === undefined) return { packs: [], files: [], hashes: [] };
  const reads = documents.flatMap((document) =>
    asList(document.content.value.rules).map((location, index) =>
      readPack(location, index, document, { readDocument, parseRulePack }),
    ),
  );
  const read = (await Promise.all(reads)).filter((pack) => pack !== null);
  const unique = [...new Map(read.map((found) => [`${found.pack.community} ${found.location}`, found])).values()];
  for (const pack of unique) diagnostics.push(...pack.diagnostics);
  return {
    packs: unique.map(({ pack }) => pack),
    files: [...new Map(unique.map(({ file }) => [file.id, file])).values()],
    hashes: unique.map(({ hash }) => hash),
  };
}

/** @returns null, with a problem at the place that names it, where the pack cannot be read */
async function readPack(
  location: string,
  index: number,
  document: ReadDocument,
  { readDocument, parseRulePack }: Pick<Required<RegistryPorts>, 'readDocument' | 'parseRulePack'>,
): Promise<ReadPack | null> {
  const { problems, content } = document;
  const spot = new PlaceFinder(content.tree, '').spot([
    'rules',
    ...(Array.isArray(content.value.rules) ? [index] : []),
  ]);
  if (isUrl(document.location) && /^file:/iu.test(location)) {
    problems.add('REGISTRY_INCLUDE', spot, 'A registry from the web cannot name a file of this machine.', {
      hint: 'Give a URL.',
    });
    return null;
  }
  const name = displayName(location, document.file.name);
  try {
    const read = await readDocument(location, document.location);
    const sourceId = `registry:${name}`;
    const hash = createHash('sha256').update(read.bytes).digest('hex');
    const parsed = parseRulePack(read.bytes, { location: name, sourceId, community: document.community.slug });
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
    return { ...parsed, file, hash, location: read.location };
  } catch (error) {
    const coded = error instanceof CodedError ? error : null;
    problems.add(
      coded?.code ?? 'REGISTRY_NOT_FOUND',
      spot,
      coded?.message ?? `The rule pack "${name}" cannot be read.`,
    );
    return null;
  }
}
