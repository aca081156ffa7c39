// A picture as large as the window. Escape and Close end it; the focus goes back to where it was.
import type { FileRef } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { saveAs } from '../../file-bytes.ts';
import { fileWords } from '../../file-words.ts';
import { Icon } from '../../icon.tsx';
import type { OpenChat } from '../../open-chat.ts';
import { Heard, useUi } from '../../ui.tsx';
import { isolate } from '../../words.ts';
import { Canvas } from './canvas.tsx';

export function Lightbox({
  pictures,
  first,
  chat,
  onClose,
}: {
  pictures: readonly FileRef[];
  first: number;
  chat: OpenChat;
  onClose: () => void;
}): JSX.Element | null {
  const { announce } = useUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(first);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const file = pictures[at];
  if (file === undefined) return null;
  const place = fileWords.place(at + 1, pictures.length);
  const go = (by: number): void => {
    const next = (at + by + pictures.length) % pictures.length;
    setAt(next);
    announce(`${isolate(pictures[next]?.name ?? '')}, ${fileWords.place(next + 1, pictures.length)}`);
  };
  const missing = (): void => announce(fileWords.gone, true);
  return (
    <dialog ref={dialog} class="lightbox" aria-label={file.name} onClose={onClose}>
      <header>
        <p class="file-name">
          <bdi>{file.name}</bdi> {pictures.length > 1 && <small>{place}</small>}
        </p>
        {pictures.length > 1 && (
          <>
            <button type="button" class="bt" onClick={() => go(-1)}>
              {fileWords.previous}
            </button>
            <button type="button" class="bt" onClick={() => go(1)}>
              {fileWords.next}
            </button>
          </>
        )}
        <button
          type="button"
          class="bt"
          onClick={() => chat.bytes.of(file).then((blob) => saveAs(blob, file.name), missing)}
        >
          {fileWords.save}
        </button>
        <button type="button" class="bt g" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <Heard>{fileWords.close}</Heard>
        </button>
      </header>
      <div class="whole">
        <Canvas
          key={file.id}
          name={file.name}
          width={file.w}
          height={file.h}
          blob={() => chat.bytes.of(file)}
          failed={missing}
        />
      </div>
    </dialog>
  );
}
