// The two small panels of the rail: settings, and the person with the way out. Native popovers: Esc and a click outside close them.
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Theme } from '../preference.ts';
import { pageHash } from '../route.ts';
import { useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];

export function Settings(): JSX.Element {
  const { preferences, chime } = useUi();
  return (
    <div id="settings" popover="auto" class="menu" role="dialog" aria-label={words.nav.settings}>
      <fieldset class="choice">
        <legend>{words.settings.theme}</legend>
        <div class="segments">
          {themes.map((t) => (
            <label key={t}>
              <input
                type="radio"
                name="theme"
                checked={preferences.theme.value === t}
                onChange={() => {
                  preferences.theme.value = t;
                }}
              />
              <span>{words.settings[t]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Check of={preferences.sound} label={words.settings.sound} />
      <button
        type="button"
        class="bt"
        onClick={() => {
          void chime.unlock().then(() => chime.ring());
        }}
      >
        {words.settings.testSound}
      </button>
      <Notifications />
      <Check of={preferences.singleKeys} label={words.settings.keys} />
    </div>
  );
}

function Check({ of, label }: { of: Signal<boolean>; label: string }): JSX.Element {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={of.value}
        onChange={(e) => {
          of.value = e.currentTarget.checked;
        }}
      />
      <span>{label}</span>
    </label>
  );
}

/** The browser is asked only from here, by the person's own click. */
function Notifications(): JSX.Element {
  const { notify } = useUi().preferences;
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (on: boolean): Promise<void> => {
    setProblem(null);
    notify.value = on;
    if (!on) return;
    const known = typeof Notification === 'function';
    const answer = known ? await Notification.requestPermission() : 'denied';
    if (answer === 'granted') return;
    notify.value = false;
    setProblem(known ? words.settings.notifyDenied : words.settings.notifyUnsupported);
  };
  return (
    <>
      <label class="check">
        <input type="checkbox" checked={notify.value} onChange={(e) => void change(e.currentTarget.checked)} />
        <span>{words.settings.notify}</span>
      </label>
      <p class="error" role="alert">
        {problem}
      </p>
    </>
  );
}

export function Person(): JSX.Element {
  const { account } = useUi();
  const { me } = useDesk();
  return (
    <div id="person" popover="auto" class="menu" role="dialog" aria-label={words.nav.account}>
      <p class="who">
        <b>
          <bdi>{me.name}</bdi>
        </b>
        <span class="quiet">
          <bdi>{me.email}</bdi>
        </span>
      </p>
      <a
        class="bt"
        href={pageHash('me')}
        onClick={(e) => e.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
      >
        {words.nav.me}
      </a>
      <button type="button" class="bt" onClick={() => void account.signOut()}>
        {words.account.signOut}
      </button>
    </div>
  );
}
