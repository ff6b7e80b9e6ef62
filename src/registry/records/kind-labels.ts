/** Words for kinds of group and role where a community has none of its own. */
import type { GroupKind, RoleKind } from '../../model/group.ts';

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

export const ROLE_KIND_LABELS: Readonly<Record<RoleKind, string>> = {
  CHAIR: 'Chair',
  TECH_LEAD: 'Tech Lead',
  SUBPROJECT_LEAD: 'Subproject Lead',
  ORGANIZER: 'Organizer',
  LIAISON: 'Liaison',
  SPONSOR: 'Sponsor',
  MEMBER: 'Member',
  EMERITUS: 'Emeritus',
};
