/** The files of `/data/v1`: what the graph knows, in the form of `data-schema.ts`. */
import { addDays } from '../../graph/time.ts';
import type { Instant } from '../../model/source.ts';
import { type Collected, collectPages, type Page, type Reading } from '../feeds/collect-pages.ts';
import type { QueryGraph } from '../graph-client.ts';
import {
  DATA_COMMUNITIES,
  DATA_FINDINGS,
  DATA_GROUP,
  DATA_GROUPS,
  DATA_INITIATIVES,
  DATA_MEETINGS,
  DATA_SOURCES,
} from './data-documents.ts';
import { DATA_VERSION, type DataFile, type DataItem, type DataKind } from './data-schema.ts';
import { loadGroupsOfFindings } from './groups-of-findings.ts';
import { unwrapNodes } from './unwrap-nodes.ts';

/** How far ahead meetings are told: a quarter, for a file that elements load whole, and a file more for each meeting. */
const DAYS_AHEAD = 92;

export interface DataRequest {
  readonly query: QueryGraph;
  readonly now: Instant;
  /** Of the gateway, without a slash at the end. */
  readonly baseUrl: string;
}

type Known = Pick<DataFile<'meetings'>, 'isPartial' | 'readings'>;

/** @param depth folders between the file and `schema.json` */
function toHead<K extends DataKind>(kind: K, now: Instant, depth = 0) {
  return { $schema: `${'../'.repeat(depth)}schema.json`, version: DATA_VERSION, kind, generatedAt: now } as const;
}

export async function loadIndex({ query, now, baseUrl }: DataRequest): Promise<DataFile<'index'>> {
  type Indexed = DataFile<'index'>['groups'][number];
  const { communities } = await query<Pick<DataFile<'index'>, 'communities'>>(DATA_COMMUNITIES);
  const groups = await collect<Omit<Indexed, 'page' | 'file'> & { readonly resourcePath: string }>(
    query,
    DATA_GROUPS,
    'groups',
  );
  const data = `${baseUrl}/data/v${DATA_VERSION}`;
  return {
    ...toHead('index', now),
    communities,
    groups: groups.items.map(({ resourcePath, ...group }) => ({
      ...group,
      page: `${baseUrl}${resourcePath}`,
      file: `${data}${resourcePath}.json`,
    })),
    files: {
      meetings: `${data}/meetings.json`,
      initiatives: `${data}/initiatives.json`,
      findings: `${data}/findings.json`,
      sources: `${data}/sources.json`,
    },
  };
}

/** @returns null where there is no such group */
export async function loadGroup(
  { query, now }: DataRequest,
  name: { readonly slug: string; readonly community: string | null },
): Promise<DataFile<'group'> | null> {
  type Group = DataFile<'group'>['group'];
  type Found = Omit<Group, 'meetings' | 'initiatives'> & {
    readonly meetings: Known & { readonly nodes: Group['meetings'] };
    readonly initiatives: Known & Group['initiatives'];
  };
  const answer = await query(DATA_GROUP, { ...name, startsBefore: addDays(now, DAYS_AHEAD) });
  const { group } = unwrapNodes(answer) as { group: Found | null };
  if (group === null) return null;
  const { meetings, initiatives } = group;
  return {
    ...toHead('group', now, name.community === null ? 1 : 2),
    isPartial: meetings.isPartial || initiatives.isPartial,
    readings: [...meetings.readings, ...initiatives.readings],
    group: { ...group, meetings: meetings.nodes, initiatives: { countsByStatus: initiatives.countsByStatus } },
  };
}

export async function loadMeetings({ query, now }: DataRequest): Promise<DataFile<'meetings'>> {
  const window = { from: now, to: addDays(now, DAYS_AHEAD) };
  const filterBy = { startsAfter: window.from, startsBefore: window.to };
  const found = await collect<DataItem<'meetings'>>(query, DATA_MEETINGS, 'meetings', { filterBy });
  return { ...toHead('meetings', now), ...toKnown(found), window, items: [...found.items] };
}

export async function loadInitiatives({ query, now }: DataRequest): Promise<DataFile<'initiatives'>> {
  const found = await collect<DataItem<'initiatives'>>(query, DATA_INITIATIVES, 'initiatives');
  return { ...toHead('initiatives', now), ...toKnown(found), items: [...found.items] };
}

export async function loadFindings({ query, now }: DataRequest): Promise<DataFile<'findings'>> {
  const filterBy = { state: ['OPEN'] };
  const found = await collect<Omit<DataItem<'findings'>, 'groups'>>(query, DATA_FINDINGS, 'findings', { filterBy });
  const groupsOf = await loadGroupsOfFindings(query);
  const items = found.items.map((finding) => ({ ...finding, groups: [...(groupsOf.get(finding.id) ?? [])] }));
  return { ...toHead('findings', now), ...toKnown(found), items };
}

/** Asking for sources reads none of them: this tells what the other files were read from, so it is asked last. */
export async function loadSources({ query, now }: DataRequest): Promise<DataFile<'sources'>> {
  type Sources = Omit<Page<DataFile<'sources'>['items'][number]>, 'isPartial' | 'readings'>;
  const { items } = await collectPages(async (after) => {
    const { sources } = await query<{ sources: Sources }>(DATA_SOURCES, { after });
    return { ...sources, isPartial: false, readings: [] };
  });
  return { ...toHead('sources', now), items: [...items] };
}

async function collect<T>(
  query: QueryGraph,
  document: string,
  field: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Collected<T>> {
  return collectPages(async (after) => {
    const answer = unwrapNodes(await query(document, { ...variables, after })) as Readonly<Record<string, Page<T>>>;
    return answer[field] as Page<T>;
  });
}

function toKnown({
  isPartial,
  readings,
}: {
  readonly isPartial: boolean;
  readonly readings: readonly Reading[];
}): Known {
  return { isPartial, readings: [...readings] };
}
