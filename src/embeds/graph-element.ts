/**
 * What all elements share: they ask the graph, keep the last good answer with its age, and leave the content of their
 * slot standing for as long as there is nothing better to show.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { askGraph, type KeptAnswer, recall, remember } from './ask-graph.ts';
import { DataFiles } from './data-files.ts';
import { formatAge } from './format.ts';
import { styles } from './styles.ts';

/** The gateway that this module came from. */
const OWN_GATEWAY = new URL('.', import.meta.url).href.replace(/\/+$/u, '');
const REFRESH_MS = 10 * 60_000;
/** Files that are older say so. */
const FRESH_MS = 60 * 60_000;

/** A list in an answer: whether it is complete. */
export interface Listed {
  readonly isPartial: boolean;
}

export interface LoadDetail {
  /** The data of the answer. */
  readonly data: unknown;
  /** Milliseconds since the Unix epoch; earlier than now where the gateway could not be reached. */
  readonly at: number;
}

/**
 * @fires community-graph-load - An answer is shown; `detail` is a {@link LoadDetail}.
 * @fires community-graph-error - The gateway could not be asked; `detail.message` says why.
 * @slot - Shown until there is data, and where there is none.
 * @csspart note - What is said about loading, age and gaps.
 * @cssstate loading - There is nothing to show yet.
 * @cssstate failing - The latest attempt failed; what is shown is older, or the content of the slot.
 * @cssstate partial - A source could not be read, so that something may be missing.
 */
export abstract class GraphElement<T, Variables extends object> extends LitElement {
  /** Folder of the exported files that are read where no attribute says otherwise; null for the gateway of the script. */
  static ownFiles: string | null = null;
  static override styles = styles;
  static override properties = {
    gateway: { type: String },
    src: { type: String },
    zone: { type: String },
    limit: { type: Number },
    answer: { state: true },
    problem: { state: true },
  };

  /** Origin and base path of the gateway; that of the script where absent. */
  declare gateway: string | null;
  /** Folder of exported files to read instead of asking a gateway, e.g. `https://groups.example.org/data/v1/`. */
  declare src: string | null;
  /** IANA zone for times; the viewer's where absent. */
  declare zone: string | null;
  /** How many are shown, at most 100. */
  declare limit: number | null;
  declare protected answer: KeptAnswer<T> | null;
  declare protected problem: string | null;
  #asked = '';
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #states = this.attachInternals().states;

  constructor() {
    super();
    this.gateway = null;
    this.src = null;
    this.zone = null;
    this.limit = null;
    this.answer = null;
    this.problem = null;
  }

  /** What is asked of a gateway. */
  protected abstract readonly document: string;
  /** With what it is asked; null while a needed attribute is missing. */
  protected abstract toVariables(): Variables | null;
  /** Answers the same from exported files. */
  protected abstract readFiles(files: DataFiles, variables: Variables): Promise<T>;
  /** @returns what to show; null where the answer holds nothing, so that the slot stays */
  protected abstract renderData(data: T): TemplateResult | null;
  /** The lists in the answer that may have gaps. */
  protected abstract listsOf(data: T): readonly Listed[];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.refresh(), REFRESH_MS);
    if (this.hasUpdated) this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#request?.abort();
  }

  override willUpdate(): void {
    const variables = this.toVariables();
    const asked = JSON.stringify([this.#source, variables]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.answer = variables === null ? null : recall<T>(this.#source, { document: this.document, variables });
    this.problem = null;
    void this.refresh();
  }

  /** Asks again; what is shown stays until there is an answer. */
  async refresh(): Promise<void> {
    const variables = this.toVariables();
    if (variables === null || !this.isConnected) return;
    const source = this.#source;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const answer = await this.#load(variables, request.signal);
      remember(source, { document: this.document, variables }, answer);
      this.answer = answer;
      this.problem = null;
      this.#emit('community-graph-load', answer satisfies LoadDetail);
    } catch (error) {
      // Superseded or taken off the page: nobody waits for the answer.
      if (request.signal.aborted) return;
      this.problem = error instanceof Error ? error.message : 'The gateway could not be asked.';
      this.#emit('community-graph-error', { message: this.problem });
    }
  }

  async #load(variables: Variables, signal: AbortSignal): Promise<KeptAnswer<T>> {
    const folder = this.#files;
    if (folder !== null) {
      const files = new DataFiles(folder, signal);
      const data = await this.readFiles(files, variables);
      return { data, at: files.at };
    }
    const data = await askGraph<T>(this.#origin, { document: this.document, variables }, signal);
    return { data, at: Date.now() };
  }

  /** Language of the page around the element; the viewer's where it names none. */
  protected get language(): string | null {
    return this.closest('[lang]')?.getAttribute('lang') || null;
  }

  protected get size(): number {
    return Math.min(Math.max(Math.trunc(this.limit ?? 10) || 10, 1), 100);
  }

  protected override render(): TemplateResult {
    const { answer } = this;
    const content = answer === null ? null : this.renderData(answer.data);
    if (answer === null || content === null) return html`<slot>${this.#renderPlaceholder()}</slot>`;
    return html`${content}${this.#renderNote(answer)}`;
  }

  protected override updated(): void {
    const { answer, problem } = this;
    this.#setState('loading', answer === null && problem === null && this.toVariables() !== null);
    this.#setState('failing', problem !== null);
    this.#setState('partial', answer !== null && this.listsOf(answer.data).some(({ isPartial }) => isPartial));
  }

  #setState(name: string, holds: boolean): void {
    if (holds) this.#states.add(name);
    else this.#states.delete(name);
  }

  /** Where the page gives no content of its own. */
  #renderPlaceholder(): TemplateResult {
    const { answer, problem } = this;
    const words =
      problem !== null ? 'Not available at present.' : answer === null ? 'Loading…' : 'Nothing is known at present.';
    return html`<p part="note" class="note" role="status">${words}</p>`;
  }

  #renderNote({ data, at }: KeptAnswer<T>): TemplateResult | typeof nothing {
    const notes = [
      this.listsOf(data).some(({ isPartial }) => isPartial)
        ? 'Not complete: there may be more that could not be read.'
        : null,
      this.#describeAge(at),
    ].filter((note) => note !== null);
    return notes.length === 0 ? nothing : html`<p part="note" class="note" role="status">${notes.join(' ')}</p>`;
  }

  #describeAge(at: number): string | null {
    const age = formatAge(at, Date.now(), this.language);
    if (this.problem !== null) return `As of ${age}; newer data could not be read.`;
    return Date.now() - at > FRESH_MS ? `As of ${age}.` : null;
  }

  /** What is asked, under which name its last answer is kept. */
  get #source(): string {
    return this.#files ?? this.#origin;
  }

  /** Folder of files; null where a gateway is asked. */
  get #files(): string | null {
    if (this.src) return new URL(`${this.src.replace(/\/+$/u, '')}/`, document.baseURI).href;
    return this.gateway ? null : GraphElement.ownFiles;
  }

  get #origin(): string {
    return this.gateway?.replace(/\/+$/u, '') || OWN_GATEWAY;
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
