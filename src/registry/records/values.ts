/** Small conversions from the native form to the values of records. */
import { publicUrl, withoutPasscode } from '../../privacy.ts';

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

/** @returns the URL without passcodes; null where it is none, or where knowing it gives access. */
export function shownUrl(url: string | undefined): string | null {
  const plain = url === undefined ? null : withoutPasscode(url);
  return plain === null ? null : publicUrl(plain);
}

/** @returns the URL as it is compared: one with and one without a slash at its end are one. */
export function withoutSlash(url: string): string {
  return url.replace(/(?<!\/)\/+$/u, '');
}
