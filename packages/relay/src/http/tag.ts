// The one line that a page needs, with the settings that differ from the loader's own. Pure.

import { defaultSettings, settingsOf } from '../core/settings/site-settings.ts';
import type { SiteRow } from '../store/store.ts';

/** `url`: the relay's own origin. */
export function tagOf(site: SiteRow, url: string): string {
  const { colour, side, label, contact, langs } = settingsOf(site);
  const attributes: readonly (readonly [string, string | null])[] = [
    ['data-site', site.key],
    ['data-color', colour === defaultSettings.colour ? null : colour],
    ['data-side', side === defaultSettings.side ? null : side],
    // With several, the page and the visitor's browser choose.
    ['data-lang', langs.length === 1 ? (langs[0] ?? null) : null],
    ['data-label', label],
    ['data-contact', contact],
  ];
  const written = attributes.flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escaped(value)}"`]));
  return `<script async src="${escaped(url)}/rapport.js"${written.join('')}></script>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '');
}
