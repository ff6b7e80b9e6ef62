/**
 * Preloaded: writes the name of each package to the file TOLD_PACKAGES when the first of its modules is loaded. It ends with
 * the first line on stderr, which says that the gateway listens.
 */
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const file = String(process.env['TOLD_PACKAGES']);
const known = new Set();
let isTelling = true;

const { stderr } = process;
const write = stderr.write;
stderr.write = (...line) => {
  isTelling = false;
  return write.apply(stderr, line);
};

registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/u.exec(url)?.[1];
    if (isTelling && name !== undefined && !known.has(name)) {
      known.add(name);
      appendFileSync(file, `${name}\n`);
    }
    return next(url, context);
  },
});
