import { z } from 'zod';
import type { ConflictFact } from '../../model/facts.ts';
import type { GroupRecord } from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import { customEvaluator, groupsOf } from '../evaluator.ts';
import { registryEvidence } from '../evidence.ts';
import { notMet, type Verdict } from '../judgement.ts';

/** The files of the registry agree on a group: where a page and the registry differ, readers of one are misled. */
export const pageDiffersFromRegistry = customEvaluator({
  name: 'page-differs-from-registry',
  parameters: z.strictObject({}),
  evaluate: (given) => {
    const { facts } = given;
    if (facts.conflicts.length === 0) return [];
    const groups = groupsOf(given);
    const byPlace = new Map(groups.flatMap((group) => placesOf(group).map((place) => [spotKey(place), group.key])));
    const keys = new Set(groups.map(({ key }) => key));
    return facts.conflicts.flatMap(({ diagnostic, group }: ConflictFact): Verdict[] => {
      const { sourceId, path, line, column, message, hint } = diagnostic;
      const place = { sourceId, path: path ?? '', line, column };
      // The later of two statements is served and reported, so a record that holds it stands at the same place.
      const key = group ?? byPlace.get(spotKey(place));
      if (key === undefined || !keys.has(key)) return [];
      return [
        {
          subject: { type: 'Group', key },
          groups: [key],
          // Lines move with every edit; an id that lasts goes by the path.
          discriminator: `${sourceId}#${place.path}`,
          judgement: notMet(
            message,
            registryEvidence(facts, place, message),
            hint === null ? {} : { suggestedFix: hint },
          ),
        },
      ];
    });
  },
});

function placesOf(group: GroupRecord): readonly Place[] {
  const records = [group.places, ...group.roles.map(({ places }) => places)];
  return [...records.flatMap((places) => Object.values(places)), ...group.declaredMeetings.map(({ place }) => place)];
}

function spotKey({ sourceId, line, column }: Place): string {
  return `${sourceId}#${line}:${column}`;
}
