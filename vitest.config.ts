import { defineConfig } from 'vitest/config';

/** One project a kind of test, so that each has a script of its own and says by itself what it needs. */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/redis/**', 'test/bench/**'],
        },
      },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], fileParallelism: false } },
      { test: { name: 'redis', include: ['test/redis/**/*.test.ts'], fileParallelism: false } },
      { test: { name: 'real', include: ['test/real/**/*.test.ts'] } },
    ],
  },
});
