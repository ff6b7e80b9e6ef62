/** Every source of the house, one line each. */
import { createDeclaredSource } from './declared/index.ts';
import { createGitHubSource, type GitHubSource, type GitHubSourceOptions } from './github/index.ts';
import { createICalendarSource, openCalendar } from './icalendar/index.ts';
import type { InitiativeSource, MeetingSource, SourceContext } from './source.ts';

export interface SourceOptions {
  readonly github: GitHubSourceOptions;
}

export interface Sources {
  /** For its webhook. */
  readonly github: GitHubSource;
  readonly initiatives: readonly InitiativeSource[];
  readonly meetings: readonly MeetingSource[];
}

/** @returns the sources by what they answer; a registry names one by its `name`. */
export function createSources(context: SourceContext, options: SourceOptions): Sources {
  const github = createGitHubSource(context, options.github);
  return {
    github,
    initiatives: [github],
    meetings: [
      createICalendarSource(context),
      createDeclaredSource((bytes) => openCalendar(bytes, { zone: 'UTC' }), context.clock),
    ],
  };
}
