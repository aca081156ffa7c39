// Where the visitor writes: Enter, input methods, limits. The draft is kept by ./draft.ts, and what becomes of the text is the panel's matter.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import { limits } from '@rapport/protocol';
import { type Child, h, type VNode } from './dom.ts';
import { Icon } from './icons.tsx';
import { need } from './need.ts';
import type { Panel } from './panel.tsx';
import { rtl, t } from './words.ts';

const countFrom = 3_500;
let composing = false;

/** Nothing where no files are taken. */
export function Attach(panel: Panel): Child {
  const lim = panel.visitor.limits.getSnapshot();
  return (
    (!lim || lim.file) && (
      <button
        class="ib"
        type="button"
        aria-label={t('files.attach')}
        onPointerEnter={() => panel.bring('files')}
        onClick={() => need(panel, 'files').then((part) => part?.choose())}
      >
        {Icon('clip')}
      </button>
    )
  );
}

export function Composer(panel: Panel): VNode {
  const {
    ui,
    parts,
    now: { conv },
    shell: { box },
  } = panel;
  const { text } = ui;
  const left = text.length < countFrom ? countFrom : limits.textVisitor - [...text.trim()].length;
  // What is there now, not what was drawn: a second Enter at once finds nothing.
  const canSend = () => {
    const files = parts.files ? parts.files.refs() : [];
    return files && left >= 0 && !!(ui.text.trim() || files[0]);
  };
  const write = (next: string) => {
    ui.draft.write(next);
    conv?.typing(!!next);
    panel.set({ text: next });
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (canSend() && panel.send(ui.text)) write('');
    panel.focus('textarea');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, isComposing, keyCode } = event;
    // An input method uses Enter for itself; Safari says so only just after.
    if (isComposing || keyCode === 229 || composing) return;
    if (key === 'Enter' && !shiftKey && (ctrlKey || metaKey || !matchMedia('(pointer:coarse)').matches)) send(event);
    else if (!text && /^(Page|Home|End)/.test(key)) {
      const log = box.querySelector('.log');
      log?.scrollBy(0, (/Up|Home/.test(key) ? -1 : 1) * (/Page/.test(key) ? log.clientHeight * 0.9 : log.scrollHeight));
    }
  };
  return (
    <form class="cmp" aria-label={t('composer.form')} onSubmit={send}>
      {(ui.note || ui.unkept) && <p class="note">{ui.note || t('error.storage')}</p>}
      {parts.files?.tray()}
      <div class="box">
        {Attach(panel)}
        <textarea
          rows={1}
          value={text}
          aria-label={t('composer.placeholder')}
          placeholder={t('composer.placeholder')}
          // An empty field with `auto` would set its placeholder from left to right.
          dir={text ? 'auto' : rtl ? 'rtl' : 'ltr'}
          translate="no"
          autocomplete="off"
          data-gramm="false"
          data-1p-ignore=""
          data-lpignore="true"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            composing = true;
          }}
          onCompositionEnd={() => {
            setTimeout(() => {
              composing = false;
            });
          }}
        />
        {/* Keeping the pointer from taking the focus keeps a phone's keyboard open. */}
        <button
          class="send"
          aria-label={t('action.send')}
          aria-disabled={!canSend()}
          onPointerDown={(event) => event.preventDefault()}
        >
          {Icon('send')}
        </button>
      </div>
      {left < countFrom && (
        <p class="note" role={left <= 100 ? 'status' : undefined}>
          {t('composer.left', { n: left })}
        </p>
      )}
    </form>
  );
}
