import { z } from 'zod';
import { initiativeEvaluator, isUnderWay } from '../evaluator.ts';
import { initiativeEvidence } from '../evidence.ts';
import { cannotTell, met, notMet } from '../judgement.ts';
import { personKey, personName } from '../person.ts';

/**
 * Enough people take part, the one who leads it not counted. Who takes part elsewhere is not seen, so everybody whom
 * the issue names or who wrote in it is counted.
 */
export const initiativeParticipants = initiativeEvaluator({
  name: 'initiative-participants',
  parameters: z.strictObject({ min: z.int().positive().describe('Fewest people besides the lead.') }),
  detailsFor: (_parameters, _now, initiative) => isUnderWay(initiative),
  prepare:
    ({ facts, parameters: { min } }) =>
    (initiative) => {
      const { record, details } = initiative;
      const lead = record.primaryContact ?? record.assignees[0] ?? record.author;
      const leadKey = lead === null ? '' : personKey(lead);
      const people = new Map(
        [...record.contacts, ...record.assignees, ...(record.author === null ? [] : [record.author])]
          .concat(details?.participants ?? [])
          .map((person) => [personKey(person), person]),
      );
      people.delete(leadKey);
      if (people.size >= min) return met;
      const list = [...people.values()].map(personName).join(', ');
      const text = list === '' ? 'Nobody besides the lead takes part in the issue.' : `Besides the lead: ${list}.`;
      const evidence = [initiativeEvidence(facts, initiative, text)];
      if (details === null) {
        return cannotTell(`Who takes part in “${record.title}” could not be read.`, evidence);
      }
      const count = people.size === 1 ? '1 person takes part' : `${people.size} people take part`;
      return notMet(`Besides the lead ${count} in “${record.title}”; at least ${min} are required.`, evidence, {
        openedAt: record.createdAt,
        suggestedFix: 'Name everybody who takes part as a contact or assignee, or ask for help.',
      });
    },
});
