/** `/embed.js` of an export: the same elements, which read the exported files unless they are told of a gateway. */
import './read-own-files.ts';

export * from './embed.ts';
