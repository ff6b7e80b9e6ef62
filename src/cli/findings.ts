import type { Config } from '../config.ts';
import type { FindingSeverity, FindingState } from '../model/finding.ts';
import { escapeData, escapeProperty, type Terminal, withGateway } from './command.ts';

export interface FindingsOptions {
  readonly format: 'text' | 'json' | 'github';
  readonly severity?: readonly FindingSeverity[];
}

/** One finding as the command writes it. */
interface Finding {
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly state: FindingState;
  readonly message: string;
  readonly cannotTell: boolean;
  readonly suggestedFix: string | null;
  readonly dueAt: string | null;
  readonly rule: { readonly id: string; readonly citationUrl: string };
  readonly evidence: readonly {
    readonly text: string;
    readonly url: string | null;
    readonly line: number | null;
    readonly source: { readonly name: string };
  }[];
}

/** The command is a client of the graph like any other. */
const QUERY = `query Findings($after: String, $severity: [FindingSeverity!]) {
  findings(first: 100, after: $after, filterBy: { severity: $severity }) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id severity state message cannotTell suggestedFix dueAt
      rule { id citationUrl }
      evidence { text url line source { name } }
    }
  }
}`;

const RULES = '{ communities { kinds { rules { id } } } }';

const ANNOTATIONS: Readonly<Record<FindingSeverity, string>> = { MUST: 'error', SHOULD: 'warning', INFO: 'notice' };

/** Writes what the community's rules find. @returns 1 where a MUST rule is open */
export async function findings(
  registry: string,
  options: FindingsOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const found = await withGateway(config, registry, async (gateway) => {
    const { data } = await gateway.execute(RULES);
    const { communities } = data as { communities: { kinds: { rules: unknown[] }[] }[] };
    if (communities.every(({ kinds }) => kinds.every(({ rules }) => rules.length === 0)))
      terminal.stderr(
        'No rule is for a kind of these groups, so nothing is judged. Name rules in the registry, e.g. rules: cncf.',
      );
    const all: Finding[] = [];
    let after: string | null = null;
    do {
      const { data, errors } = await gateway.execute(QUERY, { after, severity: options.severity ?? null });
      const [error] = errors ?? [];
      if (error !== undefined) throw error;
      const page = (data as { findings: { nodes: Finding[]; pageInfo: { hasNextPage: boolean; endCursor: string } } })
        .findings;
      all.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return all;
  });
  if (options.format === 'json') terminal.stdout(JSON.stringify(found, null, 2));
  else
    for (const finding of found) terminal.stdout(options.format === 'github' ? annotate(finding) : describe(finding));
  return found.some(({ severity, state }) => severity === 'MUST' && state === 'OPEN') ? 1 : 0;
}

/** @returns `file:line SEVERITY rule message fix citation`; the place is that of the first evidence in the registry. */
function describe(finding: Finding): string {
  const { severity, state, cannotTell, rule, message, suggestedFix } = finding;
  const placed = placeOf(finding);
  const notes = [state === 'OPEN' ? null : state.toLowerCase(), cannotTell ? 'cannot tell' : null];
  const note = notes.filter((part) => part !== null).join(', ');
  const parts = [
    placed === null ? null : `${placed.source.name}:${placed.line}`,
    note === '' ? severity : `${severity} (${note})`,
    rule.id,
    message,
    suggestedFix,
    rule.citationUrl,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function placeOf({ evidence }: Finding): Finding['evidence'][number] | null {
  return evidence.find(({ line }) => line !== null) ?? null;
}

/** At the line of the registry that the finding rests on, where it rests on one. */
function annotate(finding: Finding): string {
  const { severity, state, rule, message } = finding;
  const level = state === 'OPEN' ? ANNOTATIONS[severity] : 'notice';
  const placed = placeOf(finding);
  const place = placed === null ? '' : `file=${escapeProperty(placed.source.name)},line=${placed.line},`;
  return `::${level} ${place}title=${escapeProperty(rule.id)}::${escapeData(`${message} ${rule.citationUrl}`)}`;
}
