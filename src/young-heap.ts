/**
 * Starts Node again with a small young heap where it was started without one. V8 reads its size from the command line alone,
 * and would let it grow to four times as much: room for garbage, 100 MB of it in a large community. The process stays the
 * same one, with its id and its streams.
 */
const FLAG = '--max-semi-space-size';

const { argv, execArgv, execPath } = process;
const isSet = execArgv.some((arg) => arg.replaceAll('_', '-').startsWith(FLAG));
// Windows cannot replace a process, and whoever talks to it over a channel (`node --watch`) would lose that.
if (!isSet && process.platform !== 'win32' && process.send === undefined) {
  const compileCache = new URL('compile-cache.js', import.meta.url).href;
  process.execve?.(execPath, [execPath, `${FLAG}=16`, '--import', compileCache, ...execArgv, ...argv.slice(1)]);
}
