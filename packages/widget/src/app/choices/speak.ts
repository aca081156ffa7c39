// Everything that is on the screen in another language, at once: what is typed, where the focus is and how far was scrolled stays.
import type { Panel } from '../panel.tsx';
import { lang, loadWords, rtl, t } from '../words.ts';

export async function speak(panel: Panel, wish: string): Promise<void> {
  await loadWords(wish);
  redraw(panel);
}

/** After the words have changed. */
export function redraw(panel: Panel): void {
  const { box, data, dialog, launcher } = panel.shell;
  const { site } = panel.now;
  box.lang = lang;
  box.dir = rtl ? 'rtl' : 'ltr';
  launcher.textContent = launcher.ariaLabel = data['label'] ?? t('launcher.open');
  dialog.ariaLabel = site ? t('panel.label', { site: site.name }) : t('panel.bare');
  panel.set({});
}
