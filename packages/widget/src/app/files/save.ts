// A file for the person to keep.
import type { FileRef } from '@rapport/protocol';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import type { Bytes } from './bytes.ts';

/** A browser may ask where to before it reads. */
const keptForMs = 60_000;

/** Gives it to the browser, under its name; says so if it does not come. */
export async function save(panel: Panel, bytes: Bytes, ref: FileRef): Promise<void> {
  try {
    keep(await bytes.of(ref), ref.name);
  } catch {
    panel.say(t('files.gone'), true);
  }
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement('a');
  // Whatever it is, it is kept and not opened.
  link.href = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptForMs);
}
