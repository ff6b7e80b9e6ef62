/** One document of the native form to drafts of records. */
import { calendarUrl } from '../document-names.ts';
import type { ReadDocument } from '../read-documents.ts';
import type { FeedContext } from './calendars.ts';
import { type CommunityDraft, toKindProfile } from './communities.ts';
import type { FeedRegister } from './feed-register.ts';
import type { GroupDraft } from './group-draft.ts';
import { type InitiativeRuleDraft, toInitiativeRule } from './initiative-rules.ts';
import { PlaceFinder } from './place-finder.ts';
import { type DraftContext, toGroupDrafts } from './to-group-drafts.ts';

export interface DocumentDrafts {
  readonly communities: readonly CommunityDraft[];
  readonly groups: readonly GroupDraft[];
  readonly initiativeRules: readonly InitiativeRuleDraft[];
}

/** @param feeds takes the document's calendars */
export function toDrafts(document: ReadDocument, feeds: FeedRegister): DocumentDrafts {
  const { content, problems, file } = document;
  const { value } = content;
  const places = new PlaceFinder(content.tree, file.id);
  const community = document.community.slug;
  const feedContext: FeedContext = {
    community,
    sources: feeds.sources,
    resolve: (location) => calendarUrl(location, document.location),
    places,
    problems,
  };
  const contextOf = (slug: string): DraftContext => ({
    community: slug,
    places,
    problems,
    ownCalendar: (calendar, path, owner) => feeds.addOwn(calendar, path, owner, feedContext),
  });
  for (const [index, entry] of (value.calendars ?? []).entries()) feeds.add(entry, ['calendars', index], feedContext);
  const communities = value.communities ?? [];
  return {
    communities: [
      ...ownCommunity(document, places),
      ...communities.map(({ slug, name, url, kinds }, index) => ({
        slug,
        name: name ?? null,
        url: url ?? null,
        kinds: (kinds ?? []).map((kind, kindIndex) =>
          toKindProfile(kind, ['communities', index, 'kinds', kindIndex], places),
        ),
        place: places.place(['communities', index]),
      })),
    ],
    groups: [
      ...communities.flatMap(({ slug, groups }, index) =>
        (groups ?? []).flatMap((group, groupIndex) =>
          toGroupDrafts(group, ['communities', index, 'groups', groupIndex], null, contextOf(slug)),
        ),
      ),
      ...(value.groups ?? []).flatMap((group, index) =>
        toGroupDrafts(group, ['groups', index], null, contextOf(community)),
      ),
    ],
    initiativeRules: (value.initiatives ?? []).map((rule, index) =>
      toInitiativeRule(rule, ['initiatives', index], community, places),
    ),
  };
}

/** A document that only includes others has no community of its own. */
function ownCommunity(document: ReadDocument, places: PlaceFinder): CommunityDraft[] {
  const { community, groups } = document.content.value;
  if (community === undefined && !(groups ?? []).some((group) => group.community === undefined)) return [];
  const { slug, name, url } = document.community;
  return [
    {
      slug,
      name,
      url,
      kinds: (community?.kinds ?? []).map((kind, index) => toKindProfile(kind, ['community', 'kinds', index], places)),
      place: places.place(community === undefined ? [] : ['community']),
    },
  ];
}
