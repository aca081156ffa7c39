// A text to be copied, whole; the button says that it was. Where the browser forbids it, the text is selected instead.
import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { settingsWords as w } from '../settings-words.ts';

export function Copy({ label, text, hint }: { label: string; text: string; hint?: string }): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    setSaid('');
    try {
      await navigator.clipboard.writeText(text);
      setSaid(w.copied);
    } catch {
      // Not allowed here, or no safe connection: it is ready for the person's own hand.
      field.current?.focus();
      field.current?.select();
      setSaid(w.copyFailed);
    }
  };
  return (
    <div class="field copy">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        readOnly
        rows={Math.min(6, Math.max(1, Math.ceil(text.length / 64)))}
        dir="ltr"
        spellcheck={false}
        value={text}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onFocus={(e) => e.currentTarget.select()}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="acts">
        <button type="button" class="bt p" onClick={() => void copy()}>
          {w.copy}
        </button>
        <span class="said" role="status">
          {said}
        </span>
      </div>
    </div>
  );
}
