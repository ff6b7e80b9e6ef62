/** Small conversions from the native form to the values of records. */

/** @returns the value or values as a list. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** @returns `owner/name` of a repository given so or by its URL. */
export function repositoryName(repository: string): string {
  const path = URL.parse(repository)?.pathname ?? repository;
  return path.replace(/^\/+|\/+$/gu, '').replace(/\.git$/u, '');
}
