import { type Markup, markup } from '../pages/markup.ts';
import { type Badge, TONE_COLORS } from './badge.ts';

const HEIGHT = 20;
const PADDING = 7;
/** Mean width of a character at 11px; `textLength` makes the text fit whatever font there is. */
const CHARACTER_WIDTH = 6.4;
/** A badge stands in a line of text: what is longer is cut. */
const MAX_CHARACTERS = 60;

/** @returns an SVG whose title says to a screen reader what the picture shows. */
export function toSvg({ label, message, tone }: Badge): string {
  const left = toPart(label, 0);
  const right = toPart(message, left.width);
  const title = `${label}: ${message}`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left.width + right.width}" height="${HEIGHT}" role="img" aria-labelledby="t">
<title id="t">${title}</title>
<clipPath id="r"><rect width="${left.width + right.width}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect width="${left.width}" height="${HEIGHT}" fill="#30363d"/><rect x="${left.width}" width="${right.width}" height="${HEIGHT}" fill="${TONE_COLORS[tone]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">${left.text}${right.text}</g>
</svg>
`.text;
}

function toPart(text: string, x: number): { readonly width: number; readonly text: Markup } {
  const characters = [...text];
  const shown = characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : text;
  const length = Math.round([...shown].length * CHARACTER_WIDTH);
  const width = length + 2 * PADDING;
  return { width, text: markup`<text x="${x + width / 2}" y="14" textLength="${length}">${shown}</text>` };
}
