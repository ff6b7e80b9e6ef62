import type { CompleteResolvers } from '../complete.ts';
import { scalars } from '../scalars.ts';
import { abstractTypes, baseQueries, RateLimit, UpstreamBudget } from './base.ts';
import { Community, communityQueries, GroupKindProfile } from './community.ts';
import { Evidence, Finding, findingQueries, Rule } from './finding.ts';
import { Feeds, Group, Guidance, groupQueries, Repository } from './group.ts';
import { HelpWanted, Initiative, InitiativeConnection, initiativeQueries, JoinEvidence } from './initiative.ts';
import { AddToCalendar, Meeting, MeetingSeries, meetingQueries, Recurrence } from './meeting.ts';
import { Person, personQueries, Role } from './person.ts';
import { Diagnostic, Provenance, Source, SourceReading, sourceQueries } from './source.ts';

/** A field of the schema that neither its record nor a resolver answers does not compile here. */
export const resolvers: CompleteResolvers = {
  ...scalars,
  ...abstractTypes,
  Query: {
    ...baseQueries,
    ...communityQueries,
    ...findingQueries,
    ...groupQueries,
    ...initiativeQueries,
    ...meetingQueries,
    ...personQueries,
    ...sourceQueries,
  },
  AddToCalendar,
  Community,
  Diagnostic,
  Evidence,

  Feeds,
  Finding,
  Group,
  GroupKindProfile,
  Guidance,
  HelpWanted,
  Initiative,
  InitiativeConnection,
  JoinEvidence,
  Meeting,
  MeetingSeries,
  Person,
  Provenance,
  Recurrence,
  Repository,
  Role,
  Rule,
  Source,
  SourceReading,
  RateLimit,
  UpstreamBudget,
};
