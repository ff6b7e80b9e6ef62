/** Writes a small value and then one that the file size limit of the process cuts off, for the test of a full disk. */
import { diskDriver } from '../../../src/net/disk-driver.ts';

const [directory = ''] = process.argv.slice(2);
const logged: string[] = [];
const write = (_fields: object, message: string): void => void logged.push(message);
const log = { debug: write, info: write, warn: write, error: write };
const driver = diskDriver({ directory, clock: { now: () => Date.parse('2026-11-21T08:00:00Z') }, log }).factory({});

const results = [await driver.set('a', 'small'), await driver.set('a', 'x'.repeat(1_000_000)), await driver.get('a')];
process.stdout.write(JSON.stringify({ results, logged: logged.length }));
