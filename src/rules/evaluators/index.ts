/** Every evaluator, one line each. */
import type { z } from 'zod';
import type { Evaluator } from '../evaluator.ts';
import { feedEventMatchesNoGroup } from './feed-event-matches-no-group.ts';
import { formDiffersFromLabel } from './form-differs-from-label.ts';
import { hasChannels } from './has-channels.ts';
import { hasCharter } from './has-charter.ts';
import { hasLink } from './has-link.ts';
import { initiativeInactive } from './initiative-inactive.ts';
import { initiativeOverAge } from './initiative-over-age.ts';
import { initiativeParticipants } from './initiative-participants.ts';
import { initiativeUndocumented } from './initiative-undocumented.ts';
import { initiativeWithoutSponsor } from './initiative-without-sponsor.ts';
import { labelsExclusive } from './labels-exclusive.ts';
import { meetsEveryWeeks } from './meets-every-weeks.ts';
import { meetsMonthly } from './meets-monthly.ts';
import { minMeetingsPerYear } from './min-meetings-per-year.ts';
import { missionMissing } from './mission-missing.ts';
import { noMeetingInDays } from './no-meeting-in-days.ts';
import { organizerOfTooManyGroups } from './organizer-of-too-many-groups.ts';
import { pageDiffersFromRegistry } from './page-differs-from-registry.ts';
import { queryLabelDoesNotExist } from './query-label-does-not-exist.ts';
import { roleCount } from './role-count.ts';
import { sameCompanyShare } from './same-company-share.ts';
import { scheduleDiffersFromFeed } from './schedule-differs-from-feed.ts';
import { subprojectIdle } from './subproject-idle.ts';
import { termEndingWithin } from './term-ending-within.ts';
import { termExpired } from './term-expired.ts';

const all: readonly Evaluator[] = [
  feedEventMatchesNoGroup,
  formDiffersFromLabel,
  hasChannels,
  hasCharter,
  hasLink,
  initiativeInactive,
  initiativeOverAge,
  initiativeParticipants,
  initiativeUndocumented,
  initiativeWithoutSponsor,
  labelsExclusive,
  meetsEveryWeeks,
  meetsMonthly,
  minMeetingsPerYear,
  missionMissing,
  noMeetingInDays,
  organizerOfTooManyGroups,
  pageDiffersFromRegistry,
  queryLabelDoesNotExist,
  roleCount,
  sameCompanyShare,
  scheduleDiffersFromFeed,
  subprojectIdle,
  termEndingWithin,
  termExpired,
];

const byName: ReadonlyMap<string, Evaluator> = new Map(all.map((evaluator) => [evaluator.name, evaluator]));

/** Parameters of every evaluator by its name: what a rule pack is validated against. */
export const evaluatorParameters: ReadonlyMap<string, z.ZodObject> = new Map(
  all.map(({ name, parameters }) => [name, parameters]),
);

/** @throws {TypeError} for a name that the parser of rule packs would have refused. */
export function evaluatorNamed(name: string): Evaluator {
  const evaluator = byName.get(name);
  if (evaluator === undefined) throw new TypeError(`There is no evaluator “${name}”.`);
  return evaluator;
}
