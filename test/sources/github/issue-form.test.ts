import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InitiativeField } from '../../../src/model/initiative.ts';
import { toFormQuestions } from '../../../src/sources/github/form-questions.ts';
import { parseIssueForm } from '../../../src/sources/github/issue-form.ts';
import { feedRule } from '../../support/github-harness.ts';

const fields: Readonly<Partial<Record<InitiativeField, readonly string[]>>> = {
  name: ['Name'],
  shortDescription: ['Short description'],
  responsibleGroup: ['Responsible group'],
  subproject: ['Subproject name', 'Subproject'],
  primaryContact: ['Primary contact'],
  contacts: ['Additional contacts', 'Contacts'],
  description: ['Initiative description', 'Description'],
  exitCriteria: ['Deliverable(s) or exit criteria', 'Exit criteria', 'Deliverables'],
  trackingUrl: ['Tracking document for meeting and progress', 'Tracking document'],
  timeline: ['Timeline'],
};
const questions = toFormQuestions(feedRule({ fields }));
const parse = (...lines: readonly string[]) => parseIssueForm(lines.join('\n'), questions).answers;

describe('headings, as GitHub writes a form', () => {
  it('hold one answer each', () => {
    expect(parse('### Name', '', 'A thing', '', '### Primary contact', '', '@ada', '', '@bob')).toEqual({
      name: 'A thing',
      primaryContact: '@ada\n\n@bob',
    });
  });

  it.each(['_No response_', '', 'No response', '*No response*'])('followed by %j are not answered', (none) => {
    expect(parse('### Name', '', none, '', '### Primary contact', '', '@ada')).toEqual({ primaryContact: '@ada' });
  });

  it.each([
    '### name',
    '## Name',
    '#### Name',
    '###Name',
    '### Name:',
    '### **Name**',
    '### Name ###',
    '### 1. Name',
    '### 12) Name',
    '### Name (required)',
    '<h3>Name</h3>',
    '  ### Name',
  ])('are known as %j', (heading) => {
    const level = /#+/u.exec(heading)?.[0] ?? '###';
    expect(parse(heading, '', 'A thing', '', `${level} Primary contact`, '', '@ada')).toMatchObject({
      name: 'A thing',
    });
  });

  it('may stand in what can be folded, as may an answer', () => {
    const folded = '<details><summary>Logs</summary>\n\nMany\n\n</details>';
    expect(parse('<details>', '', '### Name', folded, '', '### Primary contact', '', '@ada', '', '</details>')).toEqual(
      { name: folded, primaryContact: '@ada' },
    );
  });

  it('are known by a part of the question, where nothing asks it in full', () => {
    expect(parse('### Exit Criteria', 'a', '### Tracking document', 'b', '### Primary Contact(s)', 'c')).toEqual({
      exitCriteria: 'a',
      trackingUrl: 'b',
      primaryContact: 'c',
    });
  });

  it('are not known by a word of the question', () => {
    expect(parse('### Name', 'x', '### Progress', 'https://example.org')).toEqual({ name: 'x' });
  });

  it('may be underlined', () => {
    expect(parse('Name', '----', 'A thing', '', 'Primary contact', '---', '@ada')).toEqual({
      name: 'A thing',
      primaryContact: '@ada',
    });
  });

  it('come with carriage returns', () => {
    expect(parse('### Name\r', '\r', 'A thing\r', '\r', '### Primary contact\r', '@ada\r')).toEqual({
      name: 'A thing',
      primaryContact: '@ada',
    });
  });

  it('asked twice give the first answer that is one', () => {
    expect(parse('### Name', '', '### Primary contact', '@ada', '### Name', 'A thing')).toMatchObject({
      name: 'A thing',
    });
  });

  it('leave the text before the first out', () => {
    expect(parse('Edit by @ada:', 'moved', '', '----', '', '### Name', 'A thing')).toEqual({ name: 'A thing' });
  });
});

describe('a heading that the form does not have', () => {
  it('ends a short answer', () => {
    expect(parse('### Additional contacts', '@ada', '### Origin', 'automated', '### Name', 'A thing')).toEqual({
      contacts: '@ada',
      name: 'A thing',
    });
  });

  it('below the level of the form belongs to the answer', () => {
    expect(parse('### Exit criteria', '#### Risks', '- a', '### Name', 'x').exitCriteria).toBe('#### Risks\n- a');
  });

  it('belongs to the exit criteria where it goes on with them', () => {
    expect(
      parse(
        '### Deliverable(s) or exit criteria',
        '### Deliverables',
        '- a',
        '### Exit criteria',
        '- b',
        '### Phase 2',
        '- c',
      ).exitCriteria,
    ).toBe('### Deliverables\n- a\n### Exit criteria\n- b\n### Phase 2\n- c');
  });

  it.each(['### Code of Conduct', '### Risks', '## Updates'])('%s ends the exit criteria', (heading) => {
    expect(parse('### Name', 'x', '### Exit criteria', '- a', heading, '- [x] b').exitCriteria).toBe('- a');
  });

  it('belongs to the description while questions follow', () => {
    expect(
      parse('### Initiative description', 'a', '### Summary', 'b', '### Primary contact', '@ada').description,
    ).toBe('a\n### Summary\nb');
  });

  it('in a code fence or a comment is none', () => {
    expect(
      parse(
        '### Description',
        '```',
        '### Primary contact',
        '@eve',
        '```',
        '### Primary contact',
        '<!--',
        '### Name',
        '-->',
        '@ada',
      ),
    ).toEqual({ description: '```\n### Primary contact\n@eve\n```', primaryContact: '@ada' });
  });
});

describe('labels in lines', () => {
  it.each([
    ['**Name:** A thing', '**Primary contact:** @ada'],
    ['**Name**: A thing', '**Primary contact**: @ada'],
    ['__Name:__ A thing', '__Primary contact:__ @ada'],
    ['- **Name:** A thing', '- **Primary contact:** @ada'],
    ['1. **Name** : A thing', '2. **Primary contact** : @ada'],
    ['<b>Name:</b> A thing', '<b>Primary contact:</b> @ada'],
    ['**Name**\nA thing', '**Primary contact**\n@ada'],
    ['Name: A thing', 'Primary contact: @ada'],
    ['- Name: A thing', '- Primary contact: @ada'],
    ['| Name | A thing |\n|---|---|', '| Primary contact | @ada |'],
    ['*Name:* A thing', '*Primary contact:* @ada'],
    ['_Name_: A thing', '_Primary contact_: @ada'],
    ['***Name:*** A thing', '***Primary contact:*** @ada'],
    ['**Name** - A thing', '**Primary contact** – @ada'],
    ['Name - A thing', 'Primary contact — @ada'],
    ['- [x] Name: A thing', '- [x] Primary contact: @ada'],
    ['• Name: A thing', '• Primary contact: @ada'],
    ['- Name\n  - A thing', '- Primary contact\n  - @ada'],
    ['* **Name**\n    * A thing', '* **Primary contact**\n    * @ada'],
    ['1. Name\n   A thing', '2. Primary contact\n   @ada'],
    ['<p><strong>Name:</strong> A thing</p>', '<p><strong>Primary contact:</strong> @ada</p>'],
    ['<b>Name:</b> A thing<br>', '<b>Primary contact:</b> @ada<br/>'],
    ['<u>Name</u>: A thing', '<u>Primary contact</u>: @ada'],
    [
      '<details><summary>Name</summary>\n\nA thing\n\n</details>',
      '<details>\n<summary>Primary contact</summary>\n\n@ada\n</details>',
    ],
    ['> **Name:** A thing', '> **Primary contact:** @ada'],
    ['> ### Name\n>\n> A thing\n>', '> ### Primary contact\n> @ada'],
    ['>> ### Name\n>> A thing\n>>', '>> ### Primary contact\n>> @ada'],
  ])('%j', (name, contact) => {
    const expected = { name: 'A thing', primaryContact: '@ada' };
    expect(parse(name, contact)).toEqual(expected);
    expect(parse(name, '', contact, '', 'That is all.')).toEqual(expected);
  });

  it('hold lists and paragraphs until the next question', () => {
    expect(
      parse('**Exit criteria:**', '- a', '', '- **Must:** b', '', '**Draft status:** done', '**Name:** A thing'),
    ).toEqual({ exitCriteria: '- a\n\n- **Must:** b', name: 'A thing' });
  });

  it('in a list come without its indent', () => {
    expect(
      parse('- **Name:** x', '- **Exit criteria:**', '  - a', '    - b', '- **Primary contact:** @ada'),
    ).toMatchObject({
      exitCriteria: '- a\n  - b',
    });
  });

  it('in an answer are answers where nothing else asks for them, and stay part of it', () => {
    const description = 'a\n\n**Timeline:** by June 2026\n\n**Name:** of the game';
    expect(parse('### Name', 'A thing', '### Description', description, '### Primary contact', '@ada')).toEqual({
      name: 'A thing',
      description,
      primaryContact: '@ada',
      timeline: 'by June 2026',
    });
  });

  it('end a short answer above them, in a form of headings that was gone on with by hand', () => {
    expect(
      parse('### Name', 'x', '### Additional contacts', '@ada', '**Exit criteria:** done', '### Timeline', 'y'),
    ).toEqual({
      name: 'x',
      contacts: '@ada',
      exitCriteria: 'done',
      timeline: 'y',
    });
  });

  it('one in prose is no form', () => {
    expect(parse('We did think about it.', 'Name: it is hard to find one.')).toEqual({});
  });
});

describe('other readings of a body that is no form as it stands', () => {
  const expected = { name: 'A thing', primaryContact: '@ada', timeline: 'Q3' };

  it.each([
    ['all in one line of HTML', '<h3>Name</h3><p>A thing</p><h3>Primary contact</h3><p>@ada</p><h3>Timeline</h3>Q3'],
    ['answers on headings', '### Name: A thing\n### Primary contact: @ada\n\n## Timeline - Q3'],
    ['labels with breaks', '<b>Name:</b> A thing<br><b>Primary contact:</b> @ada<br /><b>Timeline:</b> Q3'],
    [
      'an HTML table',
      '<table>\n<tr>\n<td>Name</td>\n<td>A thing</td>\n</tr><tr><th>Primary contact</th><td>@ada</td></tr>\n<tr><td><b>Timeline</b></td><td>Q3</td></tr></table>',
    ],
    [
      'an HTML list',
      '<dl><dt>Name</dt><dd>A thing</dd><dt>Primary contact</dt><dd>@ada</dd><dt>Timeline</dt><dd>Q3</dd></dl>',
    ],
    [
      'questions in the head of a table',
      '| Name | Primary contact | Timeline |\n|---|---|---|\n| A thing | @ada | Q3 |',
    ],
    [
      'numbered rows',
      '| # | Question | Answer |\n|-|-|-|\n| 1 | Name | A thing |\n| 2 | Primary contact | @ada |\n| 3 | Timeline | Q3 |',
    ],
    ['a table without outer pipes', 'Field | Value\n--- | ---\nName | A thing\nPrimary contact | @ada\nTimeline | Q3'],
    ['front matter', '---\nName: A thing\nPrimary contact: @ada\nTimeline: Q3\n---\n\nText.'],
    [
      'a quoted form between remarks',
      'It said:\n\n> ### Name\n> A thing\n> ### Primary contact\n> @ada\n> ### Timeline\n> Q3\n\nThanks.',
    ],
    [
      'emoji and links in headings',
      '### :memo: Name\nA thing\n### [Primary contact](https://example.org)\n@ada\n### ⏱ Timeline\nQ3',
    ],
  ])('%s', (_name, body) => {
    expect(parse(body)).toEqual(expected);
  });

  it('do not touch HTML and quotes in the answers of a form', () => {
    const description = '<p>a</p>\n\n> ### Name\n> **Timeline:** never\n\n| Timeline | b |\n|---|---|';
    expect(parse('### Name', 'A thing', '### Description', description, '### Primary contact', '@ada')).toMatchObject({
      name: 'A thing',
      description,
      primaryContact: '@ada',
    });
  });

  it('keep the address of a link', () => {
    const body = '<h3>Name</h3>x<h3>Tracking document</h3><a class="l" href="https://example.org/a">notes</a>';
    expect(parse(body).trackingUrl).toBe('[notes](https://example.org/a)');
  });

  it('make no form of one question', () => {
    expect(parse('> ### Name', '> A thing')).toEqual({});
    expect(parse('<h3>Name</h3>', '<p>A thing</p>')).toEqual({});
  });
});

describe('a postscript', () => {
  it('below a line is no part of the answer', () => {
    expect(parse('### Exit criteria', '- a', '', '---', '', '**Update 2026-05:** moved').exitCriteria).toBe('- a');
  });
});

describe('bodies without a form', () => {
  it.each(['', 'Some prose.', '# A title\n\n- [ ] a task', '```\n### Name\nx\n```'])('%j answer nothing', (body) => {
    expect(parseIssueForm(body, questions)).toEqual({ answers: {}, askedCount: 0 });
  });
});

describe('any form', () => {
  const asked = fc.uniqueArray(
    fc.record({
      field: fc.constantFrom(...questions.fields),
      answer: fc
        .array(fc.constantFrom('alpha', '- beta', '@ada', 'https://example.org/x', '- [ ] gamma', 'two words'), {
          minLength: 1,
          maxLength: 5,
        })
        .map((lines) => lines.join('\n')),
    }),
    { selector: ({ field }) => field, minLength: 2 },
  );

  it('that GitHub writes is read as it was answered', () => {
    fc.assert(
      fc.property(asked, fc.constantFrom('\n', '\r\n'), (answers, newline) => {
        const body = answers.map(({ field, answer }) => `### ${fields[field]?.[0]}\n\n${answer}`).join('\n\n');
        expect(parseIssueForm(body.replaceAll('\n', newline), questions).answers).toEqual(
          Object.fromEntries(answers.map(({ field, answer }) => [field, answer])),
        );
      }),
    );
  });

  it('is read without fail, in little time', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '### Name',
        '**Name:**',
        '```',
        '---',
        '<!--',
        '-->',
        '| Name | x |',
        '- Primary contact: @a',
        '# ',
        '**',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        for (const text of Object.values(parse(...lines))) expect(text).toBe(text.trim());
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '#',
    '# ',
    '*',
    '**a',
    '<!--',
    '|',
    '| a ',
    ': ',
    '- ',
    '```\n',
    '### Name\n',
    '---\n',
    '\n',
    ' ',
    '> ',
    '>\n',
    '<h3>',
    '<h3 ',
    '<a href=',
    '</a>',
    '<td>Name',
    '|-|\n',
    '### Name: x\n',
    '# - ',
    '- [x] ',
    '> ### Name\n> ### Timeline\n',
    '<br>\n',
    '\t\n',
  ])('of 60 kB of %j takes no time to speak of', (text) => {
    const started = performance.now();
    parseIssueForm(text.repeat(Math.floor(60_000 / text.length)), questions);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
