/** Problems found after the documents were merged, placed in the document that a value came from. */
import type { ErrorCode } from '../../errors.ts';
import type { Diagnostic, Place } from '../../model/source.ts';
import { type ProblemOptions, Problems } from '../problems.ts';

/** `message` is handed the name of the file of a source, for a second place. */
export type ProblemReporter = (
  code: ErrorCode,
  place: Place,
  message: string | ((fileOf: (sourceId: string) => string) => string),
  options?: ProblemOptions,
) => void;

/** @param files name of each document by source id. */
export function problemReporter(files: ReadonlyMap<string, string>, list: Diagnostic[]): ProblemReporter {
  const fileOf = (sourceId: string) => files.get(sourceId) ?? sourceId;
  return (code, place, message, options) => {
    const problems = new Problems({ sourceId: place.sourceId, file: fileOf(place.sourceId) }, list);
    problems.add(code, place, typeof message === 'string' ? message : message(fileOf), options);
  };
}
