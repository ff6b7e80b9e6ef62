import { type Markup, markup } from '../pages/markup.ts';
import type { Entry, FeedInfo } from './entry.ts';

/**
 * Atom asks for a time where none is known. One that never changes makes no reader show an old entry as new; the time
 * of the request, or of the start of this process, would.
 */
const UNKNOWN_TIME = '1970-01-01T00:00:00Z';

/** @returns the entries as an Atom feed (RFC 4287). */
export function toAtom(entries: readonly Entry[], info: FeedInfo): string {
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${info.url}</id>
  <title>${info.title}</title>
  <subtitle>${info.description}</subtitle>
  <updated>${info.updatedAt ?? UNKNOWN_TIME}</updated>
  <author><name>community-graph</name></author>
  <link rel="self" type="application/atom+xml" href="${info.url}"/>
  <link rel="alternate" type="text/html" href="${info.homePageUrl}"/>
${entries.map(toElement)}</feed>
`.text;
}

function toElement({ id, url, title, text, publishedAt, updatedAt, author, tags }: Entry): Markup {
  return markup`  <entry>
    <id>${id}</id>
    <title>${title}</title>
    <updated>${updatedAt ?? UNKNOWN_TIME}</updated>
${publishedAt !== null && markup`    <published>${publishedAt}</published>\n`}${
  author !== null && markup`    <author><name>${author}</name></author>\n`
}${url !== null && markup`    <link rel="alternate" href="${url}"/>\n`}${tags.map(
  (tag) => markup`    <category term="${tag}"/>\n`,
)}    <content type="text">${text}</content>
  </entry>
`;
}
