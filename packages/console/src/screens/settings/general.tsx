// Name, websites, languages, and whether the site is in use at all.
import type { JSX } from 'preact';
import { settingsWords } from '../../settings-words.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { SavedCheck, SavedText } from './saved.tsx';

const w = settingsWords.general;

export const partsOf = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((it) => it !== '');

export function General({ editor }: { editor: SiteEditor }): JSX.Element {
  const { name, origins, disabled, settings } = editor.site.value;
  return (
    <>
      <SavedText
        editor={editor}
        field="name"
        label={w.name}
        hint={w.nameHint}
        value={name}
        change={(it) => ({ name: it })}
      />
      <SavedText
        editor={editor}
        field="origins"
        label={w.origins}
        hint={w.originsHint}
        rows={3}
        value={origins.join('\n')}
        change={(text) => ({ origins: partsOf(text) })}
      />
      <SavedText
        editor={editor}
        field="settings.langs"
        label={w.langs}
        hint={namesOf(settings.langs) ?? w.langsHint}
        value={settings.langs.join(', ')}
        change={(text) => ({ settings: { langs: partsOf(text.toLowerCase()) } })}
      />
      <SavedText
        editor={editor}
        field="settings.contact"
        label={w.contact}
        hint={w.contactHint}
        type="url"
        value={settings.contact ?? ''}
        change={(text) => ({ settings: { contact: text === '' ? null : text } })}
      />
      <SavedCheck
        editor={editor}
        field="disabled"
        label={w.enabled}
        hint={w.enabledHint}
        value={!disabled}
        change={(on) => ({ disabled: !on })}
      />
    </>
  );
}

/** `English, Albanian`, so that a wrong code is seen; null if there is none. */
function namesOf(langs: readonly string[]): string | null {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return langs.length === 0 ? null : langs.map((code) => names.of(code) ?? code).join(', ');
}
