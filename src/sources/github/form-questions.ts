/** The questions of a form, and whether a label in a body is one of them. */
import type { InitiativeField, InitiativeRuleRecord } from '../../model/initiative.ts';

/** EXACT: the question in its own words. LOOSE: a part of it, e.g. `Exit criteria` of `Deliverable(s) or exit criteria`. */
export type MatchStrength = 'EXACT' | 'LOOSE';

export interface QuestionMatch {
  /** Fields that the question answers, each with the place of the question among those of the field: the first that is present wins. */
  readonly ranks: ReadonlyMap<InitiativeField, number>;
  readonly strength: MatchStrength;
}

export interface FormQuestions {
  /** @returns null where the label names no question. */
  match(label: string): QuestionMatch | null;
  readonly fields: readonly InitiativeField[];
}

/** Room for markup and a few more words around a question. */
const MAX_EXTRA_LENGTH = 60;
const MAX_KNOWN_LABELS = 2000;

/** @returns the questions of a rule; the one that names the group comes first for `responsibleGroup`. */
export function toFormQuestions(rule: Pick<InitiativeRuleRecord, 'fields' | 'groups'>): FormQuestions {
  const byField = new Map<InitiativeField, readonly string[]>();
  for (const [name, questions] of Object.entries(rule.fields)) if (isField(name)) byField.set(name, questions);
  if (rule.groups.form !== null) {
    byField.set('responsibleGroup', [rule.groups.form, ...(byField.get('responsibleGroup') ?? [])]);
  }
  const exact = new Map<string, QuestionMatch>();
  const loose = new Map<string, QuestionMatch>();
  for (const [field, questions] of byField) {
    for (const [rank, question] of questions.entries()) {
      const key = normaliseQuestion(question);
      add(exact, key, field, 'EXACT', rank);
      for (const part of looseForms(question)) add(loose, part, field, 'LOOSE', rank);
    }
  }
  const longest = Math.max(0, ...[...byField.values()].flat().map((question) => question.length));
  const known = new Map<string, QuestionMatch | null>();
  const match = (label: string): QuestionMatch | null => {
    const key = normaliseQuestion(label);
    return key === '' ? null : (exact.get(key) ?? loose.get(key) ?? extended(key, exact));
  };
  return {
    fields: [...byField.keys()],
    match: (label) => {
      if (label.length > longest + MAX_EXTRA_LENGTH) return null;
      const before = known.get(label);
      if (before !== undefined) return before;
      // The issues of a form ask the same few questions again and again.
      const found = match(label);
      if (known.size < MAX_KNOWN_LABELS) known.set(label, found);
      return found;
    },
  };
}

/** @returns the words of a question, without its number, case, markup, emoji, punctuation and a plural in brackets. */
function normaliseQuestion(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?:required|optional|if any|if applicable)\)/gu, ' ')
    .replace(/\(s\)/gu, 's')
    .replace(/\]\([^()]*\)|:[a-z][a-z\d_+-]{0,40}:/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^\d{1,2} (?=\p{L})/u, '');
}

function add(
  matches: Map<string, QuestionMatch>,
  key: string,
  field: InitiativeField,
  strength: MatchStrength,
  rank: number,
): void {
  const ranks = matches.get(key)?.ranks ?? new Map();
  if (!ranks.has(field)) matches.set(key, { ranks: new Map([...ranks, [field, rank]]), strength });
}

/**
 * `Deliverable(s) or exit criteria` → `deliverables`, `exit criteria`; `Tracking document for …` → `tracking document`;
 * and the question in the singular and the plural.
 */
function looseForms(question: string): string[] {
  const key = normaliseQuestion(question);
  const beforePurpose = key.split(/ for | to /u)[0] ?? '';
  const forms = [
    ...key.split(' or '),
    ...(beforePurpose.includes(' ') ? [beforePurpose] : []),
    key.replace(/(?<=\p{L}{2}[^s ])s(?= |$)/gu, ''),
    `${key}s`,
  ];
  return [...new Set(forms)].filter((form) => form.length >= 4 && form !== key);
}

/** `Primary contact GitHub handle` asks what `Primary contact` asks; one word is too little to tell. */
function extended(key: string, exact: ReadonlyMap<string, QuestionMatch>): QuestionMatch | null {
  for (const [question, match] of exact) {
    const isLongEnough = question.includes(' ');
    const extraWords = key.slice(question.length).trim().split(' ').length;
    if (isLongEnough && key.startsWith(`${question} `) && extraWords <= 4) return { ...match, strength: 'LOOSE' };
  }
  return null;
}

const FIELDS: Readonly<Record<InitiativeField, true>> = {
  name: true,
  shortDescription: true,
  responsibleGroup: true,
  subproject: true,
  primaryContact: true,
  contacts: true,
  description: true,
  exitCriteria: true,
  trackingUrl: true,
  timeline: true,
};

function isField(name: string): name is InitiativeField {
  return Object.hasOwn(FIELDS, name);
}
