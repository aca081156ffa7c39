// Fields that save themselves when they are left, and say so. The focus stays where the person has gone: what is wrong is told beside the field.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Site, SiteChange, SiteSettings } from '../../house.ts';
import { settingsWords as w } from '../../settings-words.ts';
import { type SiteEditor, wordsOf } from '../../site-editor.ts';
import { Labelled, Said } from '../form.tsx';

interface Common<T> {
  readonly editor: SiteEditor;
  /** Path in what is sent, as `settings.colour`. */
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly change: (value: T, now: Site) => SiteChange;
}

/** A change of settings alone. */
export const setting =
  <K extends keyof SiteSettings>(name: K): ((value: SiteSettings[K]) => SiteChange) =>
  (value) => ({ settings: { [name]: value } });

/** What is being typed, until what stands becomes something else. */
export function useTyped(value: string): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [stood, setStood] = useState(value);
  if (stood !== value) {
    setStood(value);
    setText(value);
  }
  return [text, setText];
}

interface TextProps extends Common<string> {
  /** So many lines; each may be wrong on its own. */
  readonly rows?: number;
  readonly type?: 'url' | 'text';
}

export function SavedText({ editor, field, label, hint, value, change, rows, type = 'text' }: TextProps): JSX.Element {
  const [text, setText] = useTyped(value);
  const mark = editor.marks.value[field];
  const save = (typed: string): void => {
    if (typed !== value || mark?.is === 'failed') void editor.save(field, (now) => change(typed, now));
  };
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <Labelled label={label} hint={hint} error={wordsOf(mark, field, lines)} mark={mark}>
      {(aria) =>
        rows ? (
          <textarea
            {...aria}
            rows={rows}
            dir="auto"
            spellcheck={false}
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
            onChange={(e) => save(e.currentTarget.value.trim())}
          />
        ) : (
          <input
            {...aria}
            {...({ type: 'text' } as const)}
            inputMode={type}
            dir="auto"
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
            onChange={(e) => save(e.currentTarget.value.trim())}
          />
        )
      }
    </Labelled>
  );
}

/** Whole numbers; `unit` is what one of them is of what is stored. */
export function SavedNumber({
  editor,
  field,
  label,
  hint,
  value,
  change,
  unit = 1,
}: Common<number> & { readonly unit?: number }): JSX.Element {
  const shown = String(value / unit);
  const [text, setText] = useTyped(shown);
  const [notNumber, setNotNumber] = useState(false);
  const mark = editor.marks.value[field];
  const save = (typed: string): void => {
    const isNumber = /^-?\d+$/.test(typed);
    setNotNumber(!isNumber);
    if (isNumber && (typed !== shown || mark?.is === 'failed'))
      void editor.save(field, (now) => change(Number(typed) * unit, now));
  };
  return (
    <Labelled label={label} hint={hint} error={notNumber ? w.notNumber : wordsOf(mark, field)} mark={mark}>
      {(aria) => (
        <input
          {...aria}
          {...({ type: 'text' } as const)}
          inputMode="numeric"
          autocomplete="off"
          class="short"
          value={text}
          onInput={(e) => setText(e.currentTarget.value)}
          onChange={(e) => save(e.currentTarget.value.trim())}
        />
      )}
    </Labelled>
  );
}

export function SavedCheck({ editor, field, label, hint, value, change }: Common<boolean>): JSX.Element {
  const mark = editor.marks.value[field];
  const error = wordsOf(mark, field);
  return (
    <div class="field">
      <div class="label-line">
        <label class="check">
          <input
            type="checkbox"
            checked={value}
            onChange={(e) => {
              const on = e.currentTarget.checked;
              void editor
                .save(field, (now) => change(on, now))
                .then((done) => {
                  if (!done) e.currentTarget.checked = value;
                });
            }}
          />
          <span>{label}</span>
        </label>
        <Said mark={mark} />
      </div>
      {hint && <p class="hint under">{hint}</p>}
      <p class="error" role="alert">
        {error}
      </p>
    </div>
  );
}

export function SavedSelect({
  editor,
  field,
  label,
  hint,
  value,
  change,
  choices,
}: Common<string> & { readonly choices: readonly (readonly [value: string, label: string])[] }): JSX.Element {
  const mark = editor.marks.value[field];
  return (
    <Labelled label={label} hint={hint} error={wordsOf(mark, field)} mark={mark}>
      {(aria) => (
        <select
          {...aria}
          value={value}
          onChange={(e) => {
            const chosen = e.currentTarget.value;
            void editor.save(field, (now) => change(chosen, now));
          }}
        >
          {choices.map(([key, text]) => (
            <option key={key} value={key} selected={key === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
