import ICAL from 'ical.js';

/**
 * @param lines a VTIMEZONE
 * @returns its offset at an instant in epoch milliseconds, e.g. `-03:30`, as ical.js reads it
 */
export function readZone(lines: readonly string[]): (epochMs: number) => string {
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n'))));
  return (epochMs) => {
    const utc = ICAL.Time.fromJSDate(new Date(epochMs), true);
    const seconds = utc.convertToZone(zone).utcOffset();
    const [hours, minutes] = [Math.floor(Math.abs(seconds) / 3600), Math.floor(Math.abs(seconds) / 60) % 60];
    return `${seconds < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  };
}
