import { html, nothing, type TemplateResult } from 'lit';
import type { DataFiles } from './data-files.ts';
import { formatSpan, type Span, toLink, toWords } from './format.ts';
import { GraphElement, type Listed } from './graph-element.ts';

interface Role {
  readonly kindLabel: string;
  readonly name: string | null;
  readonly person: { readonly login: string; readonly name: string | null; readonly url: string | null } | null;
}

interface NextMeeting extends Span {
  readonly title: string;
  readonly joinUrl: string | null;
}

interface Group {
  readonly name: string;
  readonly kindLabel: string;
  readonly missionText: string | null;
  readonly url: string;
  readonly channels: readonly { readonly kind: string; readonly name: string | null; readonly url: string | null }[];
  readonly roles: { readonly nodes: readonly Role[] };
  readonly nextMeeting: NextMeeting | null;
  readonly meetings: Listed;
}

export interface GroupVariables {
  readonly slug: string;
  readonly community: string | null;
}

export interface GroupData {
  readonly group: Group | null;
}

const MAX_ROLES = 20;
const LEAD_KINDS = ['CHAIR', 'TECH_LEAD', 'SUBPROJECT_LEAD', 'ORGANIZER'];
/** Those in office, as far as is known. */
const TERM_STATES = ['CURRENT', 'ENDING_SOON', 'UNKNOWN'];

export const GROUP = `query EmbeddedGroup($slug: String!, $community: String) {
  group(slug: $slug, community: $community) {
    name kindLabel missionText url
    channels { kind name url }
    roles(first: ${MAX_ROLES}, filterBy: { kind: [${LEAD_KINDS}], termState: [${TERM_STATES}] }) {
      nodes { kindLabel name person { login name url } }
    }
    nextMeeting { title startsAt endsAt isAllDay joinUrl }
    meetings(first: 1) { isPartial }
  }
}`;

/** Answers {@link GROUP} from exported files. @param now milliseconds since the Unix epoch */
export async function readGroup(
  files: DataFiles,
  { slug, community }: GroupVariables,
  now: number,
): Promise<GroupData> {
  type File = Listed & {
    readonly group: Omit<Group, 'missionText' | 'roles' | 'nextMeeting' | 'meetings'> & {
      readonly mission: string | null;
      /** Exports of version 0.1 have none. */
      readonly missionText?: string | null;
      readonly roles: readonly (Role & { readonly kind: string; readonly termState: string })[];
      readonly meetings: readonly (NextMeeting & { readonly status: string })[];
    };
  };
  const found = (await files.readGroups()).find(
    (one) => one.slug === slug && (community === null || one.community.slug === community),
  );
  if (found === undefined) return { group: null };
  const { group, isPartial } = await files.read<File>(found.file);
  const nodes = group.roles.filter(
    ({ kind, termState }) => LEAD_KINDS.includes(kind) && TERM_STATES.includes(termState),
  );
  const next = group.meetings.find(({ status, startsAt }) => status !== 'CANCELLED' && Date.parse(startsAt) >= now);
  return {
    group: {
      ...group,
      missionText: group.missionText ?? group.mission,
      roles: { nodes: nodes.slice(0, MAX_ROLES) },
      nextMeeting: next ?? null,
      meetings: { isPartial },
    },
  };
}

/**
 * A group: what it is for, who leads it, where it talks, when it meets next.
 * @csspart title @csspart mission @csspart list @csspart item @csspart time @csspart link
 */
export class CommunityGroup extends GraphElement<GroupData, GroupVariables> {
  static override properties = { ...GraphElement.properties, slug: { type: String }, community: { type: String } };

  declare slug: string | null;
  /** Needed only where two communities use the same slug. */
  declare community: string | null;

  constructor() {
    super();
    this.slug = null;
    this.community = null;
  }

  protected override readonly document = GROUP;

  protected override toVariables(): GroupVariables | null {
    return this.slug ? { slug: this.slug, community: this.community } : null;
  }

  protected override readFiles(files: DataFiles, variables: GroupVariables): Promise<GroupData> {
    return readGroup(files, variables, Date.now());
  }

  protected override listsOf({ group }: GroupData): readonly Listed[] {
    return group === null ? [] : [group.meetings];
  }

  protected override renderData({ group }: GroupData): TemplateResult | null {
    if (group === null) return null;
    const { name, kindLabel, missionText, url, nextMeeting, roles, channels } = group;
    const join = toLink(nextMeeting?.joinUrl ?? null);
    return html`<a part="title" class="title" dir="auto" href=${toLink(url) ?? nothing}>${name}</a>
      <p class="quiet">${kindLabel}</p>
      ${missionText === null ? nothing : html`<p part="mission" class="lines" dir="auto">${missionText}</p>`}
      ${
        nextMeeting === null || Date.parse(nextMeeting.endsAt) < Date.now()
          ? nothing
          : html`<h3>Next meeting</h3><p><time part="time" datetime=${nextMeeting.startsAt}>${formatSpan(nextMeeting, this.zone, this.language)}</time>
              ${join === null ? nothing : html`<a part="link" href=${join}>Join</a>`}</p>`
      }
      ${
        roles.nodes.length === 0
          ? nothing
          : html`<h3>Who</h3><ul part="list" class="compact">${roles.nodes.map(
              ({ kindLabel: role, name: written, person }) => {
                const shown = person?.name ?? written ?? person?.login ?? 'vacant';
                const link = toLink(person?.url ?? null);
                return html`<li part="item"><bdi>${link === null ? shown : html`<a href=${link}>${shown}</a>`}</bdi> <span class="quiet">${role}</span></li>`;
              },
            )}</ul>`
      }
      ${
        channels.length === 0
          ? nothing
          : html`<h3>Where</h3><ul part="list" class="compact">${channels.map(({ kind, name: channel, url: at }) => {
              const link = toLink(at);
              const shown = channel ?? at ?? '';
              return html`<li part="item"><span class="quiet">${toWords(kind)}</span> ${link === null ? shown : html`<a part="link" href=${link}>${shown}</a>`}</li>`;
            })}</ul>`
      }`;
  }
}
