/** Topics of a mission that is a list of them, e.g. `Data, Storage, Network, DNS`. */
import { LocatedScalar } from '../../document/located.ts';

const MAX_WORDS = 4;
const MIN_TOPICS = 3;

/** @returns the topics at the place of the mission; none where the mission is prose. */
export function topicsOf(mission: LocatedScalar | undefined): readonly LocatedScalar[] {
  const text = mission?.source.trim().replace(/\.$/u, '') ?? '';
  const items = text.split(',').map((item) => item.trim().replace(/^and /iu, ''));
  const isList =
    items.length >= MIN_TOPICS &&
    items.every((item) => item !== '' && item.split(/\s+/u).length <= MAX_WORDS && !/[.:;\n]/u.test(item));
  return mission === undefined || !isList ? [] : items.map((item) => new LocatedScalar(mission.spot, item));
}
