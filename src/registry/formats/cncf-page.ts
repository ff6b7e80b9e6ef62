/**
 * Pages about groups, written in Markdown for people: the page of a group, or of a kind of group. What reads them, with the
 * parser of Markdown, is loaded with the first.
 */

import type { RegistryFormat } from './format.ts';
import { CNCF } from './shared/cncf.ts';
import { KUBERNETES } from './shared/kubernetes.ts';

export const cncfPage: RegistryFormat = {
  name: 'cncf-page',
  syntax: 'markdown',
  sourceKind: 'PAGE',
  // Kubernetes writes its pages in the same form.
  communityOf: ({ text }) => (text.includes('kubernetes.slack.com') && !/\bcncf\b/iu.test(text) ? KUBERNETES : CNCF),
  // Any Markdown with a heading may be a group's page; what it states decides what is served.
  recognises: ({ syntax, text }) => syntax === 'markdown' && /^\s{0,3}(?:#{1,6}\s|title:)/mu.test(text),
  toNative: async (input, community, problems) => {
    const { toNative } = await import('./cncf-page/to-native.ts');
    return toNative(input, community, problems);
  },
};
