/**
 * Keeps what was stripped of types and compiled for the next start. In JavaScript, to be preloaded with `--import`: Node
 * then need not start its type stripper even for `main.ts`.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Beside the code that it stands for, where nobody can write who could not change that code; where nobody can, everything
// is compiled each time.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compile'));
