/** Several documents about one group: the later adds to the earlier, and wins where the two disagree. */
import type {
  DeclaredMeetingRecord,
  FocusAreaRecord,
  GuidanceRecord,
  InitiativeQueryRecord,
  LinkRecord,
  WaiverRecord,
} from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import type { GroupDraft, GroupLists, GroupSingles, RoleDraft, Stated } from './group-draft.ts';
import { reportOneSidedPeople } from './one-sided-people.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import { isSameRole } from './same-role.ts';

const NOTHING: GroupLists = {
  aliases: [],
  topics: [],
  focusAreas: [],
  guidance: [],
  related: [],
  stakeholders: [],
  channels: [],
  links: [],
  repositories: [],
  meetings: [],
  calendars: [],
  initiatives: [],
  waivers: [],
};

/** @returns one draft a group, in the order in which the groups are first named. */
export function mergeDrafts(drafts: readonly GroupDraft[], report: ProblemReporter): GroupDraft[] {
  const merged = new Map<string, GroupDraft>();
  for (const draft of drafts) {
    const earlier = merged.get(draft.key);
    const single = {
      ...draft,
      lists: mergeLists(NOTHING, draft.lists, 'first'),
      roles: mergeRoles([], draft.roles, report, { keepsSuccessiveTerms: true }),
    };
    if (earlier?.place.sourceId === draft.place.sourceId) {
      const message = `The group "${draft.slug}" stands twice, also at line ${earlier.place.line ?? '?'}; both entries are merged.`;
      report('REGISTRY_DUPLICATE_KEY', draft.place, message);
    }
    merged.set(draft.key, earlier === undefined ? single : mergeTwo(earlier, single, report));
  }
  for (const ofGroup of Map.groupBy(drafts, ({ key }) => key).values()) reportOneSidedPeople(ofGroup, report);
  return [...merged.values()];
}

function mergeTwo(earlier: GroupDraft, later: GroupDraft, report: ProblemReporter): GroupDraft {
  return {
    ...earlier,
    single: mergeSingles(earlier.single, later.single, earlier.key, report),
    lists: mergeLists(earlier.lists, later.lists, 'last'),
    roles: mergeRoles(earlier.roles, later.roles, report, { keepsSuccessiveTerms: false }),
  };
}

function mergeSingles(earlier: GroupSingles, later: GroupSingles, key: string, report: ProblemReporter): GroupSingles {
  for (const field of Object.keys(later) as (keyof GroupSingles)[]) {
    const before = earlier[field];
    const after = later[field];
    if (
      before !== undefined &&
      after !== undefined &&
      !isSame(before.value, after.value) &&
      !(field === 'mission' && isPart(before.value, after.value))
    ) {
      reportConflict(report, `The ${field} of ${key}`, before, after);
    }
  }
  return { ...earlier, ...later };
}

/** @param kept which of two statements of one value is served: of one document the first, of two documents the last */
function mergeLists(earlier: GroupLists, later: GroupLists, kept: 'first' | 'last'): GroupLists {
  const union = <T>(
    field: { [K in keyof GroupLists]: GroupLists[K] extends readonly Stated<T>[] ? K : never }[keyof GroupLists],
    key: (value: T) => string,
  ) => join(earlier[field] as readonly Stated<T>[], later[field] as readonly Stated<T>[], key, kept);
  return {
    aliases: union<string>('aliases', lower),
    topics: union<string>('topics', lower),
    focusAreas: union<FocusAreaRecord>('focusAreas', ({ title }) => lower(title)),
    guidance: union<GuidanceRecord>('guidance', ({ title }) => lower(title)),
    related: union<string>('related', lower),
    stakeholders: union<string>('stakeholders', lower),
    channels: mergeChannels(earlier.channels, later.channels),
    links: union<LinkRecord>('links', ({ rel, url }) => `${rel} ${withoutSlash(url)}`),
    repositories: union<string>('repositories', lower),
    meetings: union<DeclaredMeetingRecord>('meetings', ({ title, schedule, rrule, joinUrl }) =>
      JSON.stringify([lower(title), schedule ?? rrule, joinUrl]),
    ),
    calendars: union<string>('calendars', lower),
    initiatives: union<InitiativeQueryRecord>('initiatives', ({ url: _url, ...conditions }) =>
      lower(JSON.stringify(conditions)),
    ),
    waivers: union<WaiverRecord>('waivers', (waiver) => JSON.stringify(waiver)),
  };
}

/** The place is that of the first statement. */
function join<T>(
  earlier: readonly Stated<T>[],
  later: readonly Stated<T>[],
  key: (value: T) => string,
  kept: 'first' | 'last',
): Stated<T>[] {
  const values = new Map<string, Stated<T>>();
  for (const stated of [...earlier, ...later]) {
    const name = key(stated.value);
    const before = values.get(name);
    if (before === undefined) values.set(name, stated);
    else if (kept === 'last') values.set(name, { value: stated.value, place: before.place });
  }
  return [...values.values()];
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Two statements of one channel may each know a part: the name, or the URL. */
function mergeChannels(earlier: GroupLists['channels'], later: GroupLists['channels']): GroupLists['channels'] {
  const channels: GroupLists['channels'][number][] = [...earlier];
  for (const stated of later) {
    const { kind, name, url } = stated.value;
    const index = channels.findIndex(
      ({ value }) =>
        value.kind === kind &&
        ((url !== null && value.url !== null && withoutSlash(value.url) === withoutSlash(url)) ||
          (name !== null &&
            value.name !== null &&
            channelName(value.name) === channelName(name) &&
            (url === null || value.url === null))),
    );
    const same = channels[index];
    if (same === undefined) channels.push(stated);
    else
      channels[index] = {
        value: { kind, name: name ?? same.value.name, url: url ?? same.value.url },
        place: same.place,
      };
  }
  return channels;
}

/**
 * @param keepsSuccessiveTerms one document that states two terms of a person after each other means two; two documents
 *   that do so disagree about one
 * @returns each person once a kind and term; what the later statement leaves open is kept from the earlier
 */
function mergeRoles(
  earlier: readonly RoleDraft[],
  later: readonly RoleDraft[],
  report: ProblemReporter,
  { keepsSuccessiveTerms }: { readonly keepsSuccessiveTerms: boolean },
): RoleDraft[] {
  const roles = [...earlier];
  for (const role of later) {
    const alike = roles.filter((other) => isSameRole(other, role));
    const same =
      alike.find((other) => !areSuccessive(other, role)) ?? (keepsSuccessiveTerms ? undefined : alike.at(-1));
    const index = same === undefined ? -1 : roles.indexOf(same);
    if (same === undefined) {
      roles.push(role);
      continue;
    }
    const who = role.login ?? role.name ?? '';
    for (const field of ['termStart', 'termEnd'] as const) {
      const before = same[field];
      const after = role[field];
      if (before !== null && after !== null && before.value !== after.value) {
        reportConflict(report, `The ${field === 'termStart' ? 'start' : 'end'} of the term of ${who}`, before, after);
      }
    }
    roles[index] = {
      ...role,
      kindLabel: role.kindLabel ?? same.kindLabel,
      login: role.login ?? same.login,
      name: role.name ?? same.name,
      company: role.company ?? same.company,
      termStart: role.termStart ?? same.termStart,
      termEnd: role.termEnd ?? same.termEnd,
      place: same.place,
      personPlace: role.login === null && same.login !== null ? same.personPlace : role.personPlace,
    };
  }
  return roles;
}

/** Days are compared as text (ISO 8601). */
function areSuccessive(a: RoleDraft, b: RoleDraft): boolean {
  const follows = (first: RoleDraft, second: RoleDraft): boolean =>
    first.termEnd !== null && second.termStart !== null && second.termStart.value > first.termEnd.value;
  return follows(a, b) || follows(b, a);
}

function reportConflict(report: ProblemReporter, what: string, before: Stated<string>, after: Stated<string>): void {
  const [old, now] = [before.value, after.value].map((value) => JSON.stringify(value.slice(0, 100)));
  report(
    'REGISTRY_CONFLICT',
    after.place,
    (nameOf) => `${what} is ${now} here and ${old} at ${placeName(before.place, nameOf)}; ${now} is served.`,
  );
}

function placeName(place: Place, fileOf: (sourceId: string) => string): string {
  return place.line === null ? fileOf(place.sourceId) : `${fileOf(place.sourceId)}:${place.line}:${place.column ?? 1}`;
}

function isSame(a: string, b: string): boolean {
  return a.trim().replace(/\s+/gu, ' ') === b.trim().replace(/\s+/gu, ' ');
}

/** A page may say the mission at more length than a registry. */
function isPart(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.trim().replace(/\s+/gu, ' ').toLowerCase());
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left));
}

function channelName(name: string): string {
  return name.toLowerCase().replace(/^#/u, '');
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/u, '');
}
