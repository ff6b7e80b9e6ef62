/** Tells the object types of the interface and union types apart by a field that only one of their records has. */
import type { NodeType } from './ids.ts';

const MARKS: readonly (readonly [NodeType, string])[] = [
  ['Group', 'declaredMeetings'],
  ['Role', 'termStart'],
  ['Initiative', 'ties'],
  ['Meeting', 'recurrenceId'],
  ['MeetingSeries', 'declared'],
  ['Finding', 'ruleId'],
  ['Source', 'lastSuccessAt'],
  ['Community', 'kinds'],
  ['Repository', 'nameWithOwner'],
  ['Person', 'roles'],
];

/**
 * @returns the name of the GraphQL type that the record is answered as
 * @throws {Error} for a record that no type stands for: a fault of the program
 */
export function nodeTypeOf(record: object): NodeType {
  const mark = MARKS.find(([, field]) => field in record);
  if (mark === undefined)
    throw new Error(`No type stands for a record with the fields ${Object.keys(record).join(', ')}.`);
  return mark[0];
}
