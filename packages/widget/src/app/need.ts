// A part that somebody asks for by hand.
import type { Panel } from './panel.tsx';
import type { PartName, Parts } from './parts.ts';
import { t } from './words.ts';

/** If it does not come, that is said, and the next press tries again. */
export async function need<K extends PartName>(panel: Panel, name: K): Promise<Parts[K]> {
  await panel.bring(name);
  const { parts, coming } = panel;
  if (!parts[name]) {
    delete coming[name];
    panel.set({ note: t('error.other') });
  }
  return parts[name];
}
