/** Two documents that say two things of one field. */
import type { Place } from '../../model/source.ts';
import type { Stated } from './group-draft.ts';
import type { ProblemReporter } from './problem-reporter.ts';

/** Reports that the later statement is served, with the place of the earlier. */
export function reportConflict(
  report: ProblemReporter,
  what: string,
  before: Stated<string>,
  after: Stated<string>,
): void {
  const [old, now] = [before.value, after.value].map((value) => JSON.stringify(value.slice(0, 100)));
  report(
    'REGISTRY_CONFLICT',
    after.place,
    (nameOf) => `${what} is ${now} here and ${old} at ${placeName(before.place, nameOf)}; ${now} is served.`,
  );
}

function placeName(place: Place, fileOf: (sourceId: string) => string): string {
  return place.line === null ? fileOf(place.sourceId) : `${fileOf(place.sourceId)}:${place.line}:${place.column ?? 1}`;
}
