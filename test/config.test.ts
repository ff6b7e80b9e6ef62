import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

test('says everything that is wrong with the environment at once', () => {
  const environment = {
    PORT: '70000',
    UPSTREAM_ALLOW: 'https://calendar.example, 10.0.0.0/8, ghe.internal:99999',
    GITHUB_APP_ID: '1',
    TRUSTED_DOCUMENTS_ONLY: 'true',
  };
  expect(() => readConfig(environment)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /PORT: [\s\S]*UPSTREAM_ALLOW: "https:\/\/calendar\.example" is a URL[\s\S]*UPSTREAM_ALLOW: "ghe\.internal:99999" has no usable port[\s\S]*GITHUB_APP_PRIVATE_KEY: [\s\S]*TRUSTED_DOCUMENTS: /u,
      ),
    }),
  );
});

test('takes an empty variable for an unset one', () => {
  expect(readConfig({ UPSTREAM_ALLOW: ' ', PORT: '' })).toMatchObject({ UPSTREAM_ALLOW: '', PORT: 4000 });
});
