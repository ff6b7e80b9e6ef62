/** All formats, the more particular first: the first that recognises a document reads it. */
import type { RegistryFormat } from './format.ts';
import { native } from './native.ts';

export const formats: readonly RegistryFormat[] = [native];
