#!/usr/bin/env node
/** The executable. */
import { formatDiagnostic } from './cli/command.ts';
import { createProgram } from './cli/program.ts';
import { CodedError } from './errors.ts';
import { RegistryError } from './registry/live-registry.ts';

const terminal = {
  stdout: (text: string) => process.stdout.write(`${text}\n`),
  stderr: (text: string) => process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY,
};

try {
  await createProgram(terminal, (code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  if (!(error instanceof CodedError)) throw error;
  if (error instanceof RegistryError)
    for (const diagnostic of error.diagnostics) terminal.stderr(formatDiagnostic(diagnostic));
  terminal.stderr(`${error.code}: ${error.message} ${error.hint}`);
  process.exitCode = 1;
}
