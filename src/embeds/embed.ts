/** `/embed.js`: the elements for other sites, as one module. */
import { CommunityFindings } from './community-findings.ts';
import { CommunityGroup } from './community-group.ts';
import { CommunityInitiatives } from './community-initiatives.ts';
import { CommunityMeetings } from './community-meetings.ts';

declare global {
  interface HTMLElementTagNameMap {
    'community-meetings': CommunityMeetings;
    'community-initiatives': CommunityInitiatives;
    'community-group': CommunityGroup;
    'community-findings': CommunityFindings;
  }
}

const elements = {
  'community-meetings': CommunityMeetings,
  'community-initiatives': CommunityInitiatives,
  'community-group': CommunityGroup,
  'community-findings': CommunityFindings,
};

for (const [name, element] of Object.entries(elements)) {
  // A page may load the module twice, from two gateways.
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

export type { LoadDetail } from './graph-element.ts';
export { CommunityFindings, CommunityGroup, CommunityInitiatives, CommunityMeetings };
