import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import { startAlerts } from './alerts.ts';
import { createDesk, type Desk } from './desk.ts';
import { createDrafts } from './drafts.ts';
import { createPreferences, type Preferences } from './preference.ts';
import { createRouter, type Router } from './route.ts';
import { memoryKeep } from './storage.ts';
import { createFakeAgent, emptyInbox, me, row } from './test/fake-agent.ts';
import { createFakeApi } from './test/fake-api.ts';

interface Set {
  readonly ring: ReturnType<typeof vi.fn>;
  readonly fake: ReturnType<typeof createFakeAgent>;
  readonly preferences: Preferences;
  readonly router: Router;
  readonly desk: Desk;
  readonly shown: { title: string; body: string | undefined; click: () => void }[];
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

function set({ hidden = false, leads = true }: { hidden?: boolean; leads?: boolean } = {}): Set {
  const shown: Set['shown'] = [];
  class FakeNotification {
    static permission = 'granted';
    onclick: (() => void) | null = null;
    constructor(title: string, o: NotificationOptions) {
      shown.push({ title, body: o.body, click: () => this.onclick?.() });
    }
    close(): void {}
  }
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible');
  history.replaceState(null, '', '#/inbox/c1');
  const fake = createFakeAgent({ ...emptyInbox, waiting: [row('c1', 'Ana', 'secret words', { waitingSince: 1 })] });
  const router = createRouter(window);
  const preferences = createPreferences(memoryKeep(), document.documentElement);
  const announce = vi.fn();
  const ring = vi.fn();
  const desk = createDesk({
    me,
    agent: fake.agent,
    api: createFakeApi(),
    router,
    drafts: createDrafts(memoryKeep()),
    announce,
    now: () => 0,
    setTimer: () => () => {},
    ring,
  });
  const stop = startAlerts({
    desk,
    router,
    preferences,
    announce,
    view: window as never,
    leads: () => leads,
    chime: { blocked: signal(false), ring, unlock: async () => {}, dispose: () => {} },
  });
  ends.push(
    () => vi.unstubAllGlobals(),
    () => vi.restoreAllMocks(),
    router.dispose,
    preferences.dispose,
    desk.dispose,
    stop,
  );
  return { ring, fake, preferences, router, desk, shown };
}

test('a waiting visitor rings, unless sound is off or another tab rings', () => {
  const a = set();
  a.fake.emit('waiting', { conversation: 'c1' });
  expect(a.ring).toHaveBeenCalledTimes(1);
  a.preferences.sound.value = false;
  a.fake.emit('waiting', { conversation: 'c1' });
  expect(a.ring).toHaveBeenCalledTimes(1);
  const b = set({ leads: false });
  b.fake.emit('waiting', { conversation: 'c1' });
  expect(b.ring).not.toHaveBeenCalled();
});

test('a message rings if another chat is open or nobody looks', () => {
  const a = set();
  a.fake.emit('message', { conversation: 'c1', text: 'x' });
  expect(a.ring).not.toHaveBeenCalled();
  a.fake.emit('message', { conversation: 'c2', text: 'x' });
  expect(a.ring).toHaveBeenCalledTimes(1);
  const b = set({ hidden: true });
  b.fake.emit('message', { conversation: 'c1', text: 'x' });
  expect(b.ring).toHaveBeenCalledTimes(1);
});

test('[UX119] a notification is shown only if wanted and nobody looks, and holds no word of the visitor', () => {
  const a = set({ hidden: true });
  a.fake.emit('waiting', { conversation: 'c1' });
  expect(a.shown).toEqual([]);
  a.preferences.notify.value = true;
  a.fake.emit('waiting', { conversation: 'c9' });
  expect(a.shown.map(({ title, body }) => [title, body])).toEqual([
    ['A visitor is waiting', 'Open the inbox to answer.'],
  ]);
  a.shown[0]?.click();
  expect(a.router.route.value.conv).toBe('c9');
  const b = set();
  b.preferences.notify.value = true;
  b.fake.emit('waiting', { conversation: 'c1' });
  expect(b.shown).toEqual([]);
});

test('what is offered or handed to this agent rings, and is shown to who looks elsewhere, without a word of it', () => {
  const { fake, ring, shown, router, preferences } = set({ hidden: true });
  preferences.notify.value = true;
  fake.emit('offer', { conversation: 'c1', until: 60_000 });
  fake.emit('handing', { conversation: 'c1', from: 'agent-mia', until: 60_000 });
  expect(ring).toHaveBeenCalledTimes(2);
  expect(shown.map(({ title }) => title)).toEqual(['Offered to you', 'A chat is handed to you']);
  expect(JSON.stringify(shown)).not.toContain('secret');
  router.go(null);
  shown[0]?.click();
  expect(router.route.value.conv).toBe('c1');
});
