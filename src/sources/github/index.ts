export type { GitHubAuth } from './auth.ts';
export { createGitHubSource, type GitHubSource, type GitHubSourceOptions } from './github-source.ts';
