/** Which group an event of a shared feed is of, and what finding that out costs. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Matchable } from '../../src/graph/join/meeting-rules.ts';
import { createMatcher, type FeedMatch } from '../../src/graph/join/meetings.ts';
import { createLoaders } from '../../src/graph/loaders.ts';
import { RegistryView } from '../../src/graph/registry-view.ts';
import { Validity } from '../../src/graph/validity.ts';
import type { MeetingMatchRule, OccurrenceRecord } from '../../src/model/meeting.ts';
import { fresh, group, meetingFeed, occurrence, registry } from '../support/records.ts';
import { createPorts } from '../support/run-query.ts';

const START = '2026-10-06T10:00:00Z';
const WINDOW = { from: '2026-10-06T00:00:00Z', to: '2026-10-07T00:00:00Z' };
const slugs = ['one', 'two', 'three'];
const NO_CONDITION = { meetingId: null, uid: null, organizerDomain: null, category: null, title: null };

function feedWith(match: readonly MeetingMatchRule[]) {
  const feed = meetingFeed('shared', { match });
  return { feed, view: new RegistryView(registry({ groups: slugs.map((slug) => group(slug)), meetingFeeds: [feed] })) };
}

function matcherOf(rules: readonly MeetingMatchRule[]): (event: Matchable) => FeedMatch {
  const { feed, view } = feedWith(rules);
  return createMatcher(view, feed, 'icalendar:shared');
}

/** As the rules are explained: one after another, every condition of each. */
function groupByHand(rules: readonly MeetingMatchRule[], event: Matchable): string | null {
  const isMet = ({ meetingId, uid, organizerDomain, category, title }: MeetingMatchRule): boolean =>
    [meetingId, uid, organizerDomain, category, title].some((wanted) => wanted !== null) &&
    (meetingId === null || event.meetingIds.includes(meetingId.replaceAll(' ', ''))) &&
    (uid === null || event.uid === uid) &&
    (organizerDomain === null || event.organizerDomain?.toLowerCase() === organizerDomain.toLowerCase()) &&
    (category === null || event.categories.some((name) => name.toLowerCase() === category.toLowerCase())) &&
    (title === null || new RegExp(title, 'iu').test(event.summary));
  return rules.find((rule) => slugs.some((slug) => group(slug).key === rule.group) && isMet(rule))?.group ?? null;
}

const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
const anyRule: fc.Arbitrary<MeetingMatchRule> = fc.record({
  group: fc.constantFrom(...slugs, 'nobody').map((slug) => group(slug).key),
  meetingId: orNull(['111 222', '333']),
  uid: orNull(['a', 'b']),
  organizerDomain: orNull(['Example.org', 'example.com']),
  category: orNull(['Storage', 'network']),
  title: orNull(['^sync', 'call$']),
});
const anyEvent: fc.Arbitrary<Matchable> = fc.record({
  uid: fc.constantFrom('a', 'b', 'c'),
  summary: fc.constantFrom('Sync', 'Storage call', 'Sync call'),
  categories: fc.subarray(['STORAGE', 'Network']),
  organizerDomain: orNull(['example.ORG', 'example.com']),
  meetingIds: fc.subarray(['111222', '333']),
});

afterEach(() => vi.restoreAllMocks());

describe('events of a shared feed', () => {
  it('are of the group of the first rule of which all conditions are met', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 8 }), fc.array(anyEvent, { maxLength: 8 }), (rules, events) => {
        const match = matcherOf(rules);
        for (const event of events) expect(match(event).group?.key ?? null).toBe(groupByHand(rules, event));
      }),
    );
  });

  it('carry every condition as evidence, in the words of the registry, and the title in their own', () => {
    const rule = { group: group('two').key, meetingId: '111 222', uid: null, category: 'storage', title: 'sync' };
    const match = matcherOf([{ ...rule, organizerDomain: 'EXAMPLE.org' }]);
    const event = { uid: 'a', summary: 'Sync', categories: ['Storage'], organizerDomain: 'example.org' };
    expect(match({ ...event, meetingIds: ['111222'] }).matchedBy).toEqual(
      [
        ['meeting-id', '111 222'],
        ['organizer-domain', 'EXAMPLE.org'],
        ['category', 'storage'],
        ['title', 'Sync'],
      ].map(([kind, value]) => ({ rule: kind, value, sourceId: 'icalendar:shared', url: null })),
    );
  });

  it('are put to no rule that names something else, however many there are', () => {
    const test = vi.spyOn(RegExp.prototype, 'test');
    const rules = Array.from({ length: 1000 }, (_, index) => ({
      ...NO_CONDITION,
      group: group('one').key,
      uid: `event-${index}`,
      title: '^Sync',
    }));
    const match = matcherOf(rules);
    test.mockClear();
    expect(match(occurrence('shared', START, { uid: 'event-7', summary: 'Sync' })).group?.slug).toBe('one');
    expect(match(occurrence('shared', START, { uid: 'another', summary: 'Sync' })).group).toBeNull();
    expect(test.mock.calls.filter(([text]) => text === 'Sync')).toHaveLength(1);
  });

  it('are put to the rules once a VEVENT, not once an instance', () => {
    const test = vi.spyOn(RegExp.prototype, 'test');
    const match = matcherOf([{ ...NO_CONDITION, group: group('one').key, title: 'sync' }]);
    const first = occurrence('shared', START, { uid: 'daily', summary: 'Daily sync' });
    const moved = { ...first, summary: 'Moved sync' };
    test.mockClear();
    for (let day = 0; day < 100; day += 1) match({ ...first, start: `${day}` } as OccurrenceRecord);
    match(moved);
    expect(test.mock.calls.map(([text]) => text)).toEqual(['Daily sync', 'Moved sync']);
  });
});

it('meetings of several feeds come in one order', async () => {
  const feeds = ['b', 'a'].map((id) => meetingFeed(id));
  const view = new RegistryView(registry({ groups: [], meetingFeeds: feeds }));
  const later = '2026-10-06T11:00:00Z';
  const occurrences = Object.fromEntries(
    feeds.map(({ id }) => [id, [occurrence(id, START, { uid: id }), occurrence(id, later, { uid: id })]]),
  );
  const ports = createPorts({ registry: view.record, occurrences });
  const { items } = await createLoaders(ports, view, new Validity(START)).meetings(feeds, WINDOW);
  expect(items.map(({ startsAt, uid }) => [startsAt, uid])).toEqual([
    [START, 'a'],
    [START, 'b'],
    [later, 'a'],
    [later, 'b'],
  ]);
});

describe('a large feed', () => {
  it('is joined in turns, once for all who ask meanwhile, and is there at once for who comes later', async () => {
    // Time goes by only when somebody looks, so that every look ends the turn.
    let elapsedMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      elapsedMs += 100;
      return elapsedMs;
    });
    const { feed, view } = feedWith([]);
    const records = Array.from({ length: 100 }, (_, index) => occurrence('shared', START, { uid: `${199 - index}` }));
    const answer = fresh('icalendar:shared', records);
    const ports = { ...createPorts({ registry: view.record }), occurrences: () => answer };
    const ask = () => createLoaders(ports, view, new Validity(START)).meetings([feed], WINDOW);

    const [one, other] = [ask(), ask()];
    let turns = 0;
    let isJoined = false;
    const count = (): void => {
      turns += 1;
      if (!isJoined) setImmediate(count);
    };
    setImmediate(count);
    const { items } = await one;
    isJoined = true;
    expect(items.map(({ uid }) => uid)).toEqual(records.map(({ uid }) => uid).reverse());
    expect(turns).toBeGreaterThan(4);
    expect((await other).items).toBe(items);
    expect(ask()).toMatchObject({ items });
  });
});
