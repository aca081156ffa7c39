// A labelled field with its error beside it, and a password that can be shown.
import type { JSX, Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { words } from '../words.ts';

export interface FieldProps {
  readonly label: string;
  readonly type: 'text' | 'email' | 'password';
  readonly autocomplete: 'name' | 'username' | 'current-password' | 'new-password';
  readonly error?: string | null;
  readonly hint?: string;
  readonly inputRef: Ref<HTMLInputElement>;
  /** What stands there at first. */
  readonly value?: string;
}

/** Each kind of input has a type of its own. */
function typeOf(type: FieldProps['type']): { type: 'text' } | { type: 'email' } | { type: 'password' } {
  return { type } as { type: 'text' };
}

export function Field({ label, type, autocomplete, error = null, hint, inputRef, value }: FieldProps): JSX.Element {
  const id = useId();
  const [shown, setShown] = useState(false);
  const notes = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="input">
        <input
          id={id}
          ref={inputRef}
          defaultValue={value ?? ''}
          name={autocomplete}
          {...typeOf(shown ? 'text' : type)}
          autocomplete={autocomplete}
          autocapitalize={autocomplete === 'name' ? 'words' : 'none'}
          spellcheck={false}
          dir="auto"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={notes || undefined}
        />
        {type === 'password' && (
          <button type="button" class="bt g" onClick={() => setShown(!shown)}>
            {shown ? words.account.hidePassword : words.account.showPassword}
          </button>
        )}
      </div>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
