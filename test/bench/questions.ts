/** What the servers are asked: as in the table of docs/benchmarks.md. */
import type { CommunitySize } from '../support/synthetic-community.ts';

/** The time of every server: the first Monday of the synthetic community. */
export const NOW = '2026-11-16T00:00:00Z';
export const SIZE: CommunitySize = { groups: 40, leads: 5, meetings: 26, initiatives: 8 };

export const QUESTIONS = {
  small: '{ group(slug: "group-7") { slug name kindLabel nextMeeting { startsAt title } } }',
  dashboard: `{ groups(first: 40) { nodes {
    id slug name kindLabel
    roles(first: 10) { nodes { kindLabel termEnd termState person { login name avatarUrl } } }
    nextMeeting { startsAt endsAt title joinUrl }
    meetings(first: 5) { nodes { title startsAt endsAt joinUrl } }
    initiatives(first: 8) { totalCount nodes { number title url status statusReason updatedAt } countsByStatus { status count } }
  } } }`,
  deep: `{ groups(first: 40) { nodes {
    slug name mission topics channels { kind name url } links { rel url title }
    roles(first: 10) { nodes { kindLabel termEnd termState person { login name avatarUrl roles(first: 5) { nodes { kindLabel group { slug name } } } } } }
    meetings(first: 8) { nodes { id title startsAt endsAt description joinUrl agendaUrl notesUrl group { slug name } } }
    initiatives(first: 8) { nodes { number title url status shortDescription ageInDays labels(first: 5) { nodes { name color } }
      groups(first: 3) { edges { confidence node { slug name } matchedBy { rule value } } } assignees(first: 3) { login } primaryContact { login } } }
  } } }`,
} as const;

export type QuestionName = keyof typeof QUESTIONS;

export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The default window of `meetings`, to the second. */
const WINDOW_SECONDS = 30 * 86_400;
const [NEXT_MEETING, MEETINGS] = [/nextMeeting (\{[^}]*\})/u, /meetings\(first: (\d+)\)/u];

/** @returns the question with a value that no other has, of a variable far inside; the answers are as large */
export function withOtherValue(query: string, index: number): Asked {
  const [filter, name] = ['filterBy: { within: $within }', 'query ($within: Duration!) '];
  const varied = MEETINGS.test(query)
    ? query.replace(MEETINGS, `meetings(first: $1, ${filter})`)
    : query.replace(NEXT_MEETING, `meetings(first: 1, ${filter}) { nodes $1 }`);
  return { query: `${name}${varied}`, variables: { within: `PT${WINDOW_SECONDS + index}S` } };
}

/** @returns the question in a document that no other is like */
export function inOtherDocument(query: string, index: number): Asked {
  return { query: `query Number${index} ${query}` };
}

/** @returns the question as the query part of an address */
export function toSearch(query: string): string {
  return `?${new URLSearchParams({ query })}`;
}
