// What every screen can reach: the account, the desk, preferences, the clock. And the few pieces all screens are made of.
import type { ReadonlySignal } from '@preact/signals';
import { type ComponentChildren, type Context, createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { Account } from './account.ts';
import type { Announce } from './announcer.ts';
import type { Api } from './api.ts';
import type { Chime } from './chime.ts';
import type { Desk } from './desk.ts';
import { initial } from './inbox.ts';
import type { Preferences } from './preference.ts';
import type { Router } from './route.ts';

export interface Ui {
  readonly account: Account;
  readonly api: Api;
  readonly router: Router;
  readonly preferences: Preferences;
  readonly chime: Chime;
  readonly announce: Announce;
  /** Ticks each second while the tab is visible, milliseconds. */
  readonly now: ReadonlySignal<number>;
  readonly locale: string;
  /** A finger, not a mouse: Enter makes a new line. */
  readonly coarse: boolean;
}

export const UiContext: Context<Ui | null> = createContext<Ui | null>(null);
export const DeskContext: Context<Desk | null> = createContext<Desk | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (ui === null) throw new Error('UiContext is missing: render inside <App>.');
  return ui;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('DeskContext is missing: render inside <Shell>.');
  return desk;
}

/** A visible hint; never part of the name of what it stands on. */
export function Key({ children }: { children: string }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
    <kbd class="kbd" aria-hidden="true">
      {children}
    </kbd>
  );
}

export function Face({ name }: { name: string }): JSX.Element {
  return (
    <span class="face" aria-hidden="true">
      {initial(name)}
    </span>
  );
}

/** For those who hear the page. */
export function Heard({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="vh">{children}</span>;
}

/** Ids of the places that keys and skip links go to. */
export const places = { list: 'list', conversation: 'conversation', message: 'message' } as const;

/** At once, so that the very next key arrives there. */
export function focusOn(place: keyof typeof places): void {
  document.getElementById(places[place])?.focus();
}
