/** The command line: one file a command, loaded when it is called and answering with its exit code. */
import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { readConfig } from '../config.ts';
import type { FindingSeverity } from '../model/finding.ts';
import type { CheckOptions } from './check.ts';
import type { Terminal } from './command.ts';
import type { ExportOptions } from './export.ts';
import type { FindingsOptions } from './findings.ts';
import type { QueryOptions } from './query.ts';
import type { SchemaOptions } from './schema.ts';
import type { ServeOptions } from './serve.ts';

const FORMATS = ['text', 'json', 'github'];
const DEFAULT_REGISTRY = 'registry.yaml';
const DEMO = 'recorded upstreams beside the registry stand in for GitHub and the calendar hosts';

function toPort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}

function toBaseUrl(value: string): string {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/u.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new InvalidArgumentError('It must be an address such as https://groups.example.org/community.');
  return url.href;
}

function toSeverities(value: string): FindingSeverity[] {
  return value.split(',').map((name) => {
    const severity = name.trim().toUpperCase();
    if (severity !== 'MUST' && severity !== 'SHOULD' && severity !== 'INFO') {
      throw new InvalidArgumentError('It must be MUST, SHOULD or INFO, or several with commas.');
    }
    return severity;
  });
}

/** @param exit called once with the code of the command that ran */
export function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('community-graph')
    .description(packageJson.description)
    .version(packageJson.version)
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => terminal.stdout(text.trimEnd()),
      writeErr: (text) => terminal.stderr(text.trimEnd()),
    });
  const format = (): Option => new Option('--format <format>', 'how to write it').choices(FORMATS).default('text');

  program
    .command('serve')
    .description('serve the graph over HTTP')
    .argument('[registry]', 'path or https URL of a registry in any known format; the example community where omitted')
    .option('--port <port>', 'port to listen on; PORT where omitted', toPort)
    .option('--host <host>', 'address to listen on; HOST where omitted')
    .option('--demo', DEMO)
    .action(async (registry: string | undefined, options: ServeOptions) => {
      const { serve } = await import('./serve.ts');
      exit(await serve(registry, options, readConfig(), terminal));
    });
  program
    .command('check')
    .description('say everything that is odd about a registry')
    .argument('[registry]', 'path or https URL', DEFAULT_REGISTRY)
    .option('--online', 'read every source once as well')
    .addOption(format())
    .action(async (registry: string, options: CheckOptions) => {
      const { check } = await import('./check.ts');
      exit(await check(registry, options, readConfig(), terminal));
    });
  program
    .command('query')
    .description('run a query without a server')
    .argument('[registry]', 'path or https URL', DEFAULT_REGISTRY)
    .argument('[query]', 'the query; alone it asks the registry of this folder')
    .option('--file <file>', 'file with the query')
    .option('--variables <json>', 'variables as a JSON object')
    .action(async (first: string, second: string | undefined, options: QueryOptions) => {
      // No path begins as a query does.
      const isQuery = second === undefined && /^\s*(?:\{|(?:query|fragment)\b[^./\\]*\{)/u.test(first);
      const [registry, text] = isQuery ? [DEFAULT_REGISTRY, first] : [first, second];
      const { query } = await import('./query.ts');
      exit(await query(registry, text, options, readConfig(), terminal));
    });
  program
    .command('findings')
    .description("say what the community's rules find")
    .argument('[registry]', 'path or https URL', DEFAULT_REGISTRY)
    .option('--severity <severities>', 'only these: MUST, SHOULD, INFO', toSeverities)
    .addOption(format())
    .action(async (registry: string, options: FindingsOptions) => {
      const { findings } = await import('./findings.ts');
      exit(await findings(registry, options, readConfig(), terminal));
    });
  program
    .command('export')
    .description('write pages, feeds and badges as files for any static host')
    .argument('[registry]', 'path or https URL', DEFAULT_REGISTRY)
    .requiredOption('--out <dir>', 'folder to write to')
    .option('--url <url>', 'where the files will be served; PUBLIC_URL where omitted', toBaseUrl)
    .option('--demo', DEMO)
    .action(async (registry: string, options: ExportOptions) => {
      const { exportSite } = await import('./export.ts');
      exit(await exportSite(registry, options, readConfig(), terminal));
    });
  program
    .command('import')
    .description('write files of any known format as a registry of the native form; what is odd goes to stderr')
    .argument('<format>', 'name of the format, e.g. cncf-tags')
    .argument('<files...>', 'paths or https URLs; several are merged in their order')
    .action(async (name: string, files: string[]) => {
      const { importFiles } = await import('./import.ts');
      exit(await importFiles(name, files, readConfig(), terminal));
    });
  program
    .command('schema')
    .description('write the SDL of the graph')
    .option('--registry', 'write the JSON Schema of the registry instead')
    .action(async (options: SchemaOptions) => {
      const { schema } = await import('./schema.ts');
      exit(schema(options, terminal));
    });
  return program;
}
