// The chunk of files: what is attached, what is shown of them. Brought by the first press, paste, drop, or message with files.
import type { FileRef } from '@rapport/protocol';
import { fileTypes } from '@rapport/protocol';
import type { Message } from '@rapport/sdk';
import { filesStyle } from '../../style/files.ts';
import { sheetOf } from '../../unit.ts';
import type { Child } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { createBytes } from './bytes.ts';
import { DropView } from './drop-view.tsx';
import { Shown } from './shown.tsx';
import { createTray } from './tray.ts';
import { TrayView } from './tray-view.tsx';
import { loadFileWords } from './words-files.ts';

export interface Files {
  /** Above the field. */
  tray(): Child;
  /** In a message. */
  shown(message: Message): Child;
  choose(): void;
  /** Pasted or dropped. None: they are held over the panel. */
  take(files: readonly File[]): void;
  /** What goes with the next message; null: it is not all there yet. */
  refs(): readonly FileRef[] | null;
  /** It has gone. */
  clear(): void;
}

/** A browser tells at least twice in this time that something is held over the panel. */
const overForMs = 800;

export async function begin(panel: Panel): Promise<Files> {
  await loadFileWords();
  const { shell, visitor, set } = panel;
  shell.root.adoptedStyleSheets.push(sheetOf(filesStyle));
  const bytes = createBytes(visitor, () => set({}));
  const tray = createTray(panel, bytes.keep);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = (now: boolean) => {
    clearTimeout(timer);
    timer = now ? setTimeout(() => over(false), overForMs) : undefined;
    set({});
  };
  const choose = () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = fileTypes.join();
    input.onchange = () => {
      tray.add([...(input.files ?? [])]);
      panel.focus('textarea');
    };
    input.click();
  };
  return {
    tray: () => [timer !== undefined && DropView(), TrayView(panel, tray, choose)],
    shown: (message) => Shown(panel, bytes, message),
    choose,
    take(files) {
      if (!files.length) {
        if (timer === undefined) over(true);
        else {
          clearTimeout(timer);
          timer = setTimeout(() => over(false), overForMs);
        }
        return;
      }
      over(false);
      tray.add(files);
      panel.focus('textarea');
    },
    refs: tray.refs,
    clear: tray.clear,
  };
}
