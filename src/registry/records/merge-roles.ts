/** People of one group: what a later statement of a role leaves open is kept from the earlier. */
import type { RoleDraft } from './group-draft.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import { reportConflict } from './report-conflict.ts';
import { RoleIndex } from './role-index.ts';

export class RolesMerge {
  readonly #roles = new RoleIndex();
  readonly #report: ProblemReporter;

  constructor(report: ProblemReporter) {
    this.#report = report;
  }

  /**
   * Each person stands once a kind and term. One document that states two terms of a person after each other means two;
   * two documents that do so disagree about one.
   * @param roles of one document
   */
  add(roles: readonly RoleDraft[]): void {
    const own = new RoleIndex();
    for (const role of roles) {
      this.#addTo(
        own,
        role,
        own.alike(role).find((other) => !areSuccessive(other, role)),
      );
    }
    const ofThisDocument = new Set<RoleDraft>();
    for (const role of own.all()) {
      const alike = this.#roles.alike(role).filter((other) => !ofThisDocument.has(other));
      const same = alike.find((other) => !areSuccessive(other, role)) ?? alike.at(-1);
      ofThisDocument.add(this.#addTo(this.#roles, role, same));
    }
  }

  all(): readonly RoleDraft[] {
    return this.#roles.all();
  }

  /** @returns the role as it stands in the index */
  #addTo(index: RoleIndex, role: RoleDraft, same: RoleDraft | undefined): RoleDraft {
    if (same === undefined) {
      index.add(role);
      return role;
    }
    const who = role.login ?? role.name ?? '';
    for (const field of ['termStart', 'termEnd'] as const) {
      const before = same[field];
      const after = role[field];
      if (before === null || after === null || before.value === after.value) continue;
      const what = `The ${field === 'termStart' ? 'start' : 'end'} of the term of ${who}`;
      reportConflict(this.#report, what, before, after);
    }
    const merged = {
      ...role,
      kindLabel: role.kindLabel ?? same.kindLabel,
      login: role.login ?? same.login,
      name: role.name ?? same.name,
      company: role.company ?? same.company,
      termStart: role.termStart ?? same.termStart,
      termEnd: role.termEnd ?? same.termEnd,
      place: same.place,
      personPlace: role.login === null && same.login !== null ? same.personPlace : role.personPlace,
    };
    index.replace(same, merged);
    return merged;
  }
}

/** Days are compared as text (ISO 8601). */
function areSuccessive(a: RoleDraft, b: RoleDraft): boolean {
  const follows = (first: RoleDraft, second: RoleDraft): boolean =>
    first.termEnd !== null && second.termStart !== null && second.termStart.value > first.termEnd.value;
  return follows(a, b) || follows(b, a);
}
