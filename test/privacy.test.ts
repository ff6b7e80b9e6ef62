import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicFeedUrl, withholdPrivate, withoutPasscode } from '../src/privacy.ts';

const ADDRESSES = fc.emailAddress().filter((address) => /^[\w.+%-]+@/u.test(address));

describe('withholdPrivate', () => {
  it.each([
    ['Mail jo@example.org now', 'Mail [withheld] now'],
    ['[the chairs](mailto:chairs@example.org)', 'the chairs'],
    ['Meeting Passcode: 424242', 'Meeting Passcode: [withheld]'],
    ['passcode 424242.', 'passcode: [withheld].'],
    ['PIN: 700 762 530#', 'PIN: [withheld]'],
    ['The password is S3cret!', 'The password: [withheld]'],
    ['Kenncode: AbC12', 'Kenncode: [withheld]'],
    ['密码：424242', '密码: [withheld]'],
    ['https://zoom.us/j/123456789?pwd=S3cret', 'https://zoom.us/j/123456789'],
    ['<a href="https://zoom.us/j/1?a=1&amp;pwd=S3cret">', '<a href="https://zoom.us/j/1?a=1">'],
    ['https://teams.live.com/meet/931?p=S3cret', 'https://teams.live.com/meet/931'],
    [
      'https://www.google.com/url?q=https://zoom.us/j/1%3Fpwd%3DS3cret&sa=D',
      'https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F1&sa=D',
    ],
    [
      'https://a.safelinks.example/?url=https%3A%2F%2Fr.example%2F%3Fu%3Dhttps%253A%252F%252Fzoom.us%252Fj%252F1%253Fpwd%253DS3',
      'https://a.safelinks.example/?url=https%3A%2F%2Fr.example%2F%3Fu%3Dhttps%253A%252F%252Fzoom.us%252Fj%252F1',
    ],
    ['https://a.example/?q=https://b.example/?p=1', 'https://a.example/?q=https://b.example/?p=1'],
    ['Host key: 998877', 'Host key: [withheld]'],
    ['ask jo (at) example.org', 'ask [withheld]'],
    ['ask jo [at] example [dot] org. Passcode: 4242', 'ask [withheld]. Passcode: [withheld]'],
    ['ask jo.roe [at] mail [dot] example [dot] org now', 'ask [withheld] now'],
    [
      'see https://calendar.google.com/calendar/ical/jo%40example.org/private-0123456789abcdef/basic.ics',
      'see [withheld]',
    ],
    ['webcal://p1.example/published/2/abc', '[withheld]'],
    ['(https://lfx.example/meeting/9?password=00-11&x=1)', '(https://lfx.example/meeting/9?x=1)'],
    ['+12532158782,,94905862800#,,,,*424242#', '+12532158782,,94905862800#,,,,*[withheld]#'],
    ['+12532158782;94905862800#;424242#', '+12532158782;94905862800#;[withheld]#'],
  ])('%s', (text, shown) => {
    expect(withholdPrivate(text)).toBe(shown);
  });

  it.each([
    'Meeting ID: 949 0586 2800',
    'Pinned topics: releases',
    'Password managers in CI',
    'See https://example.org/a?b=1#c',
    'Spinning up 4242 nodes',
    'a @mention and a@b',
    'Meet (at) noon',
    'The key host of the show',
  ])('leaves %j as it is', (text) => {
    expect(withholdPrivate(text)).toBe(text);
  });

  it('withholds an address at the very beginning, after a mention, and with letters beyond the first plane', () => {
    expect(withholdPrivate('jo@example.org')).toBe('[withheld]');
    expect(withholdPrivate('@jo (jo@example.org)')).toBe('@jo ([withheld])');
    expect(withholdPrivate('@jo \u{20000}@example.org')).toBe('@jo [withheld]');
  });

  it('takes time in proportion to the text', () => {
    for (const text of ['a', 'a@', '[', '@[', 'pin ', '1', 'https://a?', '1# ', 'passcode 1 ']) {
      const long = text.repeat(200_000);
      const began = process.cpuUsage();
      withholdPrivate(long);
      expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000);
    }
  });

  it('withholds what stands in thousands of addresses, one in the other', () => {
    expect(withholdPrivate(`${'https://a.example/?q='.repeat(5_000)}https://zoom.us/j/1?pwd=S3cret`)).not.toContain(
      'S3',
    );
  });

  it('leaves no address, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), ADDRESSES, fc.string({ maxLength: 30 }), (before, address, after) => {
        expect(withholdPrivate(`${before} ${address} ${after}`)).not.toContain(` ${address} `);
      }),
    );
  });
});

describe('withoutPasscode', () => {
  it.each([
    ['https://me:secret@zoom.us/j/1?PWD=x&a=1', 'https://zoom.us/j/1?a=1'],
    ['https://zoom.us/j/1', 'https://zoom.us/j/1'],
    ['javascript:alert(1)', null],
    ['not a url', null],
  ])('%s', (url, shown) => {
    expect(withoutPasscode(url)).toBe(shown);
  });
});

describe('publicFeedUrl', () => {
  it('never throws, and never shows a query that looks drawn by lot', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (url) => void publicFeedUrl(url)),
    );
    expect(publicFeedUrl('https://example.org/%zz/feed.ics')).toBe('https://example.org/%zz/feed.ics');
    expect(publicFeedUrl('https://example.org/a.ics?id=0a1b2c3d4e5f6a7b8c9d')).toBeNull();
  });

  it('looks at a hundred thousand digits once', () => {
    const began = process.cpuUsage().user;
    expect(publicFeedUrl(`https://example.org/${'0'.repeat(100_000)}`)).not.toBeNull();
    expect((process.cpuUsage().user - began) / 1000).toBeLessThan(1000);
  });
});
