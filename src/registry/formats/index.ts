/** All formats, the more particular first: the first that recognises a document reads it. */
import { cncfPage } from './cncf-page.ts';
import { cncfTags } from './cncf-tags.ts';
import type { RegistryFormat } from './format.ts';
import { groupMap } from './group-map.ts';
import { kubernetesSigs } from './kubernetes-sigs.ts';
import { native } from './native.ts';
import { opentelemetryWorkstreams } from './opentelemetry-workstreams.ts';

export const formats: readonly RegistryFormat[] = [
  cncfTags,
  kubernetesSigs,
  opentelemetryWorkstreams,
  groupMap,
  cncfPage,
  native,
];
