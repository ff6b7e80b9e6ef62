export type { SourceVersions } from '../../graph/source-versions.ts';
