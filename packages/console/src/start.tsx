// Puts the console together from what it is given: the browser's parts in main.ts, fakes in tests.
import { effect } from '@preact/signals';
import { type Agent, type AgentOptions, ChatError } from '@rapport/sdk';
import { render } from 'preact';
import { createAccount } from './account.ts';
import { startAlerts } from './alerts.ts';
import { createAnnouncer } from './announcer.ts';
import { type Api, ApiError } from './api.ts';
import { createChime } from './chime.ts';
import { createClock } from './clock.ts';
import { createDesk } from './desk.ts';
import { createDrafts } from './drafts.ts';
import { createPreferences } from './preference.ts';
import { createRouter, setupToken } from './route.ts';
import { App } from './screens/app.tsx';
import type { Keep } from './storage.ts';
import { englishOf } from './time.ts';

export interface StartNeeds {
  readonly view: Window & typeof globalThis;
  readonly root: HTMLElement;
  readonly api: Api;
  readonly agent: (token: AgentOptions['token']) => Agent;
  readonly tab: Keep;
  readonly device: Keep;
  /** Whether this tab is the one that rings. */
  readonly leads: () => boolean;
}

/** Shows the console; returns the function that takes it away. */
export function start({ view, root, api, agent, tab, device, leads }: StartNeeds): () => void {
  const doc = view.document;
  // The token of a one-time link must not stay in the address bar, nor in the history.
  const token = setupToken(view.location.hash);
  if (token !== null) view.history.replaceState(null, '', view.location.pathname);

  const router = createRouter(view);
  const drafts = createDrafts(tab);
  const preferences = createPreferences(device, doc.documentElement);
  const announcer = createAnnouncer(doc);
  const chime = createChime(view);
  const clock = createClock(doc);
  const { announce } = announcer;
  const setTimer = (ms: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };

  const account = createAccount({
    api,
    drafts,
    setupToken: token,
    sitDown(me) {
      const desk = createDesk({
        me,
        agent: agent(ticket),
        api,
        router,
        drafts,
        announce,
        now: () => Date.now(),
        setTimer,
        ring() {
          if (preferences.sound.peek() && leads()) chime.ring();
        },
      });
      const stopAlerts = startAlerts({ desk, router, chime, preferences, announce, view, leads });
      const stopWatch = effect(() => {
        const s = desk.status.value;
        if (s.phase === 'stopped' && lost.has(s.error.code)) queueMicrotask(account.expire);
      });
      desk.agent.connect().catch(() => {}); // the status says it, and the SDK tries again
      return {
        ...desk,
        dispose() {
          stopWatch();
          stopAlerts();
          desk.dispose();
        },
      };
    },
  });

  async function ticket(): Promise<string> {
    try {
      return await api.ticket();
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 401) throw new ChatError('unauthenticated');
      throw error;
    }
  }

  render(
    <App
      ui={{
        account,
        api,
        router,
        preferences,
        chime,
        announce,
        now: clock.now,
        locale: englishOf(view.navigator.languages),
        coarse: view.matchMedia('(pointer: coarse)').matches,
      }}
    />,
    root,
  );
  if (token === null) void account.check();

  return () => {
    render(null, root);
    const phase = account.phase.peek();
    if (phase.at === 'in') phase.desk.dispose();
    clock.dispose();
    chime.dispose();
    announcer.dispose();
    preferences.dispose();
    router.dispose();
  };
}

/** With these the session is over, and a new sign-in is what helps. */
const lost: ReadonlySet<string> = new Set(['unauthenticated', 'token_expired', 'forbidden', 'revoked']);
