import { z } from 'zod';
import type { ChannelKind } from '../../model/group.ts';
import { groupEvaluator } from '../evaluator.ts';
import { recordEvidence } from '../evidence.ts';
import { met, notMet } from '../judgement.ts';
import { namedEntries, nameList } from '../name-list.ts';

const names = {
  slack: { kind: 'SLACK', noun: 'Slack channel' },
  'mailing-list': { kind: 'MAILING_LIST', noun: 'mailing list' },
  discord: { kind: 'DISCORD', noun: 'Discord channel' },
  zulip: { kind: 'ZULIP', noun: 'Zulip channel' },
  matrix: { kind: 'MATRIX', noun: 'Matrix room' },
  forum: { kind: 'FORUM', noun: 'forum' },
  irc: { kind: 'IRC', noun: 'IRC channel' },
} as const satisfies Record<string, { kind: ChannelKind; noun: string }>;

/** The group can be reached: on all of the channels named, or on one of them at least. */
export const hasChannels = groupEvaluator({
  name: 'has-channels',
  parameters: z.strictObject({
    channels: nameList(Object.keys(names))
      .default('slack, mailing-list')
      .describe('Kinds of channel, separated by commas, e.g. `slack, mailing-list`.'),
    require: z.enum(['all', 'any']).default('all').describe('Whether each of them is needed, or one.'),
  }),
  prepare: ({ facts, parameters }) => {
    const wanted = namedEntries(names, parameters.channels);
    return (group) => {
      const missing = wanted.filter(([, { kind }]) => !group.channels.some((channel) => channel.kind === kind));
      if (missing.length === 0 || (parameters.require === 'any' && missing.length < wanted.length)) return met;
      const list = missing.map(([, { noun }]) => noun).join(' and no ');
      const message = `The registry lists no ${list} of ${group.name}.`;
      return notMet(message, recordEvidence(facts, group, 'channels', message), {
        suggestedFix: 'Open the channel and list it in the registry.',
      });
    };
  },
});
