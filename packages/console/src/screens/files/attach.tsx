// Attaching files: the button, what is pasted and dropped, and what is attached with how far it is and what is wrong.
import { fileTypes } from '@rapport/protocol';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chip } from '../../attached.ts';
import type { Mode } from '../../drafts.ts';
import { sizeText } from '../../file-bytes.ts';
import { fileWords } from '../../file-words.ts';
import { Icon } from '../../icon.tsx';
import type { OpenChat } from '../../open-chat.ts';
import { focusOn, Heard, useUi } from '../../ui.tsx';
import { words } from '../../words.ts';
import { Canvas } from './canvas.tsx';

export function AttachButton({ chat, mode }: { chat: OpenChat; mode: Mode }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="bt g" title={fileWords.attach} onClick={() => input.current?.click()}>
        <Icon name="clip" />
        <Heard>{fileWords.attach}</Heard>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={fileTypes.join()}
        onChange={(e) => {
          chat.attach([...(e.currentTarget.files ?? [])], mode);
          e.currentTarget.value = '';
          focusOn('message');
        }}
      />
    </>
  );
}

/** What can be pasted as a text is one: a spreadsheet offers a picture of itself beside it. */
const hasFiles = (data: DataTransfer | null): data is DataTransfer =>
  !!data && data.types.includes('Files') && !data.types.includes('text/plain');

/** A browser tells at least twice in this time that something is held over the chat. */
const overForMs = 800;

/** The whole chat as a place to drop files on. */
export function DropPlace({
  chat,
  mode,
  field,
}: {
  chat: OpenChat;
  mode: Mode;
  field: RefObject<HTMLElement | null>;
}): JSX.Element | null {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const place = field.current?.closest<HTMLElement>('.conversation');
    if (!place) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (event: DragEvent | ClipboardEvent): void => {
      const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
      if (!hasFiles(data)) return;
      event.preventDefault();
      clearTimeout(timer);
      setOver(event.type === 'dragover');
      if (event.type === 'dragover') timer = setTimeout(() => setOver(false), overForMs);
      else {
        chat.attach([...data.files], mode);
        focusOn('message');
      }
    };
    const types = ['dragover', 'drop', 'paste'] as const;
    for (const type of types) place.addEventListener(type, hear);
    return () => {
      clearTimeout(timer);
      for (const type of types) place.removeEventListener(type, hear);
    };
  }, [chat, mode]);
  if (!over) return null;
  return (
    <p class="drop" role="status">
      {mode === 'note' ? fileWords.dropNote : fileWords.drop}
    </p>
  );
}

export function Chips({ chat, mode }: { chat: OpenChat; mode: Mode }): JSX.Element | null {
  const chips = chat.attached[mode].chips.value;
  if (chips.length === 0) return null;
  return (
    <>
      <ul class="files-tray" aria-label={fileWords.list}>
        {chips.map((chip) => (
          <ChipView key={chip.key} chip={chip} chat={chat} mode={mode} />
        ))}
      </ul>
      {chips.some(({ share }) => share !== null) && <p class="quiet">{fileWords.wait}</p>}
    </>
  );
}

function ChipView({ chip, chat, mode }: { chip: Chip; chat: OpenChat; mode: Mode }): JSX.Element {
  const { locale } = useUi();
  const { key, file, share, problem, again } = chip;
  const attached = chat.attached[mode];
  return (
    <li>
      <span class="thumb">
        {file.type.startsWith('image/') ? <Canvas blob={async () => file} /> : <Icon name="page" />}
      </span>
      <div class="file-name">
        <bdi>{file.name}</bdi> <small>{sizeText(file.size, locale)}</small>
        {share !== null && (
          <span class="upload">
            <progress max={1} value={share} aria-label={fileWords.uploading(file.name)} />
            <small>{share < 1 ? share.toLocaleString(locale, { style: 'percent' }) : fileWords.checking}</small>
          </span>
        )}
        {problem !== null && <p class="error">{problem}</p>}
        {again && (
          <button type="button" class="link" onClick={() => attached.retry(key)}>
            {words.retry}
          </button>
        )}
      </div>
      <button
        type="button"
        class="bt g"
        aria-label={share === null ? fileWords.remove(file.name) : fileWords.cancel(file.name)}
        onClick={() => {
          attached.remove(key);
          focusOn('message');
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
