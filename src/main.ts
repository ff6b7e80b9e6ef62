#!/usr/bin/env -S node --max-semi-space-size=16
/**
 * The executable. Its young heap stays at a quarter of what Node would let it grow to: that is room for garbage alone,
 * 80 MB of it in a large community.
 */
import './compile-cache.js';

// Whoever reads the output may have read enough: `check … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Not before the cache is in use.
const { run } = await import('./cli/run.ts');
process.exitCode = await run({
  stdout: (text) => process.stdout.write(`${text}\n`),
  stderr: (text) => process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY,
});
