import { html, nothing, type TemplateResult } from 'lit';
import type { Question } from './ask-graph.ts';
import { toLink, toNames } from './format.ts';
import { GraphElement, type Listed } from './graph-element.ts';

interface Finding {
  readonly severity: 'MUST' | 'SHOULD' | 'INFO';
  readonly message: string;
  readonly suggestedFix: string | null;
  readonly rule: { readonly title: string; readonly citationUrl: string };
}

export interface FindingsData {
  readonly findings: Listed & { readonly nodes: readonly Finding[] };
}

export const FINDINGS = `query EmbeddedFindings($first: Int!, $filterBy: FindingFilters!) {
  findings(first: $first, filterBy: $filterBy) {
    isPartial
    nodes { severity message suggestedFix rule { title citationUrl } }
  }
}`;

/**
 * What the community's rules find, most severe first.
 * @csspart list @csspart item @csspart title @csspart link
 */
export class CommunityFindings extends GraphElement<FindingsData> {
  static override properties = {
    ...GraphElement.properties,
    groups: { type: String },
    severity: { type: String },
  };

  /** Slugs, with commas. */
  declare groups: string | null;
  /** `MUST`, `SHOULD`, `INFO`, with commas; all where absent. */
  declare severity: string | null;

  constructor() {
    super();
    this.groups = null;
    this.severity = null;
  }

  protected override toQuestion(): Question {
    const groups = toNames(this.groups);
    const severity = toNames(this.severity)?.map((name) => name.toUpperCase());
    const filterBy = { state: ['OPEN'], ...(groups && { groups }), ...(severity && { severity }) };
    return { document: FINDINGS, variables: { first: this.size, filterBy } };
  }

  protected override listsOf({ findings }: FindingsData): readonly Listed[] {
    return [findings];
  }

  protected override renderData({ findings }: FindingsData): TemplateResult | null {
    const { nodes, isPartial } = findings;
    if (nodes.length === 0 && isPartial) return null;
    if (nodes.length === 0) return html`<p class="quiet" part="empty">Every rule that applies is met.</p>`;
    return html`<ul part="list">${nodes.map(renderFinding)}</ul>`;
  }
}

function renderFinding({ severity, message, suggestedFix, rule }: Finding): TemplateResult {
  const clause = toLink(rule.citationUrl);
  return html`<li part="item">
    <span part="title" class="title" dir="auto">${message}</span>
    <span class="tag ${severity === 'MUST' ? 'late' : ''}">${severity.toLowerCase()}</span>
    ${clause === null ? nothing : html`<a part="link" href=${clause}>${rule.title}</a>`}
    ${suggestedFix === null ? nothing : html`<p dir="auto">${suggestedFix}</p>`}
  </li>`;
}
