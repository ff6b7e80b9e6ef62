/**
 * Pages about groups, written in Markdown for people: the page of a group, or of a kind of group. What reads them, with the
 * parser of Markdown, is loaded with the first.
 */

import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { CNCF } from './shared/cncf.ts';
import { KUBERNETES } from './shared/kubernetes.ts';
import { organizationOf, ownerOf } from './shared/organization.ts';

export const cncfPage: RegistryFormat = {
  name: 'cncf-page',
  syntax: 'markdown',
  sourceKind: 'PAGE',
  communityOf,
  // Any Markdown with a heading may be a group's page; what it states decides what is served.
  recognises: ({ syntax, text }) => syntax === 'markdown' && /^\s{0,3}(?:#{1,6}\s|title:)/mu.test(text),
  toNative: async (input, community, problems) => {
    const { toNative } = await import('./cncf-page/to-native.ts');
    return toNative(input, community, problems);
  },
};

/** Where the page lies tells whose it is; of one without an address its words do. Kubernetes writes its pages in the same form. */
function communityOf({ text, url }: FormatInput): CommunityName {
  const owner = ownerOf(url);
  if (owner !== undefined && !/^(?:cncf|kubernetes)/iu.test(owner)) {
    return organizationOf(owner);
  }
  const isKubernetes =
    owner === undefined
      ? text.includes('kubernetes.slack.com') && !/\bcncf\b/iu.test(text)
      : /^kubernetes/iu.test(owner);
  return isKubernetes ? KUBERNETES : CNCF;
}
