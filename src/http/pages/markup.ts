/** Markup as tagged templates: whatever is put in is escaped, so text from outside cannot become markup. */

/** Markup that may be put into other markup as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** `false`, `null` and `undefined` write nothing, so that parts can be left out by condition. */
export type MarkupValue = Markup | string | number | false | null | undefined | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What XML 1.0 §2.2 lets no document hold; HTML calls it a parse error. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu;

/** @returns the text for an element or a quoted attribute of HTML or XML; unpaired surrogates become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

function render(value: MarkupValue): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return value.map(render).join('');
}

/** Serves HTML, XML and SVG alike: attributes must be quoted in the template. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + render(values[index - 1]) + part));
}

/** @param html what the graph has sanitised, e.g. `missionHTML`; nothing else may come here */
export function trusted(html: string): Markup {
  return new Markup(html);
}

/** JSON inside `<script>`: no character in it can end the element. */
export function scriptJson(value: unknown): Markup {
  return new Markup(
    JSON.stringify(value)
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('&', '\\u0026')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  );
}
