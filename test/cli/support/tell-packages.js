/** Preloaded: writes the name of each package, once, to file descriptor 3 when the first of its modules is loaded. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const known = new Set();

registerHooks({
  load(url, context, next) {
    const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/u.exec(url)?.[1];
    if (name !== undefined && !known.has(name)) {
      known.add(name);
      writeSync(3, `${name}\n`);
    }
    return next(url, context);
  },
});
