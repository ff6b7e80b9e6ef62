import { expect, test } from 'vitest';
import { createLog, redactText } from '../src/log.ts';

test.each([
  ['token ghp_abcdefghij0123456789 refused', 'token [withheld] refused'],
  ['authorization: Bearer abc.def-ghi', 'authorization: [withheld]'],
  ['redis://user:secret@cache:6379/0 is away', '[withheld] is away'],
  ['https://calendar.example/private-0123456789abcdef/basic.ics', '[withheld]'],
  ['see https://docs.example/operations', 'see https://docs.example/operations'],
  ['lead@example.org', '[withheld]'],
])('%s', (text, shown) => {
  expect(redactText(text)).toBe(shown);
});

test('redacts messages, fields, errors and their causes, and keeps the line JSON', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const secret = 'ghp_abcdefghij0123456789';
  log.warn(
    { list: [{ token: secret }], err: new Error(`a ${secret}`, { cause: new Error(`passcode: ${secret}`) }) },
    `b ${secret}`,
  );
  log.child({ reqId: '1' }).error(new Error(secret));
  expect(lines.join()).not.toContain(secret);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { list: [{ token: '[withheld]' }], err: { message: 'a [withheld]: passcode: [withheld]' }, msg: 'b [withheld]' },
    { reqId: '1' },
  ]);
});
