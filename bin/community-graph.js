#!/usr/bin/env -S node --max-semi-space-size=16
/**
 * The executable. In JavaScript, so that Node need not start its type stripper for this file: what was stripped and compiled
 * once is kept, from here on. Its young heap stays at a quarter of what Node would let it grow to: that is room for garbage
 * alone, 80 MB of it in a large community.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Beside the code that it stands for, where nobody can write who could not change that code; where nobody can, everything
// is compiled each time.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compile'));

await import('../src/main.ts');
