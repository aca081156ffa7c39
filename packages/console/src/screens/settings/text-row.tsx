// One text of the widget: what it says by itself, and a field for each of its forms, saved when it is left.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ownOf, partsOf, placesOf, typedOf, type WidgetText, withText } from '../../own-texts.ts';
import { type Mark, type SiteEditor, wordsOf } from '../../site-editor.ts';
import { textWords as w } from '../../text-words.ts';
import { Labelled, Said } from '../form.tsx';
import { useTyped } from './saved.tsx';

interface Props {
  readonly editor: SiteEditor;
  readonly language: string;
  /** Its key. */
  readonly name: string;
  readonly standard: WidgetText;
  readonly own: WidgetText | undefined;
}

export function TextRow({ editor, language, name, standard, own }: Props): JSX.Element {
  const field = `settings.texts.${language}.${name}`;
  const mark = editor.marks.value[field];
  // All of its fields are one text: what is typed in one and was refused goes again with the next.
  const stood = JSON.stringify(typedOf(standard, own));
  const [text, setText] = useTyped(stood);
  const typed = JSON.parse(text) as readonly string[];
  const row = useRef<HTMLDivElement>(null);
  const places = placesOf(standard);
  const parts = partsOf(standard);
  // Not by its first letter: that is often a place that is filled in.
  const dir = /^(ar|fa|he)$/.test(language) ? 'rtl' : 'ltr';
  const type = (n: number, value: string): string => JSON.stringify(typed.map((it, at) => (at === n ? value : it)));
  const save = (next: string): void => {
    setText(next);
    if (next === stood && mark?.is !== 'failed') return;
    const mine = ownOf(standard, JSON.parse(next) as readonly string[]);
    void editor.save(field, ({ settings }) => ({
      settings: { texts: withText(settings.texts, language, name, mine) },
    }));
  };
  const reset = (): void => {
    save(JSON.stringify(parts.map(() => '')));
    row.current?.querySelector('input')?.focus();
  };
  const error = problemOf(mark, field);
  return (
    <div class="group-box" ref={row} role="group" aria-labelledby={`${field}-key`}>
      <p class="label-line">
        <code class="hint" id={`${field}-key`}>
          {name}
        </code>
        {mark && <Said mark={mark} />}
      </p>
      {parts.map(([part, says], n) => (
        <Labelled
          key={part}
          label={
            <>
              {part !== '' && `${w.forms[part] ?? w.entry(part)}: `}
              <bdi lang={language} dir={dir}>
                {says}
              </bdi>
            </>
          }
          hint={n === parts.length - 1 && places.length > 0 ? w.places(places) : undefined}
          error={n === parts.length - 1 ? error : null}
        >
          {(aria) => (
            <input
              {...aria}
              aria-invalid={error ? 'true' : undefined}
              {...{ type: 'text' as const }}
              lang={language}
              dir={dir}
              autocomplete="off"
              value={typed[n]}
              onInput={(e) => setText(type(n, e.currentTarget.value))}
              onChange={(e) => save(type(n, e.currentTarget.value.trim()))}
            />
          )}
        </Labelled>
      ))}
      {own !== undefined && (
        <div class="acts">
          <button type="button" class="bt" onClick={reset}>
            {w.reset}
            <span class="vh">{w.resetOf(name)}</span>
          </button>
        </div>
      )}
    </div>
  );
}

/** A refusal of this text in words; too much of all of them together is told at the one that was one too many. */
function problemOf(mark: Mark | undefined, field: string): string | null {
  if (mark?.is !== 'failed') return null;
  const codes = mark.problems.filter((p) => p.field.startsWith(field)).map(({ code }) => w.problems[code]);
  if (mark.problems.some((p) => p.field === 'settings.texts' && p.code === 'too_large')) return w.tooMuch;
  return codes.find((it) => it !== undefined) ?? wordsOf(mark, field);
}
