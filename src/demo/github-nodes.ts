/** The nodes of a recorded repository, by which its issues refer to people, labels and milestones. */
import type { GitHubRecording } from './github-recording.ts';

/** Members are values, or functions of the field's arguments: what graphql-js resolves by itself. */
export type GitHubNode = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

export interface RepositoryNodes {
  readonly nameWithOwner: string;
  readonly url: string;
  /** @returns the account, made up where the recording does not describe it; null for a deleted one. */
  actor(login: string | null): GitHubNode | null;
  label(name: string): GitHubNode;
  /** @returns null for a label that the repository does not have. */
  findLabel(name: string): GitHubNode | null;
  readonly labels: readonly GitHubNode[];
  milestone(number: number | null): GitHubNode | null;
  readonly milestones: readonly GitHubNode[];
}

/** @returns a global id, as opaque as GitHub's. */
export function nodeId(prefix: string, key: string): string {
  return `${prefix}_${Buffer.from(key).toString('base64url')}`;
}

export function toRepositoryNodes(recording: GitHubRecording): RepositoryNodes {
  const { repository } = recording;
  const url = `https://github.com/${repository}`;
  const actors = new Map(recording.users.map((user) => [user.login.toLowerCase(), toActor(user)]));
  const toLabel = (label: { name: string; color: string; description: string | null }) => ({
    __typename: 'Label',
    id: nodeId('LA', `${repository}/${label.name}`),
    ...label,
  });
  const labels = new Map(recording.labels.map((label) => [label.name.toLowerCase(), toLabel(label)]));
  const milestones = new Map(
    recording.milestones.map((milestone) => [
      milestone.number,
      {
        __typename: 'Milestone',
        id: nodeId('MI', `${repository}/${milestone.number}`),
        url: `${url}/milestone/${milestone.number}`,
        ...milestone,
      },
    ]),
  );
  const findLabel = (name: string) => labels.get(name.toLowerCase()) ?? null;
  return {
    nameWithOwner: repository,
    url,
    actor: (login) =>
      login === null ? null : (actors.get(login.toLowerCase()) ?? toActor({ login, name: null, type: toType(login) })),
    label: (name) => findLabel(name) ?? toLabel({ name, color: 'ededed', description: null }),
    findLabel,
    labels: [...labels.values()],
    milestone: (number) => (number === null ? null : (milestones.get(number) ?? null)),
    milestones: [...milestones.values()],
  };
}

function toActor(user: { readonly login: string; readonly name: string | null; readonly type: 'User' | 'Bot' }) {
  return {
    __typename: user.type,
    id: nodeId(user.type === 'Bot' ? 'BOT' : 'U', user.login),
    login: user.login,
    name: user.name,
    url: `https://github.com/${user.login}`,
    resourcePath: `/${user.login}`,
    avatarUrl: ({ size }: { size?: number | null }) =>
      `https://github.com/${user.login}.png${size ? `?size=${size}` : ''}`,
  };
}

function toType(login: string): 'User' | 'Bot' {
  return login.endsWith('[bot]') ? 'Bot' : 'User';
}
