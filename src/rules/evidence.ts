/** Evidence from each kind of fact: what was seen, where, and when. */

import type { Facts, InitiativeFact, MeetingFact } from '../model/facts.ts';
import type { EvidenceRecord } from '../model/finding.ts';
import type { GroupRecord, RoleRecord } from '../model/group.ts';
import type { Instant, Place, Reading } from '../model/source.ts';

/** @returns evidence from a registry file, with the line where the value stands; none where no place is known. */
export function registryEvidence(facts: Facts, place: Place | undefined, text: string): EvidenceRecord[] {
  if (place === undefined) return [];
  const source = facts.source(place.sourceId);
  return [
    {
      text,
      url: source?.url ? lineUrl(source.url, place.line) : null,
      observedAt: source?.fetchedAt ?? facts.now,
      sourceId: place.sourceId,
      place,
    },
  ];
}

/** @param field of the group or role whose line is named; the record's own line where the field has none */
export function recordEvidence(facts: Facts, record: GroupRecord | RoleRecord, field: string, text: string) {
  return registryEvidence(facts, record.places[field] ?? record.places[''], text);
}

export function initiativeEvidence(facts: Facts, initiative: InitiativeFact, text: string): EvidenceRecord {
  return { ...readingEvidence(facts, initiative.reading, text), url: initiative.record.url };
}

export function meetingEvidence(
  facts: Facts,
  meeting: MeetingFact,
  readings: readonly Reading[],
  text: string,
): EvidenceRecord {
  const source = facts.source(meeting.sourceId);
  const reading = readings.find(({ sourceId }) => sourceId === meeting.sourceId);
  return {
    text,
    url: meeting.record.url ?? source?.url ?? null,
    observedAt: reading?.fetchedAt ?? source?.fetchedAt ?? facts.now,
    sourceId: meeting.sourceId,
    place: null,
  };
}

export function readingEvidence(facts: Facts, reading: Reading, text: string): EvidenceRecord {
  return {
    text,
    url: facts.source(reading.sourceId)?.url ?? null,
    observedAt: reading.fetchedAt ?? facts.now,
    sourceId: reading.sourceId,
    place: null,
  };
}

/** @returns one piece of evidence for each source that was not read whole, with the public reason. */
export function unreadEvidence(facts: Facts, readings: readonly Reading[]): EvidenceRecord[] {
  return readings
    .filter(({ state, isIncomplete }) => state === 'FAILING' || state === 'UNREAD' || isIncomplete)
    .map((reading) => {
      const name = facts.source(reading.sourceId)?.name ?? reading.sourceId;
      const reason = reading.error === null ? 'it has not been read' : reading.error.message;
      return readingEvidence(facts, reading, `${name}: ${reason}`);
    });
}

/**
 * @returns the instant up to which the readings can prove absence: now where all are fresh, else when the oldest copy
 * was fetched.
 */
export function provenUntil(facts: Facts, readings: readonly Reading[]): Instant {
  return readings
    .filter(({ state }) => state !== 'FRESH')
    .reduce((oldest, { fetchedAt }) => (fetchedAt !== null && fetchedAt < oldest ? fetchedAt : oldest), facts.now);
}

/** GitHub shows a line of a file only on its blob page, not in the raw file that a registry is read from. */
function lineUrl(url: string, line: number | null): string {
  const raw = /^https:\/\/raw\.githubusercontent\.com\/([^/]+\/[^/]+)\/(.+)$/u.exec(url);
  const page = raw === null ? url : `https://github.com/${raw[1]}/blob/${raw[2]}`;
  return line === null || !/^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\//u.test(page) ? page : `${page}#L${line}`;
}
