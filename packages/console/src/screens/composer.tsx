// Where an agent writes: to the visitor, or to the team. The two look, sound and are stored differently (F13).
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import type { Mode } from '../drafts.ts';
import { Icon } from '../icon.tsx';
import { sends } from '../keys.ts';
import type { OpenChat } from '../open-chat.ts';
import { Key, places, useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';
import { AttachButton, Chips, DropPlace } from './files/attach.tsx';

const longest = 10_000;
const warnFrom = 9_500;

export function Composer({ chat, onSent }: { chat: OpenChat; onSent: () => void }): JSX.Element | null {
  const { coarse } = useUi();
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const { can, phase } = chat.state.value;
  const mode = chat.mode.value;
  const text = chat.draft.value;
  const left = longest - [...text].length;
  const files = chat.attached[mode];
  const ready = files.chips.value && files.ready();
  const empty = ready === null || (text.trim() === '' && ready.length === 0);

  useLayoutEffect(() => grow(field.current), [text, mode]);

  const submit = (): void => {
    if (left >= 0 && chat.submit(mode)) onSent();
    field.current?.focus();
  };
  if (!can.send && !can.note) return null;

  return (
    <form
      class="composer"
      data-mode={mode}
      aria-label={words.composer.form}
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <DropPlace chat={chat} mode={mode} field={field} />
      {can.send && can.note ? <Tabs chat={chat} /> : <p class="quiet ended">{words.composer.ended}</p>}
      <div
        class="box"
        id="composer-panel"
        {...(can.send && { role: 'tabpanel' as const, 'aria-labelledby': `tab-${mode}` })}
      >
        <textarea
          id={places.message}
          ref={field}
          rows={2}
          aria-label={mode === 'note' ? words.composer.note : words.composer.message}
          placeholder={mode === 'note' ? words.composer.noteHint : words.composer.message}
          dir={text === '' ? 'ltr' : 'auto'}
          value={text}
          onInput={(e) => chat.write(e.currentTarget.value, mode)}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            // Safari fires the closing Enter after this event.
            setTimeout(() => {
              composing.current = false;
            });
          }}
          onKeyDown={(e) => {
            if (composing.current || !sends(e, coarse)) return;
            e.preventDefault();
            submit();
          }}
        />
        <Chips chat={chat} mode={mode} />
        <div class="foot">
          <AttachButton chat={chat} mode={mode} />
          {mode === 'note' && <Icon name="lock" />}
          {mode === 'note' && <For chat={chat} />}
          {left <= longest - warnFrom ? (
            <span class={left < 0 ? 'error' : 'quiet'} role="status">
              {left < 0 ? words.composer.tooLong(-left) : words.composer.left(left)}
            </span>
          ) : (
            <span class="quiet hint">{hint(mode, phase === 'queued', coarse)}</span>
          )}
          <button
            type="submit"
            class="bt p"
            aria-disabled={empty || left < 0}
            onPointerDown={(e) => e.preventDefault()}
          >
            {mode === 'note' ? words.composer.addNote : words.composer.send}
          </button>
        </div>
      </div>
    </form>
  );
}

function hint(mode: Mode, joins: boolean, coarse: boolean): string {
  if (mode === 'note') return coarse ? words.composer.noteHint : words.composer.noteEnterHint;
  if (joins) return words.composer.joinHint;
  return coarse ? '' : words.composer.enterHint;
}

/** Whom a note is for: all who work here read it, one of them is called. */
function For({ chat }: { chat: OpenChat }): JSX.Element | null {
  const { me, staff, person } = useDesk();
  const state = chat.state.value;
  const taking = state.participants.filter((p) => p.present && p.id !== state.visitor).map((p) => p.id);
  const others = [...new Set([...taking, ...staff.value.map(({ id }) => id)])].filter((id) => id !== me.id);
  if (others.length === 0) return null;
  return (
    <label class="for">
      {deskWords.note.to}{' '}
      <select
        value={chat.whisperTo.value ?? ''}
        onChange={(e) => {
          chat.whisperTo.value = e.currentTarget.value || null;
        }}
      >
        <option value="">{deskWords.note.everybody}</option>
        {others.map((id) => (
          <option key={id} value={id}>
            {person(state, id)}
          </option>
        ))}
      </select>
    </label>
  );
}

const modes: readonly Mode[] = ['reply', 'note'];

function Tabs({ chat }: { chat: OpenChat }): JSX.Element {
  const mode = chat.mode.value;
  const name = chat.name.value;
  const turn = (e: KeyboardEvent): void => {
    if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return;
    e.preventDefault();
    const next = mode === 'reply' ? 'note' : 'reply';
    chat.setMode(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={words.composer.modes} onKeyDown={turn}>
      {modes.map((m) => (
        <button
          key={m}
          id={`tab-${m}`}
          type="button"
          role="tab"
          aria-selected={mode === m}
          aria-controls="composer-panel"
          tabIndex={mode === m ? 0 : -1}
          onClick={() => chat.setMode(m)}
        >
          <bdi>{m === 'reply' ? words.composer.replyTo(name) : words.composer.note}</bdi>
          <Key>{m === 'reply' ? 'r' : 'n'}</Key>
        </button>
      ))}
    </div>
  );
}

/** As high as its text, where the browser does not do it itself. */
function grow(el: HTMLTextAreaElement | null): void {
  if (el === null || CSS.supports('field-sizing', 'content')) return;
  el.style.blockSize = 'auto';
  el.style.blockSize = `${el.scrollHeight}px`;
}
