import type { FindingRecord } from '../../model/finding.ts';
import type { MaybePromise } from '../../model/source.ts';
import type { Complete } from '../complete.ts';
import type { GraphContext } from '../context.ts';
import { findFindings, toFindingOrder } from '../findings.ts';
import { toGlobalId } from '../ids.ts';
import { toPage } from '../listing.ts';
import { whenReady } from '../maybe-promise.ts';
import { findInitiativeByNodeId, type GraphNode } from '../node.ts';
import { findSource, sourceOf } from '../sources.ts';

export const findingQueries: Pick<Complete<'Query'>, 'findings'> = {
  findings: (_root, args, context) =>
    whenReady(findFindings(context, args.filterBy), (listing) => toPage(listing, args, toFindingOrder(args.orderBy))),
};

function findSubject(context: GraphContext, { subject }: FindingRecord): MaybePromise<GraphNode | null> {
  switch (subject.type) {
    case 'Group':
      return context.registry.group(subject.key);
    case 'Role':
      return context.registry.role(subject.key);
    case 'Initiative':
      return findInitiativeByNodeId(context, subject.nodeId);
    case 'Source':
      return findSource(context, subject.id);
  }
}

export const Finding: Complete<'Finding'> = {
  id: ({ id }) => toGlobalId('Finding', id),
  rule: ({ ruleId, community }, _args, { registry }) => {
    const rule = registry.record.rulePacks
      .filter((pack) => pack.community === community)
      .flatMap(({ rules }) => rules)
      .find(({ id }) => id === ruleId);
    if (rule === undefined) throw new Error(`A finding names the rule "${ruleId}", which no rule pack has.`);
    return rule;
  },
  subject: (finding, _args, context) =>
    whenReady(findSubject(context, finding), (subject) => {
      if (subject === null) throw new Error(`The subject of the finding "${finding.id}" is not in the graph.`);
      return subject;
    }),
};

export const Rule: Complete<'Rule'> = {
  parameters: ({ parameters }) => Object.entries(parameters).map(([name, value]) => ({ name, value: String(value) })),
};

export const Evidence: Complete<'Evidence'> = {
  source: ({ sourceId }, _args, context) => sourceOf(context, sourceId),
  path: ({ place }) => place?.path ?? null,
  line: ({ place }) => place?.line ?? null,
};
