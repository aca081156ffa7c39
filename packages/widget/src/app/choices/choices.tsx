// W11: what a person may choose of the chat itself, in the menu and remembered: text size, light or dark, language.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { Shell } from '../../shell.ts';
import { choicesStyle } from '../../style/choices.ts';
import { sheetOf } from '../../unit.ts';
import { type Child, Fragment, h } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { base, lang, languages, t, texts } from '../words.ts';
import { applySize, applyTheme, type Choices, keepChoices, readChoices } from './kept.ts';
import { speak } from './speak.ts';

const themes = ['light dark', 'light', 'dark'] as const;

export interface ChoicesPart {
  menu(): Child;
}

/** What was chosen on an earlier visit. Before anything is said or drawn. */
export function recall(shell: Shell): void {
  const { lang: wish, size, theme } = readChoices();
  if (wish) shell.data['lang'] = wish;
  if (theme) applyTheme(shell, theme);
  if (size) applySize(shell, size);
}

export function begin(panel: Panel): ChoicesPart {
  const { shell } = panel;
  shell.root.adoptedStyleSheets.push(sheetOf(choicesStyle));
  const choices: Choices = readChoices();
  const choose = (choice: Choices) => {
    keepChoices(Object.assign(choices, choice));
    panel.set({});
  };
  // The page may have given the panel another place, and another unit.
  shell.host.addEventListener('rapport:open', () => applySize(shell, choices.size));
  const takeLang = (tag: string) =>
    speak(panel, tag).then(
      () => {
        shell.data['lang'] = tag;
        choose({ lang: tag });
      },
      () => panel.set({ note: t('error.other') }),
    );

  return {
    menu() {
      const theme = themes.indexOf(choices.theme ?? (shell.data['theme'] as 'light') ?? 'light dark');
      return (
        <>
          <div class="az" role="group" aria-label={t('menu.size')} key="size">
            {texts('menu.sizes').map((name, size) => (
              <button
                class={`a${size}`}
                key={`${size}`}
                aria-label={name}
                aria-pressed={size === (choices.size ?? 0)}
                onClick={() => {
                  applySize(shell, size);
                  choose({ size });
                }}
              >
                {/* A sign of its size and no word. */}
                <span aria-hidden="true">A</span>
              </button>
            ))}
          </div>
          <label class="lb ch" key="theme">
            <b>{t('menu.theme')}</b>
            <select
              value={`${Math.max(theme, 0)}`}
              ref={pick(`${Math.max(theme, 0)}`)}
              onChange={({ currentTarget: { value } }) => {
                const chosen = themes[Number(value)] ?? themes[0];
                applyTheme(shell, chosen);
                choose({ theme: chosen });
              }}
            >
              {texts('menu.themes').map((name, i) => (
                <option key={`${i}`} value={`${i}`}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="lb ch" key="lang">
            <b>{t('menu.language')}</b>
            <select
              value={base(lang)}
              ref={pick(base(lang))}
              onChange={({ currentTarget: { value } }) => void takeLang(value)}
            >
              {languages.map((tag) => (
                <option key={tag} value={tag} lang={tag}>
                  {endonym(tag)}
                </option>
              ))}
            </select>
          </label>
        </>
      );
    },
  };
}

/** Its value can be set only when its options are there. */
function pick(value: string): (element: HTMLSelectElement | null) => void {
  return (element) => {
    if (element) element.value = value;
  };
}

/** Its own name for itself: who looks for it may not read any other. */
function endonym(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
