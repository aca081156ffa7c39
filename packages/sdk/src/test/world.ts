// Everything around a client, in memory: one relay, one clock, and browsers with tabs that share storage and locks.
import { createAgent } from '../agent.ts';
// Loaded beforehand: a clock that tests step does not wait for a file.
import '../history.ts';
import '../rating.ts';
import type { Agent, AgentOptions } from '../agent-types.ts';
import type { KV, Lifecycle, Locks, Platform } from '../platform/platform.ts';
import type { ChatErrorLike } from '../types.ts';
import { createVisitor } from '../visitor.ts';
import type { Visitor, VisitorConversation, VisitorOptions } from '../visitor-types.ts';
import type { FakeClock } from './fake-clock.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeRelay } from './fake-relay.ts';
import { createFakeRelay } from './fake-relay.ts';

export interface Page extends Lifecycle {
  signal(name: Parameters<Lifecycle['on']>[0]): void;
}

export interface Browser {
  readonly storage: KV;
  /** Null: a browser without them. */
  locks: Locks | null;
  readonly values: Map<string, string>;
  /** Holders by name, oldest first. */
  readonly held: Map<string, (() => void)[]>;
}

export interface World {
  readonly clock: FakeClock;
  readonly relay: FakeRelay;
  browser(o?: { locks?: boolean }): Browser;
  visitor(browser: Browser, o?: Partial<VisitorOptions> & { page?: Page }): Visitor;
  agent(o?: Partial<AgentOptions>): Agent;
}

export function createPage(): Page {
  const runs = new Map<string, Set<() => void>>();
  let isVisible = true;
  return {
    visible: () => isVisible,
    on(name, run) {
      const set = runs.get(name) ?? new Set();
      runs.set(name, set.add(run));
      return () => set.delete(run);
    },
    signal(name) {
      if (name === 'visible' || name === 'hidden') isVisible = name === 'visible';
      for (const run of runs.get(name) ?? []) run();
    },
  };
}

function createBrowser(withLocks: boolean): Browser {
  const values = new Map<string, string>();
  const held = new Map<string, (() => void)[]>();
  const tails = new Map<string, Promise<unknown>>();
  return {
    values,
    held,
    storage: {
      get: (key) => values.get(key) ?? null,
      set: (key, value) => void values.set(key, value),
      delete: (key) => void values.delete(key),
      keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
    },
    locks: withLocks
      ? {
          async hold(name, work) {
            const before = tails.get(name) ?? Promise.resolve();
            let free = (): void => {};
            const dead = new Promise<void>((resolve) => {
              free = resolve;
            });
            const mine = before.then(async () => {
              held.set(name, [...(held.get(name) ?? []), free]);
              return work();
            });
            // The tab's end frees it as well as the end of the work.
            tails.set(name, Promise.race([mine.catch(() => {}), dead]));
            return mine;
          },
        }
      : null,
  };
}

/** The tab dies: it says nothing more, and its locks are free. */
export function kill(browser: Browser, visitor: Visitor): void {
  const { storage } = browser;
  const frozen = new Map(browser.values);
  visitor.dispose();
  for (const key of storage.keys('')) storage.delete(key);
  for (const [key, value] of frozen) storage.set(key, value);
  for (const frees of browser.held.values()) for (const free of frees) free();
}

export function createWorld(): World {
  const clock = createFakeClock();
  const relay = createFakeRelay(clock.now);
  let ids = 0;
  const platform = (browser: Browser, page: Page): Platform => ({
    socket: relay.socket,
    storage: browser.storage,
    locks: browser.locks,
    lifecycle: page,
    now: clock.now,
    random: () => 0.5,
    id: () => `id-${++ids}`,
    setTimer: clock.setTimer,
  });
  return {
    clock,
    relay,
    browser: ({ locks = true } = {}) => createBrowser(locks),
    visitor: (browser, { page = createPage(), platform: more, ...o } = {}) =>
      createVisitor({ url: 'ws://relay', site: 'demo', ...o, platform: { ...platform(browser, page), ...more } }),
    agent: ({ platform: more, ...o } = {}) =>
      createAgent({
        url: 'ws://relay',
        token: () => 'ticket',
        ...o,
        platform: { ...platform(createBrowser(true), createPage()), ...more },
      }),
  };
}

/** A visitor's conversation that waits. */
export async function opened(w: World, text = 'Hello'): Promise<VisitorConversation> {
  const theirs = w.visitor(w.browser()).start({ message: text });
  await w.clock.settle();
  return theirs;
}

export const texts = (c: Pick<VisitorConversation, 'timeline'>): string[] =>
  c.timeline.getSnapshot().items.flatMap((item) => (item.type === 'event' ? [] : [item.message.text]));

export const statuses = (c: Pick<VisitorConversation, 'timeline'>): string[] =>
  c.timeline.getSnapshot().items.flatMap((item) => (item.type === 'event' ? [] : [item.message.status]));

export const errorsOf = (client: Visitor | Agent): ChatErrorLike[] => {
  const errors: ChatErrorLike[] = [];
  (client as Visitor).on('error', (error) => errors.push(error));
  return errors;
};
