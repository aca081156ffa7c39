// How the widget looks on the pages of the site: one colour, a side, a word; and what becomes of them.
import { hexOf } from '@rapport/protocol';
import type { JSX } from 'preact';
import { settingsWords } from '../../settings-words.ts';
import { type SiteEditor, wordsOf } from '../../site-editor.ts';
import { Labelled } from '../form.tsx';
import { Preview } from './preview.tsx';
import { SavedSelect, SavedText, useTyped } from './saved.tsx';

const w = settingsWords.look;

export function Look({ editor }: { editor: SiteEditor }): JSX.Element {
  const { colour, side, label } = editor.site.value.settings;
  const [typed, setTyped] = useTyped(colour);
  const field = 'settings.colour';
  const mark = editor.marks.value[field];
  const save = (text: string): void => {
    if (text !== colour || mark?.is === 'failed')
      void editor.save(field, () => ({ settings: { colour: hexOf(text) ?? text } }));
  };
  return (
    <>
      <Labelled label={w.colour} hint={w.colourHint} error={wordsOf(mark, field)} mark={mark}>
        {(aria) => (
          <div class="colour">
            <input
              {...{ type: 'color' as const }}
              aria-label={w.pick}
              value={hexOf(typed) ?? colour}
              onInput={(e) => setTyped(e.currentTarget.value)}
              onChange={(e) => save(e.currentTarget.value)}
            />
            <input
              {...aria}
              {...{ type: 'text' as const }}
              class="short"
              dir="ltr"
              spellcheck={false}
              autocomplete="off"
              value={typed}
              onInput={(e) => setTyped(e.currentTarget.value)}
              onChange={(e) => save(e.currentTarget.value.trim())}
            />
          </div>
        )}
      </Labelled>
      <Preview colour={hexOf(typed) ?? hexOf(colour)} side={side} label={label} />
      <SavedSelect
        editor={editor}
        field="settings.side"
        label={w.side}
        value={side}
        choices={[
          ['end', w.end],
          ['start', w.start],
        ]}
        change={(it) => ({ settings: { side: it === 'start' ? 'start' : 'end' } })}
      />
      <SavedText
        editor={editor}
        field="settings.label"
        label={w.label}
        hint={w.labelHint}
        value={label ?? ''}
        change={(text) => ({ settings: { label: text === '' ? null : text } })}
      />
    </>
  );
}
