import { expect, it } from 'vitest';
import { catalogue } from '../../src/errors.ts';

/** `npm run bless` writes docs/errors.md anew. */
it('docs/errors.md says what errors.ts says', async () => {
  const rows = Object.entries(catalogue)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, entry]) => {
      const again = 'isRetryable' in entry && entry.isRetryable ? 'yes' : '';
      return `| \`${code}\` | ${entry.title} | ${entry.hint} | ${again} |`;
    });
  const document = [
    '# Errors and diagnostics',
    '',
    'Codes are permanent: match on them, not on messages. This page is written from `src/errors.ts` by `npm run bless`.',
    '',
    '| code | what happened | what to do | a later try may succeed |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  await expect(document).toMatchFileSnapshot('../../docs/errors.md');
});
