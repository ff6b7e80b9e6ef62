import type { GroupKindProfileRecord } from '../../model/group.ts';

/** How a kind of group works in one community. */
export interface KindProfile extends GroupKindProfileRecord {
  readonly community: string;
}
