// What calls an agent who looks elsewhere: sound, desktop notification, title, spoken line. One tab of a browser rings for all.
import { effect, type ReadonlySignal } from '@preact/signals';
import type { ConvId } from '@rapport/protocol';
import type { Announce } from './announcer.ts';
import type { Chime } from './chime.ts';
import type { Desk } from './desk.ts';
import { deskWords } from './desk-words.ts';
import type { Preferences } from './preference.ts';
import type { Router } from './route.ts';
import { words } from './words.ts';

export interface AlertsNeeds {
  readonly desk: Desk;
  readonly router: Router;
  readonly chime: Chime;
  readonly preferences: Preferences;
  readonly announce: Announce;
  readonly view: Window & typeof globalThis;
  /** Whether this tab is the one that rings. */
  readonly leads: () => boolean;
}

/** Starts alerting; returns the function that ends it. */
export function startAlerts({ desk, router, chime, preferences, announce, view, leads }: AlertsNeeds): () => void {
  const hidden = (): boolean => view.document.visibilityState === 'hidden';
  const ring = (): void => {
    if (preferences.sound.peek() && leads()) chime.ring();
  };
  const show = (conversation: ConvId, title: string): void => {
    if (preferences.notify.peek() && leads() && hidden())
      notify(view, conversation, title, () => router.go(conversation));
  };
  const stops = [
    desk.agent.on('waiting', ({ conversation }) => {
      ring();
      const n = desk.inbox.peek().waiting.length;
      announce(n > 1 ? words.alert.waitingMany(n) : words.alert.waiting);
      show(conversation, words.alert.waiting);
    }),
    // What is for this agent by name; calls.ts rings and says it.
    desk.agent.on('offer', ({ conversation }) => show(conversation, deskWords.calls.offered)),
    desk.agent.on('handing', ({ conversation }) => show(conversation, deskWords.calls.handed)),
    desk.agent.on('message', ({ conversation }) => {
      if (hidden() || router.route.peek().conv !== conversation) ring();
    }),
    showTitle(desk, router, view.document),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Says that somebody waits, never what was written: a screen may be seen by others. */
function notify(view: Window & typeof globalThis, tag: string, title: string, open: () => void): void {
  if (typeof view.Notification !== 'function' || view.Notification.permission !== 'granted') return;
  try {
    const shown = new view.Notification(title, { body: words.alert.waitingBody, tag });
    shown.onclick = () => {
      view.focus();
      open();
      shown.close();
    };
  } catch {
    // Some phones allow them only from a service worker: sound and title remain.
  }
}

function showTitle(desk: Desk, router: Router, doc: Document): () => void {
  return effect(() => {
    const name = desk.open.value?.name.value ?? null;
    doc.title = words.titleOf(name, desk.needYou.value, { ...words.nav, ...deskWords.nav }[router.route.value.place]);
    setBadge(doc, desk.needYou);
  });
}

/** The number on the installed app's icon, where there is one. */
function setBadge(doc: Document, n: ReadonlySignal<number>): void {
  const nav = doc.defaultView?.navigator as (Navigator & { setAppBadge?: (n: number) => Promise<void> }) | undefined;
  nav?.setAppBadge?.(n.value).catch(() => {}); // not installed: nothing to number
}

/** Whether this tab holds the lock; without locks a tab leads while it is visible. */
export function createLead(view: Window & typeof globalThis): () => boolean {
  const locks = view.navigator.locks as LockManager | undefined;
  if (!locks) return () => view.document.visibilityState === 'visible';
  let held = false;
  void locks.request('rapport:console:alerts', () => {
    held = true;
    return new Promise<never>(() => {}); // held until the tab dies
  });
  return () => held;
}
