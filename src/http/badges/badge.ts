/** A badge: what it is about, and what holds. */

export type BadgeTone = 'good' | 'busy' | 'warn' | 'bad' | 'unknown';

export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly tone: BadgeTone;
}

/** White on each of them has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
export const TONE_COLORS: Readonly<Record<BadgeTone, string>> = {
  good: '#2a7a39',
  busy: '#0b63c4',
  warn: '#8f5d00',
  bad: '#b3261e',
  unknown: '#5a636e',
};
