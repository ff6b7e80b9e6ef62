/** What the headings and labels of a page mean, in the wordings that such pages use. */
import type { GroupKind, RoleKind } from '../../../model/group.ts';

export type Topic =
  | 'mission'
  | 'overview'
  | 'leadership'
  | 'meetings'
  | 'channels'
  | 'focus'
  | 'subprojects'
  | 'working-groups'
  | 'initiatives'
  | 'resources'
  | 'related'
  | 'stakeholders'
  | 'current'
  | 'comparison'
  | 'evolution'
  | 'formation'
  | 'requirements'
  | 'involvement'
  | 'other';

/** In order: the first that fits. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['comparison', /\bvs\.?\b|\bversus\b|\bdifferences?\b|\bcompar/iu],
  ['current', /^(?:current|active|existing|list of|our|all)\b.*\b(?:groups?|tags|tcgs|wgs|sigs)\b/iu],
  [
    'formation',
    /^(?:how to )?(?:form(?:ing)?|propos(?:e|ing)|creat(?:e|ing)|start(?:ing)?|launch(?:ing)?|establish(?:ing)?) (?:a|an|new)\b|\bformation\b/iu,
  ],
  ['evolution', /\bevol(?:ution|ving|ve)\b|\bgraduat/iu],
  ['requirements', /\brequirements?\b|\bexpectations?\b/iu],
  ['involvement', /\binvolved\b|^contribut|\bparticipat|^how to (?:join|help)|^join\b|^attend\b/iu],
  ['stakeholders', /\bstakeholders?\b/iu],
  ['related', /^related\b|\brelationships?\b/iu],
  ['subprojects', /\bsub-?\s?projects?\b/iu],
  ['working-groups', /\bworking groups?\b|^wgs\b/iu],
  ['initiatives', /\binitiatives?\b/iu],
  ['focus', /\bfocus\b|^scope\b|\bin scope\b|\bareas? of (?:interest|work)\b|\bdomains\b|^topics\b|^key areas\b/iu],
  ['mission', /\bmission\b|^objectives?\b|^purpose\b|^vision\b|^goals?\b/iu],
  [
    'leadership',
    /\blead(?:s|ers?|ership)\b|\bchairs?\b|\bco-?chairs?\b|\bliaisons?\b|\borgani[sz]ers?\b|\bmembers\b|\bemerit\w+\b|\bsponsors?\b|\balternates\b|^people$/iu,
  ],
  ['meetings', /\bmeet(?:s|ings?)?\b|\bcalendars?\b|\bschedules?\b|\bagenda\b/iu],
  [
    'channels',
    /\bcommunicat|\bcontacts?\b|\bslack\b|\bmailing lists?\b|\bchannels?\b|\bconnect\b|^chat\b|\bdiscord\b/iu,
  ],
  [
    'resources',
    /\bresources?\b|\blinks\b|\bdocument(?:s|ation)\b|\bpublications?\b|\bgovernance\b|\bcode of conduct\b/iu,
  ],
  ['overview', /^overview\b|^about\b|^introduction\b|^background\b|^what (?:is|are)\b|^how\b|\bstructure\b|\bhistor/iu],
];

export function topicOf(title: string): Topic {
  return TOPICS.find(([, pattern]) => pattern.test(title))?.[0] ?? 'other';
}

const ROLES: readonly (readonly [RegExp, RoleKind, string])[] = [
  [/\bemerit\w+\b|\bformer\b/iu, 'EMERITUS', 'Emeritus'],
  [/\bliaisons?\b/iu, 'LIAISON', 'TOC Liaison'],
  [/\bsub-?\s?project leads?\b/iu, 'SUBPROJECT_LEAD', 'Subproject Lead'],
  [/\btech(?:nical)?[ -]?leads?\b|^tls?$/iu, 'TECH_LEAD', 'Tech Lead'],
  [/\borgani[sz]ers?\b/iu, 'ORGANIZER', 'Organizer'],
  [/\bco-?chairs?\b/iu, 'CHAIR', 'Co-Chair'],
  [/\bvice[- ]chairs?\b/iu, 'CHAIR', 'Vice Chair'],
  [/\bchairs?\b|\bchairperson\b/iu, 'CHAIR', 'Chair'],
  [/\bsponsors?\b/iu, 'SPONSOR', 'Sponsor'],
  [/\bleads?\b|\bleaders?\b|\bleadership\b/iu, 'CHAIR', 'Lead'],
  [/\balternates?\b/iu, 'MEMBER', 'Alternate'],
  [/\bmembers?\b|\bmaintainers?\b/iu, 'MEMBER', 'Member'],
];

export interface RoleWord {
  readonly kind: RoleKind;
  readonly label: string;
}

const MAX_LABEL = 100;
/** Of which body somebody is the liaison: `Steering Committee Liaison`. */
const LIAISON = /((?:\p{Lu}[\p{L}\p{N}]*\s+)*(?:committee|council|board|GC|TC|TSC|GB|SC))\s+liaisons?\b/iu;

/** @returns the role that a heading, label or remark names; null where it names none. */
export function roleOf(words: string): RoleWord | null {
  const found = ROLES.find(([pattern]) => pattern.test(words));
  if (found === undefined) return null;
  const [, kind, label] = found;
  const body = kind === 'LIAISON' && words.length <= MAX_LABEL ? LIAISON.exec(words)?.[1] : undefined;
  return { kind, label: body === undefined ? label : `${body} Liaison` };
}

export interface KindWord {
  readonly kind: GroupKind;
  readonly label: string;
}

const KINDS: readonly (readonly [RegExp, GroupKind, string])[] = [
  [/\btcgs?\b|\btechnical community groups?\b/iu, 'COMMUNITY_GROUP', 'TCG'],
  [/\btags?\b|\btechnical advisory groups?\b/iu, 'ADVISORY_GROUP', 'TAG'],
  [/\bsub-?\s?projects?\b/iu, 'SUBPROJECT', 'Subproject'],
  [/\bwgs?\b|\bworking groups?\b/iu, 'WORKING_GROUP', 'WG'],
  [/\bsigs?\b|\bspecial interest groups?\b/iu, 'SPECIAL_INTEREST_GROUP', 'SIG'],
  [/\bcommittees?\b|\btoc\b/iu, 'COMMITTEE', 'Committee'],
  [/\buser groups?\b/iu, 'USER_GROUP', 'UG'],
  [/\bcommunity groups?\b/iu, 'COMMUNITY_GROUP', 'Community Group'],
];

/** @returns the kind of group that the words name first; null where they name none. */
export function kindOf(words: string): KindWord | null {
  const [first] = kindsOf(words);
  return first ?? null;
}

/** @returns all kinds that the words name, in the order of the words. */
export function kindsOf(words: string): KindWord[] {
  return KINDS.map(([pattern, kind, label]) => ({ index: words.search(pattern), kind, label }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => a.index - b.index)
    .map(({ kind, label }) => ({ kind, label }))
    .filter((word, index, all) => all.findIndex(({ kind }) => kind === word.kind) === index);
}
