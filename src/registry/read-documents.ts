/** Reads the first document and all that it includes, in any depth; a broken include costs only itself. */
import { createHash } from 'node:crypto';
import { CodedError } from '../errors.ts';
import type { RegistryFileRecord } from '../model/registry.ts';
import type { Diagnostic } from '../model/source.ts';
import { decodeText } from './document/decode-text.ts';
import { parseYaml } from './document/parse-yaml.ts';
import { displayName, elsewhereKey, isUrl, sourceIdOf } from './document-names.ts';
import type { CommunityName, DocumentSyntax, FormatInput, RegistryFormat } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { nearest } from './native/nearest.ts';
import type { NativeInclude } from './native/schema.ts';
import { type ValidDocument, validateNative } from './native/validate.ts';
import { type ProblemOptions, Problems, START } from './problems.ts';
import { PlaceFinder } from './records/place-finder.ts';
import { asList } from './records/values.ts';
import type { RegistryDocument, RegistryPorts } from './registry-ports.ts';

/** One document that was read, with those that it includes. */
export interface ReadDocument {
  readonly file: RegistryFileRecord;
  /** Absolute path or URL. */
  readonly location: string;
  readonly contentHash: string;
  readonly community: CommunityName;
  readonly content: ValidDocument;
  readonly problems: Problems;
  /** In the order of the document. */
  readonly included: readonly ReadDocument[];
}

interface Request {
  readonly location: string;
  /** The document that includes it. */
  readonly from: { readonly location: string; readonly name: string; readonly community: CommunityName | null } | null;
  readonly format: string | null;
  /** Said by the include entry. */
  readonly community: CommunityName | null;
  /** Locations of the documents that lead here, for circles. */
  readonly chain: readonly string[];
  /** Says that the document cannot be had, at the place that names it. */
  readonly fail: (code: ConstructorParameters<typeof CodedError>[0], message: string) => void;
}

/** A registry of registries names dozens of files. */
const MAX_FILES = 500;
const MAX_DEPTH = 16;
/** Of groups of which no document says whose they are. */
export const NOWHERE: CommunityName = { slug: 'community', name: 'Community', url: null };

/** @returns the first document; null where it cannot be read, with the reason among the diagnostics. */
export async function readDocuments(
  location: string,
  options: { readonly format: string | null },
  ports: Pick<RegistryPorts, 'readDocument'>,
  diagnostics: Diagnostic[],
): Promise<ReadDocument | null> {
  const name = displayName(location, null);
  const root = new Problems({ sourceId: sourceIdOf(name, name, 'registry'), file: name }, diagnostics);
  const reader = new DocumentReader(name, ports, root);
  return reader.read({
    location,
    from: null,
    format: options.format,
    community: null,
    chain: [],
    fail: (code, message) => root.add(code, { ...START, line: null, column: null }, message),
  });
}

class DocumentReader {
  readonly #rootName: string;
  readonly #ports: Pick<RegistryPorts, 'readDocument'>;
  readonly #root: Problems;
  #files = 0;

  constructor(rootName: string, ports: Pick<RegistryPorts, 'readDocument'>, root: Problems) {
    this.#rootName = rootName;
    this.#ports = ports;
    this.#root = root;
  }

  async read(request: Request): Promise<ReadDocument | null> {
    const name = displayName(request.location, request.from?.name ?? null);
    this.#files += 1;
    if (this.#files > MAX_FILES || request.chain.length > MAX_DEPTH) {
      request.fail(
        'REGISTRY_INCLUDE',
        `More than ${MAX_FILES} files or ${MAX_DEPTH} levels of includes; "${name}" is not read.`,
      );
      return null;
    }
    const document = await this.#fetch(request);
    if (document === null) return null;
    const { location } = document;
    if (request.chain.includes(location)) {
      request.fail(
        'REGISTRY_INCLUDE',
        `"${name}" includes itself by way of ${request.chain.length} file(s); it is read once.`,
      );
      return null;
    }
    return this.#interpret(document, request);
  }

  async #fetch(request: Request): Promise<RegistryDocument | null> {
    try {
      return await this.#ports.readDocument(request.location, request.from?.location ?? null);
    } catch (error) {
      const coded = error instanceof CodedError ? error : null;
      request.fail(
        coded?.code ?? 'REGISTRY_NOT_FOUND',
        coded?.message ?? `"${displayName(request.location, request.from?.name ?? null)}" cannot be read.`,
      );
      return null;
    }
  }

  async #interpret(document: RegistryDocument, request: Request): Promise<ReadDocument | null> {
    const name = displayName(request.location, request.from?.name ?? null);
    const [root] = request.chain;
    const elsewhere = root === undefined ? null : elsewhereKey(request.location, document.location, root);
    const draft = this.#root.of({ sourceId: sourceIdOf(name, this.#rootName, 'registry', elsewhere), file: name });
    const input = parse(document, draft);
    const format = chooseFormat(input, request, draft);
    if (format === null) return null;
    const isPage = format.sourceKind === 'PAGE';
    const sourceId = sourceIdOf(name, this.#rootName, isPage ? 'page' : 'registry', elsewhere);
    const problems = isPage ? this.#root.of({ sourceId, file: name }) : draft;
    const assigned = request.community ?? request.from?.community ?? format.communityOf(input);
    const content = validateNative(await format.toNative(input, assigned ?? NOWHERE, problems), problems);
    const hint =
      format.name === 'native'
        ? 'Add community: { slug, name }.'
        : 'Write a registry that includes this file: include: [{ file, community: { slug, name } }].';
    const community = communityOf(content, assigned, problems, hint);
    const contentHash = createHash('sha256').update(document.bytes).digest('hex');
    const included = await this.#include(document, name, content, community, request, problems);
    return {
      file: {
        id: sourceId,
        kind: format.sourceKind,
        name,
        url: document.url,
        location: name,
        format: format.name,
        revision: document.revision ?? contentHash.slice(0, 16),
        etag: document.etag,
        fetchedAt: document.fetchedAt,
      },
      location: document.location,
      contentHash,
      community,
      content,
      problems,
      included,
    };
  }

  /** Reads all includes at once; their order is that of the document. */
  async #include(
    document: RegistryDocument,
    name: string,
    content: ValidDocument,
    community: CommunityName,
    request: Request,
    problems: Problems,
  ): Promise<ReadDocument[]> {
    const { include } = content.value;
    const places = new PlaceFinder(content.tree, '');
    const hasCommunity = community !== NOWHERE;
    const documents = asList<NativeInclude>(include).map((entry, index) => {
      const spot = places.spot(['include', ...(Array.isArray(include) ? [index] : [])]);
      const location = typeof entry === 'string' ? entry : (entry.file ?? entry.url);
      if (location === undefined) {
        problems.add('REGISTRY_MISSING', spot, 'The include names neither file nor url.');
        return null;
      }
      if (isUrl(document.location) && /^file:/iu.test(location)) {
        problems.add('REGISTRY_INCLUDE', spot, 'A registry from the web cannot include a file of this machine.', {
          hint: 'Give a URL.',
        });
        return null;
      }
      return this.read({
        location,
        from: { location: document.location, name, community: hasCommunity ? community : null },
        format: typeof entry === 'string' ? null : (entry.format ?? null),
        community: typeof entry === 'string' ? null : communityNamed(entry.community),
        chain: [...request.chain, document.location],
        fail: (code, message) => problems.add(code, spot, message),
      });
    });
    return (await Promise.all(documents)).filter((included) => included !== null);
  }
}

function parse(document: RegistryDocument, problems: Problems): FormatInput {
  const text = decodeText(document.bytes, problems);
  const syntax = syntaxOf(document.location, text);
  const tree = syntax === 'yaml' ? parseYaml(text, problems) : null;
  return { syntax, text, tree, location: document.location, url: document.url };
}

const EXTENSION = /\.(?:(md|mdx|markdown)|ya?ml|json)$/iu;

/** Markdown by the name of the file, or by a heading below its front matter. */
function syntaxOf(location: string, text: string): DocumentSyntax {
  const { pathname, search } = (isUrl(location) ? URL.parse(location) : null) ?? { pathname: location, search: '' };
  const named = EXTENSION.exec(pathname) ?? EXTENSION.exec(search);
  if (named !== null) return named[1] === undefined ? 'yaml' : 'markdown';
  const end = text.startsWith('---') ? text.indexOf('\n---', 3) : -1;
  return end > 0 && /^#{1,6} \S/mu.test(text.slice(end)) ? 'markdown' : 'yaml';
}

function chooseFormat(input: FormatInput, request: Request, problems: Problems): RegistryFormat | null {
  const names = formats.map(({ name }) => name);
  const recognised = formats.find((format) => format.syntax === input.syntax && format.recognises(input));
  if (request.format !== null) {
    const named = formats.find(({ name }) => name === request.format);
    const fits = named?.syntax === input.syntax;
    if (named !== undefined && fits && (recognised === undefined || named.recognises(input))) return named;
    const suggestion = recognised?.name ?? nearest(request.format, names) ?? names.join(', ');
    request.fail(
      'REGISTRY_BAD_REFERENCE',
      named !== undefined && fits
        ? `The file is not of the format "${request.format}"; its content is that of ${suggestion}, and is read as such.`
        : `There is no format "${request.format}" for this file; did you mean ${suggestion}? Its content decides instead.`,
    );
  }
  if (recognised !== undefined) return recognised;
  // A file that does not parse has said so already; an empty one says nothing.
  if (input.syntax === 'markdown' || input.tree !== null || input.text.trim() === '') {
    problems.add('REGISTRY_UNKNOWN_FORMAT', START, ...unknownFormat(input.text, names));
  }
  return null;
}

/** What stands there instead of a registry. @returns the message, and a hint where that tells what to do */
function unknownFormat(text: string, names: readonly string[]): [message: string, options?: ProblemOptions] {
  if (text.trim() === '') return ['The file is empty.', { hint: 'Write a registry, or correct the path.' }];
  if (/^\s*<(?:!doctype|html|\?xml)\b/iu.test(text)) {
    return [
      'The content is a web page, not a registry.',
      { hint: 'Give the address of the file itself; on GitHub that is the one behind "Raw".' },
    ];
  }
  return [`The content is of none of the known formats (${names.join(', ')}).`];
}

/** The community of the document's groups: what it says itself comes first. */
function communityOf(
  content: ValidDocument,
  assigned: CommunityName | null,
  problems: Problems,
  hint: string,
): CommunityName {
  const own = content.value.community;
  if (own !== undefined) {
    const isAssigned = assigned?.slug === own.slug;
    return {
      slug: own.slug,
      name: own.name ?? (isAssigned ? assigned.name : own.slug),
      url: own.url ?? (isAssigned ? assigned.url : null),
    };
  }
  if (assigned !== null) return assigned;
  if ((content.value.groups ?? []).some((group) => group.community === undefined)) {
    problems.add(
      'REGISTRY_MISSING',
      START,
      'The registry does not say whose groups these are; they are served under "community".',
      { level: 'WARNING', hint },
    );
  }
  return NOWHERE;
}

function communityNamed(community: Exclude<NativeInclude, string>['community']): CommunityName | null {
  if (community === undefined) return null;
  if (typeof community === 'string') return { slug: community, name: community, url: null };
  return { slug: community.slug, name: community.name ?? community.slug, url: community.url ?? null };
}
