import { GraphElement } from './graph-element.ts';

/** Set before the first element is made; `data` lies beside the module. */
GraphElement.ownFiles = new URL('data/v1/', import.meta.url).href;
