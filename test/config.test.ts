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

test.each([
  [{ PORT: 'abc' }, 'PORT: must be a whole number from 0 to 65535, but is "abc"'],
  [{ PORT: '80.5' }, 'PORT: must be a whole number from 0 to 65535, but is "80.5"'],
  [{ TRUST_PROXY: '0' }, 'TRUST_PROXY: must be true, false or the number of proxies, but is "0"'],
  [{ QUERY_MAX_COST: '0' }, 'QUERY_MAX_COST: must be a whole number of 1 or more, but is "0"'],
  [{ OTEL_TRACES_SAMPLER_ARG: 'half' }, 'OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1'],
])('says of %o what it must be', (environment, problem) => {
  expect(() => readConfig(environment)).toThrow(problem);
});

test('takes an empty variable for an unset one', () => {
  expect(readConfig({ UPSTREAM_ALLOW: ' ', PORT: '' })).toMatchObject({ UPSTREAM_ALLOW: '', PORT: 4000 });
});

test.each([
  ['https://site.example/', '"https://site.example/" is no origin; the origin is https://site.example'],
  ['https://one.example,https://Two.example:443', 'the origin is https://two.example'],
  ['site.example', '"site.example" is no origin; an origin begins with https:// or http://'],
  ['null', 'an origin begins'],
])('takes no CORS_ORIGINS of %s, which would allow nobody', (origins, problem) => {
  expect(() => readConfig({ CORS_ORIGINS: origins })).toThrow(problem);
});

test('takes origins as browsers send them', () => {
  const { CORS_ORIGINS } = readConfig({
    CORS_ORIGINS: 'https://site.example, http://localhost:3000,https://[::1]:8443',
  });
  expect(CORS_ORIGINS).toEqual(['https://site.example', 'http://localhost:3000', 'https://[::1]:8443']);
  expect(readConfig({ CORS_ORIGINS: '*' }).CORS_ORIGINS).toEqual(['*']);
});
