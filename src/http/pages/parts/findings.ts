import { type Markup, markup } from '../markup.ts';

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

const SEVERITY_WORDS = { MUST: 'Must be fixed', SHOULD: 'Should be fixed', INFO: 'Worth knowing' } as const;

/** @returns the findings by severity, each with its clause and evidence. */
export function renderFindings(findings: readonly PageFinding[]): Markup {
  const severities = Object.keys(SEVERITY_WORDS) as (keyof typeof SEVERITY_WORDS)[];
  return markup`${severities
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0)
    .map(
      ({ severity, found }) => markup`<section class="findings" data-severity="${severity}">
<h3><span class="dot" data-severity="${severity}"></span>${SEVERITY_WORDS[severity]} <span class="count">${found.length}</span></h3>
<ul>${found.map(renderFinding)}</ul>
</section>`,
    )}`;
}

function renderFinding({ message, suggestedFix, cannotTell, rule, evidence }: PageFinding): Markup {
  return markup`<li><details><summary><span dir="auto">${message}</span>${cannotTell && markup` <span class="tag">cannot tell</span>`}</summary>
<p><cite>${rule.title}</cite></p>
<blockquote cite="${rule.citationUrl}">${rule.quote} <a href="${rule.citationUrl}">Clause<span class="sr"> of ${rule.id}</span></a></blockquote>
<ul>${evidence.map(
    ({ text, url, source }) =>
      markup`<li dir="auto">${text} ${url !== null && markup`<a href="${url}">Evidence</a> `}<span class="muted">${source.name}</span></li>`,
  )}</ul>${suggestedFix !== null && markup`<p dir="auto">${suggestedFix}</p>`}</details></li>`;
}
