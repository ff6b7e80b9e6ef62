#!/usr/bin/env node
/** The executable. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Before anything else is loaded: what was compiled once is compiled already. It lies beside the code that it stands for,
// where nobody can write who could not change that code; where nobody can, everything is compiled each time.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compile'));

// Whoever reads the output may have read enough: `check … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { run } = await import('./cli/run.ts');
process.exitCode = await run({
  stdout: (text) => process.stdout.write(`${text}\n`),
  stderr: (text) => process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY,
});
