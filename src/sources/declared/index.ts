export { createDeclaredSource, isScheduled } from './source.ts';
