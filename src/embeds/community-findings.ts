import { html, nothing, type TemplateResult } from 'lit';
import type { DataFiles, GroupRef } from './data-files.ts';
import { toLink, toNames } from './format.ts';
import { GraphElement, type Listed } from './graph-element.ts';
import { createGroupTest, type GroupFilter } from './select.ts';

interface Finding {
  readonly severity: 'MUST' | 'SHOULD' | 'INFO';
  readonly message: string;
  readonly suggestedFix: string | null;
  readonly rule: { readonly title: string; readonly citationUrl: string };
}

export interface FindingsVariables {
  readonly first: number;
  readonly filterBy: GroupFilter & { readonly state: readonly ['OPEN']; readonly severity?: readonly string[] };
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

/** Answers {@link FINDINGS} from exported files, which hold the open ones. */
export async function readFindings(files: DataFiles, { first, filterBy }: FindingsVariables): Promise<FindingsData> {
  type File = Listed & { readonly items: readonly (Finding & { readonly groups: readonly GroupRef[] })[] };
  const [{ items, isPartial }, groups] = await Promise.all([files.read<File>('findings.json'), files.readGroups()]);
  const isOfGroup = createGroupTest(filterBy, groups);
  const nodes = items.filter(
    (finding) => isOfGroup(finding.groups) && (filterBy.severity?.includes(finding.severity) ?? true),
  );
  return { findings: { isPartial, nodes: nodes.slice(0, first) } };
}

/**
 * What the community's rules find, most severe first.
 * @csspart list @csspart item @csspart title @csspart link
 */
export class CommunityFindings extends GraphElement<FindingsData, FindingsVariables> {
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

  protected override readonly document = FINDINGS;

  protected override toVariables(): FindingsVariables {
    const groups = toNames(this.groups);
    const severity = toNames(this.severity)?.map((name) => name.toUpperCase());
    const filterBy = { state: ['OPEN'] as const, ...(groups && { groups }), ...(severity && { severity }) };
    return { first: this.size, filterBy };
  }

  protected override readFiles(files: DataFiles, variables: FindingsVariables): Promise<FindingsData> {
    return readFindings(files, variables);
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
