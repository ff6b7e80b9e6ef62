import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Resolver types from `schema/`. A mapper names the record that a type's resolvers receive as their parent; a type
 * without one is answered as a plain object.
 */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  importExtension: '.ts',
  generates: {
    'src/graph/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#GraphContext',
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        defaultScalarType: 'unknown',
        scalars: {
          ID: 'string',
          DateTime: 'string',
          Date: 'string',
          Duration: 'string',
          TimeZone: 'string',
          LocalTime: 'string',
          URI: 'string',
        },
        mappers: {
          Community: '../model/group.ts#CommunityRecord',
          GroupKindProfile: './join/kind-profile.ts#KindProfile',
          Group: '../model/group.ts#GroupRecord',
          Feeds: '../model/group.ts#GroupRecord',
          Guidance: '../model/group.ts#GuidanceRecord',
          HelpWanted: './join/initiatives.ts#JoinedInitiative',
          Role: '../model/group.ts#RoleRecord',
          Person: './join/people.ts#PersonView',
          Repository: './join/repository.ts#RepositoryView',
          Initiative: './join/initiatives.ts#JoinedInitiative',
          InitiativeConnection: './resolvers/initiative.ts#InitiativePage',
          InitiativeGroupEdge: './join/evidence.ts#GroupTieEdge',
          JoinEvidence: './join/evidence.ts#TieEvidence',
          Meeting: './join/meetings.ts#JoinedMeeting',
          AddToCalendar: './join/meetings.ts#JoinedMeeting',
          MeetingSeries: './join/series.ts#JoinedSeries',
          Recurrence: './join/recurrence.ts#JoinedRecurrence',
          Finding: '../model/finding.ts#FindingRecord',
          Rule: '../model/finding.ts#RuleRecord',
          Evidence: '../model/finding.ts#EvidenceRecord',
          Source: '../model/source.ts#SourceStatus',
          SourceReading: '../model/source.ts#Reading',
          RateLimit: './context.ts#ClientBudget',
          UpstreamBudget: '../model/source.ts#UpstreamBudget as UpstreamBudgetRecord',
          Provenance: './provenance.ts#ProvenanceView',
          Diagnostic: '../model/source.ts#Diagnostic as DiagnosticRecord',
        },
      },
    },
  },
};

export default config;
