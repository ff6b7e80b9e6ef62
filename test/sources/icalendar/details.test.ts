import { describe, expect, it } from 'vitest';
import { expandCalendar, type Occurrence, type Privacy } from '../../../src/sources/icalendar/index.ts';
import { bytes, calendar, event, NOVEMBER } from './feed-text.ts';

function read(privacy: Privacy, ...lines: string[]): Occurrence {
  const text = calendar(event('DTSTART:20261105T100000Z', ...lines));
  const [found] = expandCalendar(bytes(text), { ...NOVEMBER, privacy }).occurrences;
  if (found === undefined) throw new Error('no occurrence');
  return found;
}

const shown = (...lines: string[]): Occurrence => read('withhold', ...lines);

describe('joinUrl', () => {
  it.each([
    [
      'CONFERENCE (RFC 7986)',
      'CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.google.com/abc-defg-hij',
      'https://meet.google.com/abc-defg-hij',
    ],
    [
      'X-GOOGLE-CONFERENCE',
      'X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij',
      'https://meet.google.com/abc-defg-hij',
    ],
    [
      'a Teams property',
      'X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d',
      'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d',
    ],
    [
      'a property of the producer’s own, any host',
      'X-ACME-MEETING-URL:https://rooms.example/board',
      'https://rooms.example/board',
    ],
    ['LOCATION', 'LOCATION:https://us02web.zoom.us/j/1234567890', 'https://us02web.zoom.us/j/1234567890'],
    ['LOCATION with words', 'LOCATION:Zoom (https://zoom.us/j/1234567890)', 'https://zoom.us/j/1234567890'],
    [
      'LOCATION on any host',
      'LOCATION:https://meet.antennapod.org/needsdecision',
      'https://meet.antennapod.org/needsdecision',
    ],
    [
      'DESCRIPTION',
      'DESCRIPTION:Agenda\\n\\nJoin Zoom Meeting\\nhttps://zoom.us/j/987654321\\, then wave',
      'https://zoom.us/j/987654321',
    ],
    [
      'HTML',
      'DESCRIPTION:<p>Join <a href="https://meet.jit.si/Community">here</a></p>',
      'https://meet.jit.si/Community',
    ],
    [
      'a redirect of Google',
      'DESCRIPTION:<a href="https://www.google.com/url?q=https%3A%2F%2Fcoreos.zoom.us%2Fj%2F854793406&amp\\;sa=D">zoom</a>',
      'https://coreos.zoom.us/j/854793406',
    ],
    [
      'angle brackets',
      'DESCRIPTION:Click here to join the meeting<https://aka.ms/call-join>',
      'https://aka.ms/call-join',
    ],
    [
      'CONFERENCE before a link in the text',
      'CONFERENCE;VALUE=URI:https://rooms.example/board\r\nDESCRIPTION:formerly https://zoom.us/j/123456789',
      'https://rooms.example/board',
    ],
    [
      'a conference before another link of LOCATION',
      'LOCATION:https://maps.example/office\r\nDESCRIPTION:https://zoom.us/j/123456789',
      'https://zoom.us/j/123456789',
    ],
    [
      'LFX',
      'LOCATION:https://zoom-lfx.platform.linuxfoundation.org/meeting/94905862800?password=00-11',
      'https://zoom-lfx.platform.linuxfoundation.org/meeting/94905862800',
    ],
  ])('from %s', (_name, line, url) => {
    expect(shown(line).joinUrl).toBe(url);
  });

  it.each([
    'https://meet.example.org/some-room',
    'https://gov.teams.microsoft.us/l/meetup-join/19',
    'https://events.teams.microsoft.com/event/1-2',
    'https://meet.goto.com/123456789',
    'https://call.element.io/room',
    'https://app.gather.town/app/x1/room',
    'https://v.ringcentral.com/join/123456789',
    'https://vc.feishu.cn/j/123456789',
  ])('%s is a conference', (url) => {
    expect(shown(`DESCRIPTION:Notes: https://docs.google.com/document/d/1 and ${url}`).joinUrl).toBe(url);
  });

  it('is what the line before asks to join', () => {
    const description = 'DESCRIPTION:Join the call:\\nhttps://rooms.example.org/x\\nNotes: https://pad.example.org/y';
    expect(shown(description)).toMatchObject({
      joinUrl: 'https://rooms.example.org/x',
      notesUrl: 'https://pad.example.org/y',
    });
  });

  it.each([
    ['a room', 'LOCATION:Room 5'],
    ['the home page of a network', 'LOCATION:#docker-dev on IRC (https://freenode.net)'],
    ['a document', 'DESCRIPTION:Notes: https://docs.google.com/document/d/1'],
    ['a telephone', 'CONFERENCE;VALUE=URI:tel:+1-555-0100'],
    ['a script', 'CONFERENCE:javascript:alert(1)'],
  ])('is null for %s', (_name, line) => {
    expect(shown(line).joinUrl).toBeNull();
  });

  it('loses its passcode', () => {
    expect(shown('LOCATION:https://zoom.us/j/1234567890?pwd=AbC&uname=x').joinUrl).toBe(
      'https://zoom.us/j/1234567890?uname=x',
    );
    expect(read('keep', 'LOCATION:https://zoom.us/j/1234567890?pwd=AbC').joinUrl).toBe(
      'https://zoom.us/j/1234567890?pwd=AbC',
    );
  });
});

describe('agenda, notes and recordings', () => {
  const description = [
    'Join: https://zoom.us/j/123456789',
    'Agenda: https://github.com/example/community/issues/1',
    'Meeting minutes: https://hackmd.io/minutes-2026',
    'Recordings on <a href="https://www.youtube.com/playlist?list=x">YouTube</a>',
    'See also https://example.org',
  ].join('\\n');

  it('are told apart by the words before them', () => {
    expect(shown(`DESCRIPTION:${description}`)).toMatchObject({
      joinUrl: 'https://zoom.us/j/123456789',
      agendaUrl: 'https://github.com/example/community/issues/1',
      notesUrl: 'https://hackmd.io/minutes-2026',
      recordingUrl: 'https://www.youtube.com/playlist?list=x',
    });
  });

  it('are told apart by their address', () => {
    const found = shown(
      'DESCRIPTION:https://zoom.us/j/123456789 https://docs.google.com/document/d/1 https://youtu.be/x https://example.org/agenda.md',
    );
    expect(found).toMatchObject({
      agendaUrl: 'https://example.org/agenda.md',
      notesUrl: 'https://docs.google.com/document/d/1',
      recordingUrl: 'https://youtu.be/x',
    });
  });

  it('may be attached', () => {
    expect(shown('ATTACH;FILENAME=Notes:https://docs.google.com/document/d/1/edit').notesUrl).toBe(
      'https://docs.google.com/document/d/1/edit',
    );
  });
});

describe('text', () => {
  it('is unescaped (RFC 5545 §3.3.11)', () => {
    expect(shown('SUMMARY:a\\, b\\; c\\\\d', 'DESCRIPTION:one\\ntwo\\Nthree', 'LOCATION:here\\, there')).toMatchObject({
      summary: 'a, b; c\\d',
      description: 'one\ntwo\nthree',
      location: 'here, there',
    });
  });

  it('that is missing is empty or null', () => {
    expect(shown()).toMatchObject({
      summary: '',
      description: null,
      location: null,
      url: null,
      categories: [],
      organizerDomain: null,
      meetingIds: [],
    });
  });

  it('has categories, URL, meeting ids and the organiser’s domain', () => {
    const found = shown(
      'CATEGORIES:TAG\\, Infra,Public',
      'CATEGORIES:Weekly',
      'URL;VALUE=URI:https://example.org/e?password=x&a=1',
      'ORGANIZER;CN="Chairs":MAILTO:Chairs@Lists.Example.org',
      'X-MEETING-ID:94905862800',
      'DESCRIPTION:Meeting ID: 988 170 7061\\nhttps://zoom.us/j/123456789',
    );
    expect(found).toMatchObject({
      categories: ['TAG, Infra', 'Public', 'Weekly'],
      url: 'https://example.org/e?a=1',
      organizerDomain: 'lists.example.org',
      meetingIds: ['94905862800', '123456789', '9881707061'],
    });
  });

  it('that is broken without being folded is joined', () => {
    const found = shown('DESCRIPTION:Weekly meeting. The', 'agenda is sent: https://zoom.us/j/123456789', 'SUMMARY:x');
    expect(found).toMatchObject({
      summary: 'x',
      description: 'Weekly meeting. The agenda is sent: https://zoom.us/j/123456789',
      joinUrl: 'https://zoom.us/j/123456789',
    });
  });

  it('of the alarm is not the event’s', () => {
    expect(shown('BEGIN:VALARM', 'DESCRIPTION:Reminder', 'SUMMARY:Alarm', 'END:VALARM', 'SUMMARY:Event')).toMatchObject(
      { summary: 'Event', description: null },
    );
  });
});

describe('quoted-printable text', () => {
  it.each([
    ['in UTF-8', 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=C3=9Fe', 'Grüße'],
    ['in another encoding', 'SUMMARY;CHARSET=ISO-8859-1;ENCODING=quoted-printable:Gr=FC=DFe', 'Grüße'],
    ['in one that is not named', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe', 'Grüße'],
    ['in one that nobody knows', 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=X-MARS:Gr=C3=BC=C3=9Fe', 'Grüße'],
    ['that goes on', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=\r\n=C3=9Fe an=20=\r\nalle=', 'Grüße an alle'],
    ['with what is no code', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:1=1, =ZZ, 会', '1=1, =ZZ, 会'],
  ])('%s', (_name, line, expected) => {
    expect(shown(line).summary).toBe(expected);
  });

  it('keeps lines apart, and withholds what it hides', () => {
    const { description } = shown('DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Agenda=0D=0AAsk ann=40example.org');
    expect(description).toMatch(/^Agenda\nAsk /u);
    expect(description).not.toContain('ann@example.org');
  });

  it('is read as it stands where nothing says so', () => {
    expect(shown('SUMMARY:a=20b').summary).toBe('a=20b');
  });
});

describe('privacy', () => {
  const secrets = [
    'SUMMARY:Call with jo@example.org',
    'DESCRIPTION:Mail jo@example.org\\nPasscode: 424242\\nhttps://zoom.us/j/123456789?pwd=S3cret',
    'LOCATION:https://zoom.us/j/123456789?pwd=S3cret',
    'ORGANIZER;CN=Jo:mailto:jo@example.org',
    'ATTENDEE;CN=Max:mailto:max@example.org',
    'URL:https://example.org/?token=S3cret',
    'CATEGORIES:jo@example.org,Public',
  ];

  it('withholds addresses, attendees and passcodes', () => {
    const found = JSON.stringify(shown(...secrets));
    expect(found).not.toMatch(/jo@|max@|Max|424242|S3cret/u);
    expect(found).toContain('https://zoom.us/j/123456789');
  });

  it.each(['PRIVATE', 'CONFIDENTIAL', 'confidential'])('shows of a %s event its time alone', (level) => {
    const found = shown(
      'DURATION:PT1H',
      `CLASS:${level}`,
      'CATEGORIES:Surgery',
      'SUMMARY:Surgery',
      'X-MEETING-ID:123456789',
      ...secrets.slice(1),
    );
    expect(found).toMatchObject({
      start: '2026-11-05T10:00:00Z',
      end: '2026-11-05T11:00:00Z',
      summary: '[withheld]',
      uid: 'a@example',
    });
    expect(JSON.stringify(found)).not.toMatch(/Surgery|example\.org|123456789/u);
  });

  it('shows public events, and to the owner everything', () => {
    expect(shown('CLASS:PUBLIC', 'SUMMARY:Open').summary).toBe('Open');
    expect(read('keep', 'CLASS:PRIVATE', 'SUMMARY:Surgery').summary).toBe('Surgery');
  });
});
