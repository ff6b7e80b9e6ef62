/** The files that `community-graph export` writes (docs/export.md), for elements where no gateway answers. */

const VERSION = 1;
const TIMEOUT_MS = 15_000;
/** Values under these names are addresses, which may be relative to their file. */
const LINKS = new Set(['file', 'google', 'ics', 'joinUrl', 'agendaUrl', 'outlook', 'page', 'url']);

export interface GroupRef {
  readonly community: { readonly slug: string };
  readonly slug: string;
  readonly name: string;
}

export interface IndexedGroup extends GroupRef {
  readonly topics: readonly string[];
  readonly parent: GroupRef | null;
  readonly file: string;
}

interface Head {
  readonly version: number;
  readonly generatedAt: string;
}

export class DataFiles {
  readonly #folder: string;
  readonly #signal: AbortSignal;
  #oldest = Number.POSITIVE_INFINITY;

  /** @param folder that holds `index.json` */
  constructor(folder: string, signal: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
  }

  /** When the oldest of the files read was written, in milliseconds since the Unix epoch. */
  get at(): number {
    return this.#oldest;
  }

  /**
   * @param file name in the folder, or absolute
   * @throws {Error} whose message may be shown, where there is no such file of the version known here
   */
  async read<T>(file: string): Promise<T> {
    const url = new URL(file, this.#folder).href;
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    const data = parseData(await response.text(), url) as Head;
    if (data.version !== VERSION) throw new Error(`${url} is not of version ${VERSION}.`);
    this.#oldest = Math.min(this.#oldest, Date.parse(data.generatedAt));
    return data as T;
  }

  async readGroups(): Promise<readonly IndexedGroup[]> {
    const { groups } = await this.read<{ groups: readonly IndexedGroup[] }>('index.json');
    return groups;
  }
}

/** @returns the file with its links absolute */
export function parseData(text: string, url: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    typeof value === 'string' && LINKS.has(key) ? (URL.parse(value, url)?.href ?? value) : value,
  );
}
