import { html, nothing, type TemplateResult } from 'lit';
import type { DataFiles, GroupRef } from './data-files.ts';
import { toLink, toNames, toWords } from './format.ts';
import { GraphElement, type Listed } from './graph-element.ts';
import { createGroupTest, createTopicTest, type GroupFilter } from './select.ts';

interface Progress {
  readonly total: number;
  readonly completed: number;
}

interface Initiative {
  readonly title: string;
  readonly url: string;
  readonly number: number;
  readonly status: string;
  readonly overdue: boolean;
  readonly helpWanted: { readonly wanted: boolean };
  readonly checklist: Progress | null;
  readonly subIssuesSummary: Progress | null;
}

export interface InitiativesVariables {
  readonly first: number;
  readonly filterBy: GroupFilter & {
    readonly status: readonly string[];
    readonly topics?: readonly string[];
    readonly needsHelp?: boolean;
  };
}

export interface InitiativesData {
  readonly initiatives: Listed & { readonly nodes: readonly Initiative[] };
}

export const INITIATIVES = `query EmbeddedInitiatives($first: Int!, $filterBy: InitiativeFilters!) {
  initiatives(first: $first, filterBy: $filterBy) {
    isPartial
    nodes {
      title url number status overdue
      helpWanted { wanted }
      checklist { total completed }
      subIssuesSummary { total completed }
    }
  }
}`;

/** Answers {@link INITIATIVES} from exported files. */
export async function readInitiatives(
  files: DataFiles,
  { first, filterBy }: InitiativesVariables,
): Promise<InitiativesData> {
  type Item = Initiative & {
    readonly groups: readonly GroupRef[];
    readonly labels: readonly { readonly name: string }[];
  };
  type File = Listed & { readonly items: readonly Item[] };
  const [{ items, isPartial }, groups] = await Promise.all([files.read<File>('initiatives.json'), files.readGroups()]);
  const { status, topics, needsHelp } = filterBy;
  const isOfGroup = createGroupTest(filterBy, groups);
  const isAbout = createTopicTest(topics, groups);
  const nodes = items.filter(
    ({ title, groups: tied, labels, ...item }) =>
      status.includes(item.status) &&
      isOfGroup(tied) &&
      isAbout({ title, groups: tied, words: labels.flatMap(({ name }) => name.split('/')) }) &&
      (needsHelp === undefined || item.helpWanted.wanted === needsHelp),
  );
  return { initiatives: { isPartial, nodes: nodes.slice(0, first) } };
}

/** What is worked on unless the page asks for something else. */
const OPEN = ['IN_PROGRESS', 'BLOCKED', 'STALE', 'NOT_STARTED', 'PROPOSED', 'UNKNOWN'];

/**
 * Initiatives by status.
 * @csspart list @csspart item @csspart title @csspart heading
 */
export class CommunityInitiatives extends GraphElement<InitiativesData, InitiativesVariables> {
  static override properties = {
    ...GraphElement.properties,
    groups: { type: String },
    topics: { type: String },
    status: { type: String },
    needsHelp: { type: Boolean, attribute: 'needs-help' },
    includeSubgroups: { type: Boolean, attribute: 'include-subgroups' },
  };

  /** Slugs, with commas. */
  declare groups: string | null;
  /** With commas. */
  declare topics: string | null;
  /** Names of statuses, with commas; those that are open where absent. */
  declare status: string | null;
  /** Only those that want help. */
  declare needsHelp: boolean;
  declare includeSubgroups: boolean;

  constructor() {
    super();
    this.groups = null;
    this.topics = null;
    this.status = null;
    this.needsHelp = false;
    this.includeSubgroups = false;
  }

  protected override readonly document = INITIATIVES;

  protected override toVariables(): InitiativesVariables {
    const groups = toNames(this.groups);
    const topics = toNames(this.topics);
    const status = toNames(this.status)?.map((name) => name.toUpperCase().replaceAll('-', '_')) ?? OPEN;
    const filterBy = {
      status,
      ...(groups && { groups, includeSubgroups: this.includeSubgroups }),
      ...(topics && { topics }),
      ...(this.needsHelp && { needsHelp: true }),
    };
    return { first: this.size, filterBy };
  }

  protected override readFiles(files: DataFiles, variables: InitiativesVariables): Promise<InitiativesData> {
    return readInitiatives(files, variables);
  }

  protected override listsOf({ initiatives }: InitiativesData): readonly Listed[] {
    return [initiatives];
  }

  protected override renderData({ initiatives }: InitiativesData): TemplateResult | null {
    const { nodes, isPartial } = initiatives;
    if (nodes.length === 0 && isPartial) return null;
    if (nodes.length === 0) return html`<p class="quiet" part="empty">No initiative is open.</p>`;
    const byStatus = Map.groupBy(nodes, ({ status }) => status);
    return html`${[...byStatus].map(
      ([status, found]) =>
        html`<h3 part="heading">${toWords(status)}</h3><ul part="list">${found.map(renderInitiative)}</ul>`,
    )}`;
  }
}

function renderInitiative({ title, url, number, overdue, helpWanted, ...progress }: Initiative): TemplateResult {
  const done = progress.subIssuesSummary ?? progress.checklist;
  return html`<li part="item">
    <a part="title" class="title" dir="auto" href=${toLink(url) ?? nothing}>${title}</a>
    <span class="quiet">#${number}</span>
    ${helpWanted.wanted ? html`<span class="tag">help wanted</span>` : nothing}
    ${overdue ? html`<span class="tag late">overdue</span>` : nothing}
    ${
      done === null || done.total === 0
        ? nothing
        : html`<span class="quiet"><progress aria-label="Progress of ${title.slice(0, 120)}" value=${done.completed} max=${done.total}></progress> ${done.completed} of ${done.total}</span>`
    }
  </li>`;
}
