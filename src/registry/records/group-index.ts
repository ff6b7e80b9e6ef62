/** Finds the group that a registry means by a slug, name or `community/slug`. */
import type { GroupKey } from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import { nearest } from '../native/nearest.ts';
import { slugify } from '../slug.ts';
import type { GroupDraft } from './group-draft.ts';
import type { ProblemReporter } from './problem-reporter.ts';

export class GroupIndex {
  readonly #keys: ReadonlySet<GroupKey>;
  /** By community and slug of a name or alias; null where several groups share it. */
  readonly #names = new Map<string, GroupKey | null>();
  readonly #report: ProblemReporter;

  constructor(drafts: readonly GroupDraft[], report: ProblemReporter) {
    this.#keys = new Set(drafts.map(({ key }) => key));
    this.#report = report;
    for (const draft of drafts) {
      const names = [draft.single.name?.value, ...draft.lists.aliases.map(({ value }) => value)].filter(
        (name) => name !== undefined,
      );
      for (const name of new Set(names.map(slugify))) {
        const key = `${draft.community}/${name}`;
        this.#names.set(key, this.#names.has(key) ? null : draft.key);
      }
    }
  }

  /** @returns the group; null, with a problem, where there is none or the name fits several. */
  resolve(reference: string, community: string, place: Place, what: string): GroupKey | null {
    if (this.#keys.has(reference)) return reference;
    const key = `${community}/${reference}`;
    if (this.#keys.has(key)) return key;
    const named = this.#names.get(`${community}/${slugify(reference)}`);
    if (typeof named === 'string') return named;
    if (named === null) {
      this.#report('REGISTRY_BAD_REFERENCE', place, `${what} "${reference}", which is the name of several groups.`, {
        hint: 'Write the slug.',
      });
      return null;
    }
    const prefix = `${community}/`;
    const slugs = [...this.#keys]
      .filter((known) => known.startsWith(prefix))
      .map((known) => known.slice(prefix.length));
    const suggestion = nearest(reference, slugs);
    const advice = suggestion === null ? '' : ` Did you mean "${suggestion}"?`;
    // A page is written for people: that it speaks of a group outside this registry is no fault.
    const options = place.sourceId.startsWith('page:')
      ? ({ level: 'NOTE', hint: 'Include a registry that has the group.' } as const)
      : {};
    this.#report('REGISTRY_BAD_REFERENCE', place, `${what} "${reference}", which is no group here.${advice}`, options);
    return null;
  }
}
