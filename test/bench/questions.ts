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
