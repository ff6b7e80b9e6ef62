/** What `bin/community-graph.js` starts. */
import { run } from './cli/run.ts';

// Whoever reads the output may have read enough: `check … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run({
  stdout: (text) => process.stdout.write(`${text}\n`),
  stderr: (text) => process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY,
});
