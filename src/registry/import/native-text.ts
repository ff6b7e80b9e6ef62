/** The native form as YAML, with the diagnostics of the original as comments where they belong. */
import { Document, isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { RegistryRecord } from '../../model/registry.ts';
import type { Diagnostic } from '../../model/source.ts';
import { toNative } from './to-native.ts';

/**
 * @returns YAML that loads to the same records, the same text for the same record. What was odd in the original stands
 * as a comment above the group that it concerns, else at the top.
 */
export function nativeText(record: RegistryRecord): string {
  const document = new Document(toNative(record), { aliasDuplicateObjects: false });
  const comments = commentsByGroup(record);
  const origins = record.files.map(({ name, format }) => ` Imported from ${name} (${format}).`);
  document.commentBefore = [...origins, ...lines(comments.get('') ?? [])].join('\n');
  for (const { list, community } of groupLists(document, record)) {
    for (const item of list.items) {
      if (!isMap(item)) continue;
      const found = comments.get(`${community}/${String(item.get('slug'))}`);
      if (found !== undefined) item.commentBefore = lines(found).join('\n');
    }
  }
  return document.toString({ lineWidth: 0, commentString: (comment) => comment.replace(/^(?!#)/gmu, '#') });
}

function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ file, line, column, code, message }) =>
    ` ${file}:${line ?? 1}:${column ?? 1} ${code} ${message}`.replace(/\s+/gu, ' ').replace(/^(?! )/u, ' '),
  );
}

/** The group of a diagnostic is the last one of its file that begins at or above its line. */
function commentsByGroup(record: RegistryRecord): Map<string, Diagnostic[]> {
  const comments = new Map<string, Diagnostic[]>();
  for (const diagnostic of record.diagnostics) {
    const key = groupAt(record, diagnostic) ?? '';
    comments.set(key, [...(comments.get(key) ?? []), diagnostic]);
  }
  return comments;
}

function groupAt(record: RegistryRecord, { sourceId, line }: Diagnostic): string | null {
  let best: { key: string; line: number } | null = null;
  for (const { key, places } of record.groups) {
    const place = places[''];
    if (place?.sourceId !== sourceId || place.line === null || place.line > (line ?? 0)) continue;
    if (best === null || place.line >= best.line) best = { key, line: place.line };
  }
  return best?.key ?? null;
}

function groupLists(document: Document, record: RegistryRecord): { list: YAMLSeq; community: string }[] {
  const top = document.get('groups', true) as Node | undefined;
  if (isSeq(top)) return [{ list: top, community: record.communities[0]?.slug ?? '' }];
  const communities = document.get('communities', true) as Node | undefined;
  return (isSeq(communities) ? communities.items : []).flatMap((item) => {
    const list = isMap(item) ? ((item as YAMLMap).get('groups', true) as Node | undefined) : undefined;
    return isSeq(list) && isMap(item) ? [{ list, community: String(item.get('slug')) }] : [];
  });
}
