/**
 * What an evaluator is, and the three usual kinds: one that judges groups, roles or initiatives. A rule pack names an
 * evaluator and gives its parameters; a new one is a file in `evaluators/` and a line in `evaluators/index.ts`.
 */
import type { z } from 'zod';
import type { FactNeeds, Facts, InitiativeFact } from '../model/facts.ts';
import type { RuleRecord } from '../model/finding.ts';
import type { GroupRecord, RoleRecord } from '../model/group.ts';
import type { InitiativeRecord } from '../model/initiative.ts';
import type { Instant, Window } from '../model/source.ts';
import { unreadEvidence } from './evidence.ts';
import { cannotTell, type Judgement, type Verdict } from './judgement.ts';

export interface Evaluator {
  readonly name: string;
  /** Parameters that a rule may give: scalars, each with a default or required. */
  readonly parameters: z.ZodObject;
  needs(rule: RuleRecord, now: Instant): FactNeeds;
  /**
   * @param community whose groups and initiatives are judged
   * @returns what it says of each subject, made when it is drawn
   */
  evaluate(facts: Facts, rule: RuleRecord, community: string): Iterable<Verdict>;
}

/** The parts that every kind of evaluator gives. `P` is what the parameters become. */
export interface EvaluatorDefinition<S extends z.ZodObject> {
  readonly name: string;
  readonly parameters: S;
  readonly needs?: readonly ('initiatives' | 'meetings' | 'labels')[];
  /** Required by `meetings`: the span to look at. */
  readonly window?: (parameters: z.output<S>, now: Instant) => Window;
  /** Initiatives whose details are needed; by default none. */
  readonly detailsFor?: (parameters: z.output<S>, now: Instant, initiative: InitiativeRecord) => boolean;
}

/** Judges one subject; null: the rule does not apply to it. */
export type Judge<T> = (subject: T) => Judgement | null;

export interface Prepared<P> {
  readonly facts: Facts;
  readonly rule: RuleRecord;
  readonly parameters: P;
  readonly community: string;
}

/** Judges active groups of the rule's kinds. `prepare` runs once a rule, for what all groups share. */
export function groupEvaluator<S extends z.ZodObject>(
  definition: EvaluatorDefinition<S> & {
    readonly prepare: (given: Prepared<z.output<S>>) => Judge<GroupRecord>;
  },
): Evaluator {
  return customEvaluator({
    ...definition,
    *evaluate(given) {
      const judge = definition.prepare(given);
      for (const group of groupsOf(given)) {
        yield* verdictOf({ type: 'Group', key: group.key }, [group.key], judge(group));
      }
    },
  });
}

/** Judges the roles of active groups that the rule's kinds and role kinds name; former leads never. */
export function roleEvaluator<S extends z.ZodObject>(
  definition: EvaluatorDefinition<S> & {
    readonly prepare: (given: Prepared<z.output<S>>) => (role: RoleRecord, group: GroupRecord) => Judgement | null;
  },
): Evaluator {
  return customEvaluator({
    ...definition,
    *evaluate(given) {
      const judge = definition.prepare(given);
      for (const group of groupsOf(given)) {
        for (const role of rolesOf(group, given.rule)) {
          yield* verdictOf({ type: 'Role', key: role.key }, [group.key], judge(role, group));
        }
      }
    },
  });
}

/**
 * Judges open initiatives that are neither complete nor cancelled. Where a listing could not be read, it answers
 * "cannot tell" once for that source, because the initiatives themselves are unknown.
 */
export function initiativeEvaluator<S extends z.ZodObject>(
  definition: EvaluatorDefinition<S> & {
    readonly prepare: (given: Prepared<z.output<S>>) => Judge<InitiativeFact>;
  },
): Evaluator {
  return customEvaluator({
    ...definition,
    needs: ['initiatives', ...(definition.needs ?? [])],
    *evaluate(given) {
      const judge = definition.prepare(given);
      const known = given.facts.initiatives(given.community);
      const kinds = kindsByGroup(given);
      for (const initiative of known.items) {
        const { record, groups } = initiative;
        if (!isUnderWay(record) || (kinds !== null && !groups.some(({ group }) => kinds.has(group)))) continue;
        const subject = { type: 'Initiative', nodeId: record.nodeId } as const;
        const keys = groups.map(({ group }) => group);
        for (const verdict of verdictOf(subject, keys, judge(initiative))) {
          yield { ...verdict, judgeAgain: () => judge(initiative) };
        }
      }
      for (const evidence of unreadEvidence(given.facts, known.readings)) {
        const judgement = cannotTell(`The initiatives could not be read. ${evidence.text}`, [evidence]);
        yield* verdictOf({ type: 'Source', id: evidence.sourceId }, [], judgement);
      }
    },
  });
}

/** An evaluator that finds its subjects itself. */
export function customEvaluator<S extends z.ZodObject>(
  definition: EvaluatorDefinition<S> & { readonly evaluate: (given: Prepared<z.output<S>>) => Iterable<Verdict> },
): Evaluator {
  const { name, parameters, needs = [], window, detailsFor } = definition;
  return {
    name,
    parameters,
    needs: (rule, now) => {
      const values = parameters.parse(rule.parameters);
      return {
        initiatives: needs.includes('initiatives'),
        detailsFor: (initiative) => detailsFor?.(values, now, initiative) ?? false,
        meetings: window?.(values, now) ?? null,
        labels: needs.includes('labels'),
      };
    },
    evaluate: (facts, rule, community) =>
      definition.evaluate({ facts, rule, community, parameters: parameters.parse(rule.parameters) }),
  };
}

/** @returns the active groups of the community that the rule applies to. */
export function groupsOf({ facts, rule, community }: Omit<Prepared<unknown>, 'parameters'>): readonly GroupRecord[] {
  return facts.groups.filter(
    (group) =>
      group.community === community &&
      group.state === 'ACTIVE' &&
      (rule.kinds.length === 0 || rule.kinds.includes(group.kind)),
  );
}

/** @returns the roles that the rule is about: of its role kinds, or all; never those of former leads. */
export function rolesOf(group: GroupRecord, rule: RuleRecord): readonly RoleRecord[] {
  return group.roles.filter(
    ({ kind }) => kind !== 'EMERITUS' && (rule.roleKinds.length === 0 || rule.roleKinds.includes(kind)),
  );
}

/** @returns whether the work is still expected to go on. */
export function isUnderWay(initiative: InitiativeRecord): boolean {
  return initiative.state === 'OPEN' && initiative.status !== 'COMPLETE' && initiative.status !== 'CANCELLED';
}

function kindsByGroup({ facts, rule }: Omit<Prepared<unknown>, 'parameters'>): ReadonlySet<string> | null {
  if (rule.kinds.length === 0) return null;
  return new Set(facts.groups.filter(({ kind }) => rule.kinds.includes(kind)).map(({ key }) => key));
}

function verdictOf(
  subject: Verdict['subject'],
  groups: Verdict['groups'],
  judgement: Judgement | null,
): readonly Verdict[] {
  return judgement === null ? [] : [{ subject, groups, discriminator: null, judgement }];
}
