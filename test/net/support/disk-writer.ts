/** A process that writes one key of a cache directory for ever, for the test that kills it. */
import { diskDriver } from '../../../src/net/disk-driver.ts';

const [directory = ''] = process.argv.slice(2);
const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const driver = diskDriver({ directory, clock: { now: () => Date.parse('2026-11-21T08:00:00Z') }, log }).factory({});

for (let count = 0; ; count += 1) {
  const head = `${process.pid}${count}:`;
  await driver.set('shared', head.padEnd(200_000, 'x'));
  if (count === 0) process.stdout.write('ready\n');
}
