/** Names of groups out of a form answer. */

const KIND_WORD = '(?:TAG|TOC|TCG|SIG|WG|UG|TF|TC|TSC|GB)';
/** A conjunction parts two names only where the second begins like a group: `TAG Security and Compliance` is one. */
const CONJUNCTION = new RegExp(String.raw`\s*(?:\band\b|\bor\b|&|\+|/)\s*(?=(?:the\s+)?${KIND_WORD}\b)`, 'giu');
const NONE =
  /^(?:n\s*\/?\s*a|none|no|nil|no response|not (?:applicable|sure|decided|known|yet.*)|unknown|other|others|tb[adc]|to be .*|unsure|\?+|-+|undecided|needs? (?:a )?(?:group|triage).*)$/iu;

/**
 * @param answer Markdown: a dropdown's `A, B`, a list, checkboxes (only ticked ones count), links, or a sentence of names
 * @returns the names in order, each once; `[]` where the answer names none
 */
export function parseGroupNames(answer: string): string[] {
  const names = answer
    .split('\n')
    .filter((line) => !/^\s*[-*+]\s+\[ \]/u.test(line))
    .map((line) => line.replace(/^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[xX]\]\s*)?/u, ''))
    .flatMap((line) => withoutMarkup(line).replace(CONJUNCTION, ',').split(/[,;|]/u))
    .map((name) =>
      name
        .replace(/\s*\([^()]*\)\s*$/u, '')
        .replace(/^(?:the|and|or)\s+/iu, '')
        .replace(/(?<![\s.:])[\s.:]+$/u, '')
        .trim(),
    )
    .filter((name) => name !== '' && !NONE.test(name));
  return [...Map.groupBy(names, (name) => name.toLowerCase()).values()].flatMap(([name]) => name ?? []);
}

function withoutMarkup(text: string): string {
  return text
    .replace(/\[([^\][]*)\]\([^()\s]*\)/gu, '$1')
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/@[A-Za-z\d-]+\/([\w.-]+)/gu, '$1')
    .replace(/[*`]|__|^_|_$/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
