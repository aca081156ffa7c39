// Where a person can be reached: one field with its error beside it. Shared by what is loaded later.
/** @jsxRuntime classic */ /** @jsx h */
import { h, type VNode } from './dom.ts';
import { createDraft } from './draft.ts';
import type { Panel } from './panel.tsx';
import { t } from './words.ts';

/** What is typed, and whether it was found wrong. */
export interface Address {
  text: string;
  isWrong: boolean;
}

/** One address as people write it; the relay judges for itself. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@.\d]+$/.test(text);

/** True: it can be used. Otherwise says so beside the field, and puts the focus there. */
export function check(panel: Panel, field: Address): boolean {
  field.text = field.text.trim();
  field.isWrong = !isAddress(field.text);
  panel.set({});
  if (field.isWrong) queueMicrotask(() => panel.focus('[type=email]'));
  return !field.isWrong;
}

/** What the visitor has left, in this tab; else what the page knows. Read anew each time: it may have been forgotten. */
export const emailOf = (panel: Panel): string => createDraft('email').read() || panel.email();

let isHearing = false;

export function keepEmail(panel: Panel, address: string): void {
  const left = createDraft('email');
  if (!isHearing) {
    isHearing = true;
    // The relay has the last word on what an address is.
    panel.visitor.on('error', ({ code, details }) => {
      if (code !== 'invalid_field' || (details as { field?: string } | undefined)?.field !== 'email') return;
      createDraft('email').write('');
      panel.set({ note: t('email.wrong') });
      panel.say(t('email.wrong'));
    });
  }
  left.write(address);
  left.flush();
  panel.visitor.update({ email: address });
  panel.set({});
}

export function EmailField(panel: Panel, field: Address, label: string): VNode {
  return (
    <label class="lb">
      <b>{label}</b>
      <input
        type="email"
        inputMode="email"
        autocomplete="email"
        dir="ltr"
        maxLength={254}
        value={field.text}
        aria-invalid={field.isWrong}
        aria-describedby={field.isWrong ? 'email' : undefined}
        onInput={(event) => {
          field.text = event.currentTarget.value;
          if (field.isWrong) panel.set({});
          field.isWrong = false;
        }}
      />
      {field.isWrong && (
        <span id="email" class="err">
          {t('email.wrong')}
        </span>
      )}
    </label>
  );
}

/** The field, and two ways out of it. */
export function EmailForm(
  panel: Panel,
  field: Address,
  [away, leave]: readonly [name: string, run: () => void],
  save: (address: string) => void,
): VNode {
  return (
    <form
      class="mf"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (check(panel, field)) save(field.text);
      }}
    >
      {EmailField(panel, field, t('email.label'))}
      <div class="row">
        <button class="btn pri">{t('email.save')}</button>
        <button type="button" class="btn" onClick={leave}>
          {away}
        </button>
      </div>
    </form>
  );
}
