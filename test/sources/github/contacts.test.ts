import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContacts } from '../../../src/sources/github/contacts.ts';

const known = {
  author: { login: 'theauthor', name: 'Théa Roe' },
  assignees: [
    { login: 'TheFoxAtWork', name: null },
    { login: 'xing-yang', name: null },
  ],
};

/** Each person as `@login`, `Name`, or `@login Name`. */
function people(text: string): string[] {
  return parseContacts(text, known).people.map(({ login, name }) =>
    [login === null ? null : `@${login}`, name].filter((part) => part !== null).join(' '),
  );
}

describe('contacts', () => {
  it.each<[string, readonly string[]]>([
    ['@ada', ['@ada']],
    ['@ada\n@bob-b', ['@ada', '@bob-b']],
    ['@ada\r\n@bob', ['@ada', '@bob']],
    ['@ada @bob', ['@ada', '@bob']],
    ['@ada, @bob and @cyd', ['@ada', '@bob', '@cyd']],
    ['@ada/@bob', ['@ada', '@bob']],
    ['cc @ada & @bob', ['@ada', '@bob']],
    ['- @ada\n* @bob\n1. @cyd\n- [ ] @dan', ['@ada', '@bob', '@cyd', '@dan']],
    ['`@ada`, **@bob**, (@cyd)', ['@ada', '@bob', '@cyd']],
    ['@ada, @Ada', ['@ada']],
  ])('%j: mentions', (text, expected) => expect(people(text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    ['@ada (Ada Roe)', ['@ada Ada Roe']],
    ['@ada Ada Roe', ['@ada Ada Roe']],
    ['@ada – Ada Roe (Example)', ['@ada Ada Roe']],
    ['@ada (Ada Roe - TCG Organizer)', ['@ada Ada Roe']],
    ['Ada Roe (@ada)', ['@ada Ada Roe']],
    ['Ada Roe (Example) - @ada-r - Slack: @ada.roe', ['@ada-r Ada Roe']],
    ['Ada Roe, Slack: @ada.roe', ['Ada Roe']],
    ['Ada Roe <@ada>', ['@ada Ada Roe']],
    ['Ada Roe - @ada', ['@ada Ada Roe']],
    ['Ada Roe, @ada', ['@ada Ada Roe']],
    ['Ada Roe, Example, @ada', ['@ada Ada Roe']],
    ['Ada Roe | Example | @ada', ['@ada Ada Roe']],
    ['Ada Roe - Example (@ada)', ['@ada Ada Roe']],
    ['Ada Roe, Example (@aroe)', ['@aroe Ada Roe']],
    ['Ada (Addy) Roe (@ada)', ['@ada Ada Roe']],
    ['Ada Roe, @zebra (lead)', ['Ada Roe', '@zebra']],
    ['Ada Roe, Bob Poe, @bobp', ['Ada Roe', '@bobp Bob Poe']],
    ['Ada Roe\n@ada', ['@ada Ada Roe']],
    ['Ada Roe (aroe)', ['@aroe Ada Roe']],
    ['Ada Roe (github: aroe1)', ['@aroe1 Ada Roe']],
    ['Name: Ada Roe, GitHub: @zebra', ['@zebra Ada Roe']],
    ['Ada Roe GitHub: zebra', ['@zebra Ada Roe']],
    ['Ada Roe (gh: @zebra | email: ada@example.org)', ['@zebra Ada Roe']],
    ['Ada Roe @ada, Example; Bob Poe @bob, Other', ['@ada Ada Roe', '@bob Bob Poe']],
    ['[Ada Roe](https://github.com/zebra)', ['@zebra Ada Roe']],
    ['[@zebra](https://github.com/zebra)', ['@zebra']],
    ['https://github.com/zebra', ['@zebra']],
    ['Ada Roe @ada, Bob Poe @bob', ['@ada Ada Roe', '@bob Bob Poe']],
    ['Ada Roe @ada Bob Poe @bob', ['@ada Ada Roe', '@bob Bob Poe']],
    ['@ada (Ada Roe), @bob (Bob Poe)', ['@ada Ada Roe', '@bob Bob Poe']],
    ['| Name | GitHub |\n|---|---|\n| Ada Roe | @ada |', ['@ada Ada Roe']],
    ['Emily Fox - TheFoxAtWork', ['@TheFoxAtWork Emily Fox']],
  ])('%j: names with logins', (text, expected) => expect(people(text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    ['Ada Roe', ['Ada Roe']],
    ['Guido van Rossum', ['Guido van Rossum']],
    ['María José de la Cruz', ['María José de la Cruz']],
    ['王伟', ['王伟']],
    ['ADA LOVELACE', ['ADA LOVELACE']],
    ['Dr. Ada Roe, PhD', ['Ada Roe']],
    ['Ada Roe and Bob Poe', ['Ada Roe', 'Bob Poe']],
    ['Ada Ñandú and Bob Çorë', ['Ada Ñandú', 'Bob Çorë']],
    ['李明（＠ada）', ['@ada 李明']],
    ['Ada Roe (Google), Bob Poe (Red Hat)', ['Ada Roe', 'Bob Poe']],
    ['Ada Roe, Google', ['Ada Roe']],
    ['Ada Roe, VP Engineering', ['Ada Roe']],
    ['Ada Roe @ Example Corp', ['Ada Roe']],
    ['Ada Roe (she/her)', ['Ada Roe']],
    ['Ada Roe (remote)', ['Ada Roe']],
    ['Ada Roe (Lead), Bob Poe (Co-lead)', ['Ada Roe', 'Bob Poe']],
    ['Lead: Ada Roe\nCo-lead: Bob Poe', ['Ada Roe', 'Bob Poe']],
    ['Ada Roe and others', ['Ada Roe']],
    ['Ada Roe will lead this', ['Ada Roe']],
    ['Ada Roe、Bob Poe，Cyd Doe', ['Ada Roe', 'Bob Poe', 'Cyd Doe']],
    ['Ada\nBob', ['Ada', 'Bob']],
  ])('%j: names alone', (text, expected) => expect(people(text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    ['zebra', ['@zebra']],
    ['zebra, ada-roe', ['@zebra', '@ada-roe']],
    ['TheFoxAtWork', ['@TheFoxAtWork']],
    ['RunsWithScissors42', ['@RunsWithScissors42']],
    ['myself', ['@theauthor']],
    ['Xing Yang', ['@xing-yang Xing Yang']],
    ['Thea Roe', ['@theauthor Thea Roe']],
    ['Xing', ['Xing']],
  ])('%j: bare logins', (text, expected) => expect(people(text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    ['ada@example.org', []],
    ['Ada Roe ada@example.org', ['Ada Roe']],
    ['Ada Roe ([ada@example.org](mailto:ada@example.org))', ['Ada Roe']],
    ['Ada Roe <ada@example.org>, Bob Poe <bob@example.org>', ['Ada Roe', 'Bob Poe']],
    ['Ada Roe (ada@example.org) and @bob', ['Ada Roe', '@bob']],
  ])('%j: addresses are dropped', (text, expected) => expect(people(text)).toEqual(expected));

  it.each([
    '',
    '-',
    'N/A',
    'None',
    'n/a.',
    '@cncf/tag-security-leads',
    'CNCF Slack: @ada',
    '@ada on Slack',
    '@dependabot[bot]',
    'TAG Infrastructure Leads',
    'The whole team',
    'Linux Foundation',
    'CNCF TOC',
    'https://example.org/people',
    'somebody from the group',
  ])('%j names nobody', (text) => expect(people(text)).toEqual([]));

  it('takes no role or source in brackets for a name', () => {
    expect(people('@ada (TOC Chair, DD finding source)')).toEqual(['@ada']);
  });
});

describe('a contact that is wanted', () => {
  it.each<[string, readonly string[]]>([
    ['TBD', []],
    ['tbc', []],
    ['TBD - looking for a lead', []],
    ['To be determined', []],
    ['Volunteers needed', []],
    ['Needs an owner', []],
    ['?', []],
    ['open', []],
    ['TBD (maybe @ada)', []],
    ['@ada, TBD', ['@ada']],
    ['@ada (interim), still looking for a second', ['@ada']],
  ])('%j', (text, expected) => {
    expect(parseContacts(text, known).isWanted).toBe(true);
    expect(people(text)).toEqual(expected);
  });

  it.each(['', 'N/A', '@ada', 'Ada Roe'])('%j is none', (text) => {
    expect(parseContacts(text, known).isWanted).toBe(false);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '@ada',
      'Ada Roe',
      'TBD',
      '(',
      ')',
      '[',
      '](',
      ',',
      ' and ',
      '\n',
      '|',
      ' @ ',
      'a@b.org',
      '- ',
      '<',
      '>',
      '…',
    ),
  );

  it('gives people with a login or a name, each once, and no address', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { people: found } = parseContacts(pieces.join(''), known);
        for (const { login, name } of found) {
          expect(login !== null || name !== null).toBe(true);
          if (login !== null) expect(login).toMatch(/^[A-Za-z\d-]{1,39}$/u);
          expect(`${login} ${name}`).not.toContain('@');
        }
        const logins = found.flatMap(({ login }) => (login === null ? [] : [login.toLowerCase()]));
        expect(new Set(logins).size).toBe(logins.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['@', 'a@', '(', '[', '](', '- ', 'a, ', ' and ', 'Ada ', '<', '|', 'tbd ', '\n', ': '])(
    'of 60 kB of %j takes no time to speak of',
    (text) => {
      const started = performance.now();
      parseContacts(text.repeat(Math.floor(60_000 / text.length)), known);
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
