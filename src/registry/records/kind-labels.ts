/** Words for kinds of group where a community has none of its own. */
import type { GroupKind } from '../../model/group.ts';

export const GROUP_KIND_LABELS: Readonly<Record<GroupKind, string>> = {
  ADVISORY_GROUP: 'Advisory Group',
  COMMUNITY_GROUP: 'Community Group',
  SPECIAL_INTEREST_GROUP: 'SIG',
  WORKING_GROUP: 'WG',
  SUBPROJECT: 'Subproject',
  COMMITTEE: 'Committee',
  TEAM: 'Team',
  USER_GROUP: 'UG',
};
