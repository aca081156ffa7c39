// The words of the widget: what it says by itself in each language, and beside it what the site says instead.
import type { JSX } from 'preact';
import { useCallback, useId, useState } from 'preact/hooks';
import type { House } from '../../house.ts';
import { languageName } from '../../language.ts';
import { useLoaded } from '../../loaded.ts';
import { isFound, type WidgetWords } from '../../own-texts.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { textWords as w } from '../../text-words.ts';
import { words } from '../../words.ts';
import { Failed } from '../form.tsx';
import { SavedSelect } from './saved.tsx';
import { TextRow } from './text-row.tsx';

/** The widget falls back to it, so it is always there. */
const first = 'en';

export function Texts({ editor, house }: { editor: SiteEditor; house: House }): JSX.Element {
  const { lang } = editor.site.value.settings;
  const [language, setLanguage] = useState(lang ?? first);
  const load = useCallback(async () => ({ language, ...(await house.widgetWords(language)) }), [house, language]);
  const { value, problem, again } = useLoaded(load);
  const id = useId();
  if (!value) return problem ? <Failed text={w.loadFailed} again={again} word={words.retry} /> : <p>{words.loading}</p>;
  const named = value.languages.map((code) => [code, languageName(code)] as const);
  return (
    <>
      <SavedSelect
        editor={editor}
        field="settings.lang"
        label={w.speaks}
        hint={w.speaksHint}
        value={lang ?? first}
        choices={named}
        change={(code) => ({ settings: { lang: code === first ? null : code } })}
      />
      <p class="hint">{w.lead}</p>
      <div class="field">
        <label for={id}>{w.language}</label>
        <select id={id} value={language} onChange={(e) => setLanguage(e.currentTarget.value)}>
          {named.map(([code, name]) => (
            <option key={code} value={code} selected={code === language}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {problem && <Failed text={w.loadFailed} again={again} word={words.retry} />}
      {value.language === language && <Rows key={language} editor={editor} language={language} widget={value} />}
    </>
  );
}

function Rows({
  editor,
  language,
  widget,
}: {
  editor: SiteEditor;
  language: string;
  widget: WidgetWords;
}): JSX.Element {
  const [search, setSearch] = useState('');
  const [isOnlyOwn, setOnlyOwn] = useState(false);
  const own = editor.site.value.settings.texts[language] ?? {};
  const all = Object.entries(widget.words);
  const shown = all.filter(
    ([key, text]) => (!isOnlyOwn || own[key] !== undefined) && isFound(search, key, text, own[key]),
  );
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={id}>{w.search}</label>
        <input
          id={id}
          {...{ type: 'text' as const }}
          inputMode="search"
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-describedby={`${id}-hint`}
          value={search}
          onInput={(e) => setSearch(e.currentTarget.value)}
        />
        <p class="hint" id={`${id}-hint`}>
          {w.searchHint}
        </p>
      </div>
      <label class="check">
        <input type="checkbox" checked={isOnlyOwn} onChange={(e) => setOnlyOwn(e.currentTarget.checked)} />
        {w.onlyOwn}
      </label>
      <p class="hint" role="status">
        {shown.length > 0 ? w.found(shown.length, all.length, Object.keys(own).length) : w.nothing}
      </p>
      {shown.map(([key, text]) => (
        <TextRow key={key} editor={editor} language={language} name={key} standard={text} own={own[key]} />
      ))}
    </>
  );
}
