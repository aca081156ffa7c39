// Whether visitors are asked, how often agents guess first, and what more is asked.
import type { JSX } from 'preact';
import { settingsWords } from '../../settings-words.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { SavedCheck, SavedNumber, setting } from './saved.tsx';

const w = settingsWords.survey;
const extras = ['expect', 'nps', 'ces'] as const;

export function Survey({ editor }: { editor: SiteEditor }): JSX.Element {
  const { settings } = editor.site.value;
  return (
    <>
      <SavedCheck
        editor={editor}
        field="settings.survey"
        label={w.survey}
        value={settings.survey}
        change={setting('survey')}
      />
      {settings.survey && (
        <>
          <SavedNumber
            editor={editor}
            field="settings.guess"
            label={w.guess}
            hint={w.guessHint}
            value={settings.guess}
            change={setting('guess')}
          />
          <fieldset class="fields group-box">
            <legend>{w.extra}</legend>
            <p class="hint">{w.extraHint}</p>
            {extras.map((name) => (
              <SavedNumber
                key={name}
                editor={editor}
                field={`settings.extra.${name}`}
                label={w[name]}
                {...(name === 'nps' && { hint: w.npsHint })}
                value={settings.extra[name]}
                change={(percent, now) => ({ settings: { extra: { ...now.settings.extra, [name]: percent } } })}
              />
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}
