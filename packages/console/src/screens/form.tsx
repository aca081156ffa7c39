// Fields of the pages beside the inbox: label, control, hint, and what became of it beside the control.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { settingsWords as w } from '../settings-words.ts';
import type { Mark } from '../site-editor.ts';

export interface Aria {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** `children` makes the control from what ties it to its label and its notes. */
export function Labelled({
  label,
  hint,
  error = null,
  mark,
  children,
}: {
  label: ComponentChildren;
  hint?: string | undefined;
  error?: string | null;
  mark?: Mark | undefined;
  children: (aria: Aria) => ComponentChildren;
}): JSX.Element {
  const id = useId();
  const notes = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  return (
    <div class="field">
      <div class="label-line">
        <label for={id}>{label}</label>
        {mark && <Said mark={mark} />}
      </div>
      {children({ id, 'aria-describedby': notes || undefined, 'aria-invalid': error ? 'true' : undefined })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  );
}

/** `Saving…` and `Saved`, for eyes and ears. */
export function Said({ mark }: { mark: Mark | undefined }): JSX.Element {
  return (
    <span class="said" role="status">
      {mark?.is === 'saved' ? w.saved : mark?.is === 'saving' ? w.saving : ''}
    </span>
  );
}

/** The heading of a page or of its part; it takes the focus when it appears (UX 3.2.3). */
export function Heading({ children }: { children: ComponentChildren }): JSX.Element {
  const at = useRef<HTMLHeadingElement>(null);
  useEffect(() => at.current?.focus(), []);
  return (
    <h3 ref={at} tabIndex={-1}>
      {children}
    </h3>
  );
}

/** Something that did not come, with the way to ask again. */
export function Failed({ text, again, word }: { text: string; again: () => void; word: string }): JSX.Element {
  return (
    <p class="stripe bad" role="alert">
      {text}
      <button type="button" class="bt" onClick={again}>
        {word}
      </button>
    </p>
  );
}
