import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';
import { type Readable, renderEmpty, renderMore } from './freshness.ts';

export interface PageFinding {
  readonly severity: 'MUST' | 'SHOULD' | 'INFO';
  readonly message: string;
  readonly suggestedFix: string | null;
  readonly cannotTell: boolean;
  readonly dueAt: string | null;
  readonly rule: { readonly id: string; readonly title: string; readonly quote: string; readonly citationUrl: string };
  readonly evidence: readonly {
    readonly text: string;
    readonly url: string | null;
    readonly source: { readonly name: string };
  }[];
}

export const PAGE_FINDING = `fragment PageFinding on Finding {
  severity message suggestedFix cannotTell dueAt
  rule { id title quote citationUrl }
  evidence { text url source { name } }
}`;

/** A community as far as it tells under which rules its groups are judged. */
export interface RuledCommunity {
  readonly kinds: readonly { readonly kind: string; readonly rules: readonly unknown[] }[];
}

/** Of a rule. */
const MAX_FINDINGS = 100;

const SEVERITY_WORDS = { MUST: 'Must be fixed', SHOULD: 'Should be fixed', INFO: 'Worth knowing' } as const;

/** @returns the findings by severity and rule: the clause once, what was found under it with its evidence. */
export function renderFindings(findings: readonly PageFinding[]): Markup {
  const severities = Object.keys(SEVERITY_WORDS) as (keyof typeof SEVERITY_WORDS)[];
  return markup`<div class="severities">${severities
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0)
    .map(
      ({
        severity,
        found,
      }) => markup`<section class="findings" data-severity="${severity}" aria-labelledby="f-${severity}">
<h3 id="f-${severity}"><span class="dot" data-severity="${severity}"></span>${SEVERITY_WORDS[severity]} <span class="count">${found.length}</span></h3>
<ul>${[...Map.groupBy(found, ({ rule }) => `${rule.id} ${rule.title}`).values()].map(renderRule)}</ul>
</section>`,
    )}</div>`;
}

/** @param kinds those of the groups: where no rule is for them, nothing was judged, which is no praise */
export function renderNoFindings(findings: Readable, kinds: RuledCommunity['kinds']): Markup {
  const isJudged = kinds.some(({ rules }) => rules.length > 0);
  return renderEmpty(findings, isJudged ? 'Every rule that applies is met.' : 'The registry names no rule for this.');
}

function renderRule(findings: readonly PageFinding[]): Markup | null {
  const [first] = findings;
  if (first === undefined) return null;
  const { id, title, quote, citationUrl } = first.rule;
  return markup`<li><details><summary><span>${title}</span> <span class="count">${findings.length}</span></summary>
<blockquote cite="${citationUrl}">${quote} <a href="${citationUrl}">Clause<span class="sr"> of ${id}</span></a></blockquote>
<ul class="found">${findings.slice(0, MAX_FINDINGS).map(renderFinding)}</ul>${renderMore(MAX_FINDINGS, findings.length)}</details></li>`;
}

function renderFinding({ message, suggestedFix, cannotTell, dueAt, evidence }: PageFinding): Markup {
  return markup`<li><p dir="auto">${message}${cannotTell && markup` <span class="tag">cannot tell</span>`}${
    dueAt !== null && markup` <span class="tag late">due ${formatDate(dueAt.slice(0, 10))}</span>`
  }</p>${suggestedFix !== null && markup`<p dir="auto">${suggestedFix}</p>`}
<ul class="evidence">${evidence.map(
    ({ text, url, source }) =>
      markup`<li dir="auto">${text} ${url !== null && markup`<a href="${url}">Evidence</a> `}<span class="muted">${source.name}</span></li>`,
  )}</ul></li>`;
}
