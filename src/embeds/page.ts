/** The script of every page: times in the viewer's zone and language, and the height of a framed page for its host. */

const root = document.documentElement;

/** Chromium answers names that the time zone database has since replaced (its file `backward`). */
const RENAMED: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

function showLocalTimes(zone: string): void {
  const format = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-ends-at]')) {
    const start = new Date(time.dateTime);
    const end = new Date(time.dataset['endsAt'] ?? time.dateTime);
    time.textContent = end > start ? format.formatRange(start, end) : format.format(start);
  }
  for (const name of document.querySelectorAll('[data-zone-name]')) name.textContent = zone;
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="tz"]')) input.placeholder = zone;
  moveToLocalDays(zone);
}

/** In the month view a meeting may fall on another day than in the zone that the server wrote it for. */
function moveToLocalDays(zone: string): void {
  const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  // Sweden writes the date as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone });
  const entries = [...document.querySelectorAll<HTMLTimeElement>('time[data-clock]')]
    .map((time) => ({ time, start: new Date(time.dateTime) }))
    .sort((a, b) => a.start.getTime() - b.start.getTime());
  for (const { time, start } of entries) {
    const entry = time.closest('li');
    const list = document.querySelector(`[data-day="${day.format(start)}"]`);
    time.textContent = clock.format(start);
    if (entry === null) continue;
    if (list === null) entry.remove();
    else list.append(entry);
  }
}

const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const zone = 'zoneChosen' in root.dataset ? (root.dataset['zone'] ?? 'UTC') : (RENAMED[ownZone] ?? ownZone);
try {
  showLocalTimes(zone);
} catch {
  // A zone that this browser does not know: the times that the server wrote stay.
}

if ('embedded' in root.dataset && window.parent !== window) {
  // Any host may frame the page, and its height is no secret.
  const report = (): void =>
    window.parent.postMessage({ type: 'community-graph:height', height: root.offsetHeight }, '*');
  new ResizeObserver(report).observe(root);
}

// Without a script the text can still be selected and copied by hand.
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.parentElement?.querySelector('code')?.textContent ?? '');
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}
