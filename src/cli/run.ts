import { CodedError } from '../errors.ts';
import { RegistryError } from '../registry/live-registry.ts';
import { formatDiagnostic, type Terminal } from './command.ts';
import { createProgram } from './program.ts';

/** Runs the command of the command line; what is the user's to mend is said on stderr. @returns the exit code */
export async function run(terminal: Terminal): Promise<number> {
  let exitCode = 0;
  try {
    await createProgram(terminal, (code) => {
      exitCode = code;
    }).parseAsync();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error instanceof RegistryError)
      for (const diagnostic of error.diagnostics) terminal.stderr(formatDiagnostic(diagnostic));
    terminal.stderr(`${error.code}: ${error.message} ${error.hint}`);
    return 1;
  }
  return exitCode;
}
