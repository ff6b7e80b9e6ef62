/** People whom a page names and the registry does not, or the other way round. */
import type { RoleKind } from '../../model/group.ts';
import type { GroupDraft, RoleDraft } from './group-draft.ts';
import { ROLE_KIND_LABELS } from './kind-labels.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import { RoleIndex } from './role-index.ts';

/**
 * Reports each person who stands on one side only. Both sides must name people of that role: a page that leaves a role
 * to the registry contradicts nothing.
 * @param drafts of one group, one a document
 */
export function reportOneSidedPeople(drafts: readonly GroupDraft[], report: ProblemReporter): void {
  const [pages, registries] = [drafts.filter(isPage), drafts.filter((draft) => !isPage(draft))];
  if (pages.length === 0 || registries.length === 0) return;
  compare(pages, registries, report);
  compare(registries, pages, report);
}

function isPage({ place }: GroupDraft): boolean {
  return place.sourceId.startsWith('page:');
}

function compare(side: readonly GroupDraft[], other: readonly GroupDraft[], report: ProblemReporter): void {
  const theirs = new RoleIndex();
  const firsts = new Map<RoleKind, RoleDraft>();
  for (const role of other.flatMap(({ roles }) => roles)) {
    theirs.add(role);
    if (!firsts.has(role.kind)) firsts.set(role.kind, role);
  }
  for (const role of side.flatMap(({ roles }) => roles)) {
    const first = firsts.get(role.kind);
    if (first === undefined || theirs.alike(role).length > 0) continue;
    report(
      'REGISTRY_CONFLICT',
      role.place,
      (nameOf) =>
        `${who(role)} is ${role.kindLabel ?? ROLE_KIND_LABELS[role.kind]} of ${side[0]?.key} here and not in ${nameOf(first.place.sourceId)}, which names others; all of them are served.`,
      { hint: 'Name the same people on the page and in the registry.' },
    );
  }
}

function who({ login, name }: RoleDraft): string {
  return login === null ? (name ?? 'Somebody') : `@${login}`;
}
