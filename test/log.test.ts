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

test.each([
  ['/groups/storage?tz=Asia%2FKolkata', '/groups/storage?tz=Asia%2FKolkata'],
  ['/graphql?query=%7B%20groups%20%7B%20totalCount%20%7D%20%7D', null],
  ['/groups/caf%C3%A9', null],
  ['*', null],
  ['/groups/a?token=abcdef&tz=UTC', '/groups/a?tz=UTC'],
  ['/groups/a?%74oken=abcdef', '/groups/a'],
  ['/groups/ghp_abcdefghij0123456789', '/groups/[withheld]'],
  ['/?q=lead@example.org', '/?q=[withheld]'],
  ['/?q=lead%40example.org', '/?q=[withheld]'],
  ['/graphql?query=%7Bgroups(filterBy:%7Bquery:%22ghp_abcdefghij0123456789%22%7D)', null],
])('of a request for %s the log tells %s', (url, shown) => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  log.info({ req: { method: 'GET', url, host: 'a.example', ip: '192.0.2.1', socket: { remotePort: 1 } } }, 'in');
  const { req } = JSON.parse(lines.join());
  expect(req).toMatchObject({ method: 'GET', host: 'a.example', remoteAddress: '192.0.2.1', remotePort: 1 });
  if (url.includes('ghp_')) expect(req.url).not.toContain('ghp_');
  else expect(req.url).toBe(shown ?? url);
});
