/** Several documents about one group: the later adds to the earlier, and wins where the two disagree. */
import type { GroupDraft, GroupSingles } from './group-draft.ts';
import { ListsMerge } from './merge-lists.ts';
import { RolesMerge } from './merge-roles.ts';
import { reportOneSidedPeople } from './one-sided-people.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import { reportConflict } from './report-conflict.ts';

/** @returns one draft a group, in the order in which the groups are first named. */
export function mergeDrafts(drafts: readonly GroupDraft[], report: ProblemReporter): GroupDraft[] {
  const groups = new Map<string, GroupMerge>();
  for (const draft of drafts) {
    const earlier = groups.get(draft.key);
    if (earlier === undefined) groups.set(draft.key, new GroupMerge(draft, report));
    else earlier.add(draft);
  }
  for (const ofGroup of Map.groupBy(drafts, ({ key }) => key).values()) reportOneSidedPeople(ofGroup, report);
  return [...groups.values()].map((group) => group.merged());
}

/** Takes one statement of a group after the other, in time that does not grow with those before. */
class GroupMerge {
  readonly #first: GroupDraft;
  #single: GroupSingles;
  readonly #lists = new ListsMerge();
  readonly #roles: RolesMerge;
  readonly #report: ProblemReporter;

  constructor(first: GroupDraft, report: ProblemReporter) {
    this.#first = first;
    this.#single = first.single;
    this.#roles = new RolesMerge(report);
    this.#report = report;
    this.#lists.add(first.lists);
    this.#roles.add(first.roles);
  }

  add(draft: GroupDraft): void {
    const { place, key } = this.#first;
    if (place.sourceId === draft.place.sourceId) {
      const message = `The group "${draft.slug}" stands twice, also at line ${place.line ?? '?'}; both entries are merged.`;
      this.#report('REGISTRY_DUPLICATE_KEY', draft.place, message);
    }
    this.#single = mergeSingles(this.#single, draft.single, key, this.#report);
    this.#lists.add(draft.lists);
    this.#roles.add(draft.roles);
  }

  merged(): GroupDraft {
    return { ...this.#first, single: this.#single, lists: this.#lists.all(), roles: this.#roles.all() };
  }
}

function mergeSingles(earlier: GroupSingles, later: GroupSingles, key: string, report: ProblemReporter): GroupSingles {
  for (const field of Object.keys(later) as (keyof GroupSingles)[]) {
    const before = earlier[field];
    const after = later[field];
    if (
      before !== undefined &&
      after !== undefined &&
      !isSame(before.value, after.value) &&
      !(field === 'mission' && isPart(before.value, after.value))
    ) {
      reportConflict(report, `The ${field} of ${key}`, before, after);
    }
  }
  return { ...earlier, ...later };
}

function isSame(a: string, b: string): boolean {
  return a.trim().replace(/\s+/gu, ' ') === b.trim().replace(/\s+/gu, ' ');
}

/** A page may say the mission at more length than a registry. */
function isPart(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.trim().replace(/\s+/gu, ' ').toLowerCase());
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left));
}
