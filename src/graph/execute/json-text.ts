/** Strings as JSON text, remembered: the same names, titles and addresses stand in answer after answer. */

/** Longer ones are rare, and would fill the memory. */
const MAX_LENGTH = 200;
const MAX_REMEMBERED = 20_000;

const texts = new Map<string, string>();

/** @returns the string as JSON, quotes included */
export function toJsonString(text: string): string {
  if (text.length > MAX_LENGTH) return JSON.stringify(text);
  const known = texts.get(text);
  if (known !== undefined) return known;
  const written = JSON.stringify(text);
  if (texts.size >= MAX_REMEMBERED) texts.clear();
  texts.set(text, written);
  return written;
}
