import type { Config } from '../config.ts';
import { CodedError } from '../errors.ts';
import { openImporter } from '../gateway.ts';
import { formatDiagnostic, type Terminal } from './command.ts';

/** Writes files of a format as one registry of the native form, what was odd on stderr. @returns 1 where there are errors */
export async function importFiles(
  format: string,
  files: readonly string[],
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const importer = await openImporter(config);
  try {
    if (!importer.formats.includes(format)) {
      throw new CodedError(
        'BAD_USER_INPUT',
        `There is no format "${format}". There are: ${importer.formats.join(', ')}.`,
      );
    }
    const { text, record } = await importer.run(files, format);
    for (const diagnostic of record.diagnostics) terminal.stderr(formatDiagnostic(diagnostic));
    if (record.files.length > 0) terminal.stdout(text.trimEnd());
    return record.diagnostics.some(({ level }) => level === 'ERROR') ? 1 : 0;
  } finally {
    await importer.close();
  }
}
