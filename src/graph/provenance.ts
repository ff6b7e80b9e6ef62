/** Where the values of an object came from, down to file and line where the source has them. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Instant, Place, Places, SourceStatus } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import type { GraphContext } from './context.ts';
import { sourceOf } from './sources.ts';

export interface ProvenanceView {
  readonly field: string;
  readonly sourceId: string;
  readonly url: string | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly revision: string | null;
  readonly fetchedAt: Instant;
}

interface ProvenanceArgs {
  readonly field?: string | null | undefined;
}

function isNamed(field: string | null | undefined): field is string {
  return field !== null && field !== undefined;
}

function checkField(args: ProvenanceArgs, info: GraphQLResolveInfo): void {
  if (isNamed(args.field) && !(args.field in info.parentType.getFields())) {
    throw badUserInput('field', `must be a field of ${info.parentType.name}, but got "${args.field}".`);
  }
}

/** Fields that are another one in another form. */
const FORM_OF: Readonly<Record<string, string>> = { missionText: 'mission' };

function placeOf(places: Places, field: string): Place | undefined {
  return places[field] ?? places[FORM_OF[field] ?? ''] ?? places[''];
}

/** The address of a line, in the form that GitHub and GitLab understand. */
function lineUrl(source: SourceStatus, line: number | null): string | null {
  return source.url === null || line === null ? source.url : `${source.url}#L${line}`;
}

/**
 * @param places by field; the place under `''` stands for every field that has none of its own
 * @returns one entry a field that has a place; only that of `args.field` where it is given
 */
export function placesToProvenance(
  context: GraphContext,
  places: Places,
  args: ProvenanceArgs,
  info: GraphQLResolveInfo,
): readonly ProvenanceView[] {
  checkField(args, info);
  const wanted = isNamed(args.field) ? [[args.field, placeOf(places, args.field)] as const] : Object.entries(places);
  return wanted.flatMap(([field, place]) => {
    if (place === undefined) return [];
    const source = sourceOf(context, place.sourceId);
    return {
      field: field === '' ? '*' : field,
      sourceId: source.id,
      url: lineUrl(source, place.line),
      path: place.path,
      line: place.line,
      revision: source.revision,
      fetchedAt: source.lastSuccessAt ?? context.now,
    };
  });
}

/** @returns the one entry of an object that a single upstream answered. */
export function upstreamProvenance(
  context: GraphContext,
  origin: { readonly sourceId: string; readonly url: string | null },
  args: ProvenanceArgs,
  info: GraphQLResolveInfo,
): readonly ProvenanceView[] {
  checkField(args, info);
  const source = sourceOf(context, origin.sourceId);
  return [
    {
      field: args.field ?? '*',
      sourceId: source.id,
      url: origin.url ?? source.url,
      path: null,
      line: null,
      revision: source.revision,
      fetchedAt: source.lastSuccessAt ?? context.now,
    },
  ];
}
