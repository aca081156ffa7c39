// A modal sheet: open as long as it is shown. Esc and Cancel close it; the focus goes back to where it came from.
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { Heard } from '../ui.tsx';
import { words } from '../words.ts';

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** `close` says goodbye to the browser's own stack, too: the focus returns. */
  readonly children: (close: () => void) => ComponentChildren;
}

export function Sheet({ title, onClose, children }: SheetProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" onClose={onClose}>
      <header>
        <h2 id="sheet-title">
          <bdi>{title}</bdi>
        </h2>
        <button type="button" class="bt g" onClick={close}>
          <Icon name="close" />
          <Heard>{words.nav.close}</Heard>
        </button>
      </header>
      {children(close)}
    </dialog>
  );
}
