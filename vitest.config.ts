import { defineConfig } from 'vitest/config';

/** One project a kind of test, so that each has a script of its own and says by itself what it needs. */
export default defineConfig({
  // As Node resolves it. Vite would take the `module` entry for our own imports, and there would be two graphqls.
  resolve: { alias: [{ find: /^graphql$/u, replacement: 'graphql/index.js' }] },
  test: {
    // Vitest would leave one core to itself, which of two is half.
    maxWorkers: '100%',
    // Only what hangs takes so long, also on a machine that is several times slower or busy with something else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ['test/support/same-cases.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/redis/**', 'test/survival/processes/**', 'test/bench/**'],
        },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false } },
      { extends: true, test: { name: 'redis', include: ['test/redis/**/*.test.ts'], fileParallelism: false } },
      {
        extends: true,
        test: { name: 'survival', include: ['test/survival/processes/**/*.test.ts'], fileParallelism: false },
      },
      { extends: true, test: { name: 'real', include: ['test/real/**/*.test.ts'] } },
    ],
  },
});
