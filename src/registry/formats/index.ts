/** All formats, the more particular first: the first that recognises a document reads it. */
import { cncfTags } from './cncf-tags.ts';
import type { RegistryFormat } from './format.ts';
import { native } from './native.ts';

export const formats: readonly RegistryFormat[] = [cncfTags, native];
