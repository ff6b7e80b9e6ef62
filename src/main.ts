#!/usr/bin/env node
/** The executable. */
import './preload.js';

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
