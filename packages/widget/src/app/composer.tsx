// Where the visitor writes. It keeps its draft, and knows Enter, input methods and limits; what becomes of the text is its caller's matter.
import { limits } from '@rapport/protocol';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createDraft } from './draft.ts';
import { Icon } from './icons.tsx';
import { rtl, t } from './words.ts';

const countFrom = 3_500;

export interface ComposerProps {
  /** Of what the draft is kept. */
  name: string;
  /** Shown above the field. */
  note: string | null;
  /** Sends it; true: taken, and the field is emptied. */
  onSend(text: string): boolean;
  onTyping(on: boolean): void;
  /** Keys that scroll, pressed in an empty field. */
  onScroll(key: string): void;
}

export function Composer({ name, note, onSend, onTyping, onScroll }: ComposerProps): JSX.Element {
  const draft = useMemo(() => createDraft(name), [name]);
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  useEffect(() => {
    setText(draft.read());
    addEventListener('pagehide', draft.flush);
    return () => {
      draft.flush();
      removeEventListener('pagehide', draft.flush);
    };
  }, [draft]);

  const write = (next: string) => {
    setText(next);
    draft.write(next);
    onTyping(!!next);
  };
  const left = text.length < countFrom ? 1e9 : limits.textVisitor - [...text.trim()].length;
  const send = () => {
    if (text.trim() && left >= 0 && onSend(text)) write('');
    field.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // An input method uses Enter for itself; Safari says so only just after.
    if (event.isComposing || event.keyCode === 229 || composing.current) return;
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (key === 'Enter' && !shiftKey && (ctrlKey || metaKey || !matchMedia('(pointer:coarse)').matches)) {
      event.preventDefault();
      send();
    } else if (!text && /^(Page|Home|End)/.test(key)) onScroll(key);
  };

  return (
    <form
      class="cmp"
      aria-label={t('composer.form')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {note && <p class="note">{note}</p>}
      <div class="box">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={t('composer.placeholder')}
          placeholder={t('composer.placeholder')}
          // An empty field with `auto` would set its placeholder from left to right.
          dir={text ? 'auto' : rtl ? 'rtl' : 'ltr'}
          translate={false}
          autocomplete="off"
          data-gramm="false"
          data-1p-ignore=""
          data-lpignore="true"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            setTimeout(() => {
              composing.current = false;
            });
          }}
        />
        {/* Keeping the pointer from taking the focus keeps a phone's keyboard open. */}
        <button class="send" aria-label={t('action.send')} aria-disabled={!text.trim() || left < 0} onPointerDown={(event) => event.preventDefault()}>
          <Icon name="send" />
        </button>
      </div>
      {left < 1e9 && (
        <p class="note" role={left <= 100 ? 'status' : undefined}>
          {left < 0 ? t('composer.over', { n: -left }) : t('composer.left', { n: left })}
        </p>
      )}
    </form>
  );
}
