/**
 * Form answers out of an issue body. GitHub writes each answer of an issue form under a `### Label`; people edit such
 * bodies, or write the same in labels of their own making. Only questions that the registry names are answers: a heading
 * that is none of them either structures the answer it stands in, or ends it.
 */
import type { InitiativeField } from '../../model/initiative.ts';
import { findMarkers, LABEL_LEVEL, type Marker, type MarkerStyle, toPlainBody } from './form-markers.ts';
import type { FormQuestions, QuestionMatch } from './form-questions.ts';
import { FORM_READINGS } from './form-readings.ts';

export interface IssueForm {
  /** Trimmed Markdown; a question without an answer is absent. */
  readonly answers: Readonly<Partial<Record<InitiativeField, string>>>;
  /** Fields that the body answers, or leaves empty, under a question in the form's own words. */
  readonly askedCount: number;
}

/** Fields whose answer is a line or a list of lines; every other marker ends them. */
const SHORT_FIELDS: ReadonlySet<InitiativeField> = new Set([
  'name',
  'shortDescription',
  'responsibleGroup',
  'subproject',
  'primaryContact',
  'contacts',
  'trackingUrl',
]);

/** Headings that go on with deliverables and schedules rather than begin another subject. */
const CONTINUES =
  /deliver|exit|criteri|milestone|phase|stage|\bstep|outcome|output|acceptance|success|\bdone\b|complet|timeline|schedule|\bq[1-4]\b|\bh[12]\b|week|month|quarter|\byear|\bpart \d|metric|term\b|\bmust\b|\bshould\b|optional|nice to have|artifact|artefact|result/iu;

/** No form is longer; a body that repeats a question thousands of times is to cost no more. */
const MAX_QUESTIONS = 200;

const NO_ANSWER = /^[_*\s]*no response[_*.\s]*$/iu;

interface Question {
  readonly marker: Marker;
  readonly match: QuestionMatch;
}

interface Section extends Question {
  readonly text: string;
}

/** One question may stand anywhere. */
const MIN_QUESTIONS = 2;

/** @returns what the body answers; nothing where it follows no form. */
export function parseIssueForm(body: string, questions: FormQuestions): IssueForm {
  let text = toPlainBody(body);
  let form = readForm(text, questions);
  for (const { isLastResort, read } of FORM_READINGS) {
    if (isLastResort && form.askedCount >= MIN_QUESTIONS) continue;
    const otherText = read(text);
    const other = otherText === null ? form : readForm(otherText, questions);
    if (otherText === null || other.askedCount <= form.askedCount || other.askedCount < MIN_QUESTIONS) continue;
    text = otherText;
    form = other;
  }
  return form;
}

function readForm(text: string, questions: FormQuestions): IssueForm {
  const lines = text.split('\n');
  const markers = findMarkers(lines);
  const asked = markers
    .flatMap((marker) => {
      const match = questions.match(marker.label);
      return match ? [{ marker, match }] : [];
    })
    .slice(0, MAX_QUESTIONS);
  const outer = outerQuestions(asked);
  const inner = innerQuestions(asked, outer);
  const breaks = markers.filter((marker) => marker.isCertain && !marker.isListItem);
  return {
    answers: toAnswers(
      questions.fields,
      outer.map((question, index) => outerSection(lines, question, { outer, index, inner, breaks })),
      inner.map((question) => innerSection(lines, question, { asked, breaks })),
    ),
    askedCount: countFields(outer.filter(({ match }) => match.strength === 'EXACT')),
  };
}

/**
 * The questions that make up the form: those in the style, and for headings on the level, that asks most of them. A
 * question counts where no better one is asked for its field: `Deliverables` is but a heading in the answer to
 * `Deliverable(s) or exit criteria`.
 */
function outerQuestions(asked: readonly Question[]): Question[] {
  const exact = asked.filter(({ match }) => match.strength === 'EXACT');
  const of = (style: MarkerStyle) => exact.filter(({ marker }) => marker.style === style);
  const styles: readonly MarkerStyle[] = ['heading', 'bold', 'plain'];
  const style = styles.toSorted((a, b) => countFields(of(b)) - countFields(of(a)))[0] ?? 'heading';
  const candidates = of(style);
  // One `Name: …` in prose is no form.
  if (style === 'plain' && countFields(candidates) < 2) return candidates.filter(hasTwoWords);
  const level = mostFrequent(candidates.map(({ marker }) => marker.level)) ?? LABEL_LEVEL;
  const inForm = asked.filter(
    ({ marker, match }) =>
      marker.style === style && (match.strength === 'EXACT' ? marker.level <= level : marker.level === level),
  );
  const best = new Map<InitiativeField, number>();
  for (const question of inForm) {
    for (const field of fieldsOf(question))
      best.set(field, Math.min(rank(question, field), best.get(field) ?? Infinity));
  }
  return inForm.filter((question) => fieldsOf(question).some((field) => rank(question, field) === best.get(field)));
}

/** Questions that stand within the answer to another, e.g. `**Timeline:** …` in the description. */
function innerQuestions(asked: readonly Question[], outer: readonly Question[]): Question[] {
  return asked.filter(
    (question) =>
      !outer.includes(question) &&
      question.match.strength === 'EXACT' &&
      (question.marker.style !== 'plain' || hasTwoWords(question)),
  );
}

interface Surroundings {
  readonly outer: readonly Question[];
  readonly index: number;
  readonly inner: readonly Question[];
  readonly breaks: readonly Marker[];
}

function outerSection(lines: readonly string[], question: Question, around: Surroundings): Section {
  const { outer, index, inner, breaks } = around;
  const next = outer[index + 1]?.marker.line ?? lines.length;
  const known = inner.map(({ marker }) => marker);
  const isBefore = ({ line }: Marker) => line > question.marker.line && line < next;
  const isShort = fieldsOf(question).every((field) => SHORT_FIELDS.has(field));
  const end = isShort
    ? [...known, ...breaks].filter(isBefore).find((marker) => known.includes(marker) || isOnFormLevel(marker, outer))
    : breaks
        .filter(isBefore)
        .find((marker) => isOnFormLevel(marker, outer) && isOtherSubject(marker, question, around));
  return { ...question, text: textBetween(lines, question.marker, end?.line ?? next) };
}

/** What stands below the headings of a form structures an answer. */
function isOnFormLevel(marker: Marker, outer: readonly Question[]): boolean {
  const isHeadingForm = outer[0]?.marker.style === 'heading';
  return !isHeadingForm || (marker.style === 'heading' && marker.level <= levelOf(outer));
}

/** A heading that no question has, in a long answer: it goes on with the answer, or begins what the form never asked. */
function isOtherSubject(marker: Marker, question: Question, { outer, index }: Surroundings): boolean {
  if (CONTINUES.test(marker.label)) return false;
  // A description has headings of every kind; GitHub itself writes none above the level of the form.
  const mayHaveAny =
    question.match.ranks.has('description') || (question.marker.style === 'heading' && marker.level < levelOf(outer));
  return !mayHaveAny || index === outer.length - 1;
}

function levelOf(outer: readonly Question[]): number {
  return Math.max(...outer.map(({ marker }) => marker.level));
}

function innerSection(
  lines: readonly string[],
  question: Question,
  around: { readonly asked: readonly Question[]; readonly breaks: readonly Marker[] },
): Section {
  const { line, level } = question.marker;
  const end = [...around.breaks, ...around.asked.map(({ marker }) => marker)]
    .filter((marker) => marker.line > line && marker.level <= level)
    .reduce((first, marker) => Math.min(first, marker.line), lines.length);
  return { ...question, text: textBetween(lines, question.marker, end) };
}

function textBetween(lines: readonly string[], marker: Marker, end: number): string {
  if (marker.isCell) return marker.rest;
  const following = lines.slice(marker.line + marker.height, Math.max(end, marker.line + marker.height));
  return [marker.rest, ...withoutIndent(following)].join('\n').trim();
}

/** An answer in a list stands as far in as its list. */
function withoutIndent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return Number.isFinite(indent) ? lines.map((line) => line.slice(indent)) : lines;
}

function toAnswers(
  fields: readonly InitiativeField[],
  sections: readonly Section[],
  nested: readonly Section[],
): Partial<Record<InitiativeField, string>> {
  const answers: Partial<Record<InitiativeField, string>> = {};
  for (const field of fields) {
    const answering = (list: readonly Section[]) =>
      list
        .filter(({ match, text }) => match.ranks.has(field) && text !== '' && !NO_ANSWER.test(text))
        .toSorted((a, b) => rank(a, field) - rank(b, field))[0];
    const isAsked = sections.some(({ match }) => match.strength === 'EXACT' && match.ranks.has(field));
    const best = answering(sections) ?? (isAsked ? undefined : answering(nested));
    if (!best) continue;
    const isShort = isInline(best) && SHORT_FIELDS.has(field);
    const isLastLabel = isInline(best) && best.marker.rest !== '' && best === sections.at(-1);
    const text = isShort || isLastLabel ? firstBlock(best.text) : withoutPostscript(best.text);
    answers[field] = SHORT_FIELDS.has(field) && best.marker.isListItem ? withoutBullet(text) : text;
  }
  return answers;
}

/** Lower is better; any question in its own words is better than every one in looser words. */
function rank({ match }: Question, field: InitiativeField): number {
  return (match.ranks.get(field) ?? 0) + (match.strength === 'EXACT' ? 0 : 1000);
}

function fieldsOf({ match }: Question): InitiativeField[] {
  return [...match.ranks.keys()];
}

function countFields(questions: readonly Question[]): number {
  return new Set(questions.flatMap(fieldsOf)).size;
}

function isInline({ marker }: Section): boolean {
  return marker.level === LABEL_LEVEL;
}

/** What follows a blank or ruled line after `**Label:** value` is no part of a short answer. */
function firstBlock(text: string): string {
  return (text.split(/\n[ \t]*(?:-{3,}[ \t]*)?(?:\n|$)/u)[0] ?? '').trim();
}

/** The answer of a list item may be an item of its own. */
function withoutBullet(text: string): string {
  return text.includes('\n') ? text : text.replace(/^[-*+•][ \t]+/u, '');
}

/** What an editor of the issue added below a line, and the end of what the whole form stands in, is no answer. */
function withoutPostscript(text: string): string {
  const [answer = ''] = text.split(
    /\n[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*\n\s*[*_#>\s]{0,8}(?:edit(?:ed)?|updated?|note|cc)\b/iu,
  );
  const plain = answer.trim();
  return /<details/iu.test(plain) ? plain : plain.replace(/\s<\/details>$/iu, '').trim();
}

function hasTwoWords({ marker }: Question): boolean {
  return /\S\s+\S/u.test(marker.label.trim());
}

function mostFrequent(values: readonly number[]): number | null {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts.values()].toSorted((a, b) => b.length - a.length)[0]?.[0] ?? null;
}
