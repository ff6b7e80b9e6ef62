/** Reading a registry, with its parsers, formats and rules: loaded only where a registry has to be read. */
import { readFileSync } from 'node:fs';
import type { RulePackRecord } from '../model/finding.ts';
import type { RegistryRecord } from '../model/registry.ts';
import { formats } from '../registry/formats/index.ts';
import { importRegistry } from '../registry/import/import-registry.ts';
import { loadRegistry } from '../registry/load-registry.ts';
import type { RegistryPorts } from '../registry/registry-ports.ts';
import { parseRulePack } from '../registry/rule-pack.ts';
import { evaluatorParameters } from '../rules/evaluators/index.ts';
import { shippedRulePacks } from '../rules/packs/index.ts';
import type { MeetingSource } from '../sources/source.ts';
import { DocumentReader, type DocumentReaderOptions } from './document-reader.ts';

/** Formats whose files are served as they are, and so cannot name a pack of their own. */
const FORMATS_WITHOUT_RULES: ReadonlySet<string> = new Set(['cncf-tags', 'kubernetes-sigs']);

/** @returns all that is true in the files, under the rules of its community; faults are diagnostics */
export async function readRegistry(
  location: string,
  reader: DocumentReader,
  meetingSources: readonly MeetingSource[],
): Promise<RegistryRecord> {
  return withDefaultRules(await loadRegistry(location, createRegistryPorts(reader, meetingSources)));
}

/** Reads files of any known format as the native form, without serving them. */
export interface Importer {
  readonly formats: readonly string[];
  run(files: readonly string[], format: string | null): ReturnType<typeof importRegistry>;
}

export function createImporter(
  options: DocumentReaderOptions & { readonly meetingSources: readonly MeetingSource[] },
): Importer {
  const ports = createRegistryPorts(new DocumentReader(options), options.meetingSources);
  return {
    formats: formats.map(({ name }) => name),
    run: (files, format) => importRegistry(files, format, ports),
  };
}

function createRegistryPorts(reader: DocumentReader, meetingSources: readonly MeetingSource[]): RegistryPorts {
  return {
    readDocument: (location, from) => reader.read(location, from),
    meetingSources: Object.fromEntries(meetingSources.map(({ name, refSchema }) => [name, refSchema])),
    parseRulePack: (bytes, pack) =>
      parseRulePack(bytes, { ...pack, evaluators: evaluatorParameters, shippedPack: readShippedPack }),
  };
}

/** The shipped pack of the community itself: a fork of the format has other rules, which nobody here knows. */
function withDefaultRules(record: RegistryRecord): RegistryRecord {
  const [community] = record.communities;
  const cannotName = FORMATS_WITHOUT_RULES.has(record.files[0]?.format ?? '');
  if (record.rulePacks.length > 0 || !cannotName || community === undefined) return record;
  const shipped = readShippedPack(community.slug);
  return shipped === null ? record : { ...record, rulePacks: [{ ...shipped, community: community.slug }] };
}

function readShippedPack(name: string): RulePackRecord | null {
  const url = shippedRulePacks.get(name);
  if (url === undefined) return null;
  const options = { location: name, sourceId: `registry:${name}`, community: '', evaluators: evaluatorParameters };
  return parseRulePack(readFileSync(url), options).pack;
}
