// W7: in the place of the composer while nobody can answer. The message is the same draft as the composer's, so nothing typed is lost
// when the one takes the place of the other.
/** @jsxRuntime classic */ /** @jsx h */
import { Attach } from '../composer.tsx';
import { h, type VNode } from '../dom.ts';
import { check, EmailField, emailOf, keepEmail } from '../email-form.tsx';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import type { Own } from './own.ts';

const textMost = 4_000;

export function MessageForm(panel: Panel, own: Own): VNode {
  const { ui, visitor, parts } = panel;
  const left = textMost - [...ui.text.trim()].length;
  const isWrong = own.isEmpty || left < 0;

  const submit = (event: Event) => {
    event.preventDefault();
    const { text } = ui;
    own.isEmpty = !text.trim();
    panel.set({});
    if (own.isEmpty || left < 0) return queueMicrotask(() => panel.focus('.lm textarea'));
    const { address, name } = own;
    address.text = address.text.trim();
    if (address.text && !check(panel, address)) return;
    if (!panel.send(text)) return;
    ui.draft.write('');
    ui.text = '';
    own.nameDraft.write('');
    if (name.trim()) visitor.update({ name: name.trim() });
    if (address.text && address.text !== emailOf(panel)) keepEmail(panel, address.text);
    // The form is gone with the next drawing.
    setTimeout(() => panel.focus('h2'));
  };

  return (
    <form class="cmp lm" aria-label={t('offline.leave')} noValidate onSubmit={submit}>
      <label class="lb">
        <b>{t('form.message')}</b>
        <textarea
          rows={4}
          value={ui.text}
          dir="auto"
          translate="no"
          aria-label={t('composer.placeholder')}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'text' : undefined}
          onInput={({ currentTarget: { value } }) => {
            ui.draft.write(value);
            own.isEmpty = false;
            panel.set({ text: value });
          }}
        />
        {isWrong && (
          <span id="text" class="err">
            {own.isEmpty ? t('form.empty') : t('composer.left', { n: left })}
          </span>
        )}
      </label>
      {parts.files?.tray()}
      {EmailField(panel, own.address, t('prechat.email'))}
      <label class="lb">
        <b>{t('prechat.name')}</b>
        <input
          autocomplete="name"
          dir="auto"
          maxLength={80}
          value={own.name}
          onInput={({ currentTarget: { value } }) => {
            own.name = value;
            own.nameDraft.write(value);
          }}
        />
      </label>
      {(ui.note || ui.unkept) && <p class="note">{ui.note || t('error.storage')}</p>}
      <div class="row">
        {Attach(panel)}
        <button class="btn pri">{t('action.send')}</button>
      </div>
    </form>
  );
}
