/** The script of every page: times in the viewer's zone and language, and the height of a framed page for its host. */
import { showTimes } from './local-times.ts';

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

const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const viewersZone = RENAMED[ownZone] ?? ownZone;
const address = new URL(location.href);

/** @returns whether the browser knows the zone; where it does not, the times stay as they are */
function show(zone: string): boolean {
  try {
    showTimes(document, zone, new Date());
    return true;
  } catch {
    return false;
  }
}

/** Another month of the same view is shown in the same zone. */
function keepZoneInLinks(): void {
  const zone = address.searchParams.get('tz');
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="?month="], a[href*="&month="]')) {
    const target = new URL(link.href);
    if (zone === null) target.searchParams.delete('tz');
    else target.searchParams.set('tz', zone);
    link.href = target.search + target.hash;
  }
}

show(address.searchParams.get('tz') || viewersZone);

for (const input of document.querySelectorAll<HTMLInputElement>('input[name="tz"]')) {
  input.placeholder = viewersZone;
  // A static host knows no zones, so there the script alone shows the field; the address can be shared all the same.
  input.closest<HTMLFormElement>('form[hidden]')?.removeAttribute('hidden');
  input.addEventListener('change', () => {
    const isKnown = show(input.value || viewersZone);
    input.setCustomValidity(isKnown ? '' : 'This zone is not known. Write it like Asia/Kolkata.');
    input.reportValidity();
    if (!isKnown) return;
    if (input.value === '') address.searchParams.delete('tz');
    else address.searchParams.set('tz', input.value);
    history.replaceState(null, '', address);
    keepZoneInLinks();
  });
}

// A static host sends the same page for `?embed`.
if (address.searchParams.has('embed')) root.dataset['embedded'] = '';
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
