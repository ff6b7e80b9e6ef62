/**
 * What all elements share: they ask the graph, keep the last good answer with its age, and leave the content of their
 * slot standing for as long as there is nothing better to show.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { askGraph, type KeptAnswer, type Question, recall, remember } from './ask-graph.ts';
import { formatAge } from './format.ts';
import { styles } from './styles.ts';

/** The gateway that this module came from. */
const OWN_GATEWAY = new URL('.', import.meta.url).href.replace(/\/+$/u, '');
const REFRESH_MS = 10 * 60_000;

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
 * @csspart note - What is said about age and gaps.
 */
export abstract class GraphElement<T> extends LitElement {
  static override styles = styles;
  static override properties = {
    gateway: { type: String },
    zone: { type: String },
    limit: { type: Number },
    answer: { state: true },
    problem: { state: true },
  };

  /** Origin and base path of the gateway; that of the script where absent. */
  declare gateway: string | null;
  /** IANA zone for times; the viewer's where absent. */
  declare zone: string | null;
  /** How many are shown, at most 100. */
  declare limit: number | null;
  declare protected answer: KeptAnswer<T> | null;
  declare protected problem: string | null;
  #asked = '';
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.gateway = null;
    this.zone = null;
    this.limit = null;
    this.answer = null;
    this.problem = null;
  }

  /** What to ask; null while a needed attribute is missing. */
  protected abstract toQuestion(): Question | null;
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
    const asked = JSON.stringify([this.#origin, this.toQuestion()]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    const question = this.toQuestion();
    this.answer = question === null ? null : recall<T>(this.#origin, question);
    this.problem = null;
    void this.refresh();
  }

  /** Asks the gateway again; what is shown stays until it has answered. */
  async refresh(): Promise<void> {
    const question = this.toQuestion();
    if (question === null || !this.isConnected) return;
    const gateway = this.#origin;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const data = await askGraph<T>(gateway, question, request.signal);
      const answer = { data, at: Date.now() };
      remember(gateway, question, answer);
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
    if (answer === null || content === null) return html`<slot></slot>`;
    return html`${content}${this.#renderNote(answer)}`;
  }

  #renderNote({ data, at }: KeptAnswer<T>): TemplateResult | typeof nothing {
    const notes = [
      this.listsOf(data).some(({ isPartial }) => isPartial) ? 'Not complete: a source could not be read.' : null,
      this.problem === null ? null : `As of ${formatAge(at, Date.now(), this.language)}; newer data could not be read.`,
    ].filter((note) => note !== null);
    return notes.length === 0 ? nothing : html`<p part="note" class="note" role="status">${notes.join(' ')}</p>`;
  }

  get #origin(): string {
    return this.gateway?.replace(/\/+$/u, '') || OWN_GATEWAY;
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
