/** @returns the name without accents, case and the marks between its words: `São_Paulo` and `sao paulo` are one. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[\s_.-]+/gu, ' ')
    .trim()
    .toLowerCase();
}
