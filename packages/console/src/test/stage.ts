// The whole console on a fake agent and a fake API, and how a person finds things in it.
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import type { Api } from '../api.ts';
import { start } from '../start.tsx';
import { type Keep, memoryKeep } from '../storage.ts';
import { createFakeAgent, type FakeAgent } from './fake-agent.ts';
import { createFakeApi } from './fake-api.ts';
import { type FakeView, fakeView } from './fake-view.ts';

export interface Stage {
  readonly fake: FakeAgent;
  readonly root: HTMLElement;
  readonly tab: Keep;
  readonly view: FakeView;
  /** By role and accessible name, as text: what a person would look for. */
  button(name: string): HTMLButtonElement;
  field(label: string): HTMLInputElement;
  text(): string;
  said(): string[];
  type(el: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void>;
  press(key: string, over?: KeyboardEventInit, on?: EventTarget): Promise<void>;
  click(el: HTMLElement): Promise<void>;
  /** Changes something from outside and draws it. */
  now(run: () => void): Promise<void>;
  close(): void;
}

/** Lets promises that are kept already be heard. */
async function turn(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

export async function openStage({
  hash = '',
  api = {},
  fake = createFakeAgent(),
  tab = memoryKeep(),
}: {
  hash?: string;
  api?: Partial<Api>;
  fake?: FakeAgent;
  tab?: Keep;
} = {}): Promise<Stage> {
  history.replaceState(null, '', `/console/${hash}`);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const view = fakeView();
  const said: string[] = [];
  const hear = new MutationObserver((all) => {
    for (const { addedNodes, target } of all) {
      if (!(target as HTMLElement).dataset.announcer) continue;
      for (const n of addedNodes) said.push(n.textContent ?? '');
    }
  });
  hear.observe(document.body, { childList: true, subtree: true });
  let stop = (): void => {};
  await act(async () => {
    stop = start({
      view: window as never,
      root,
      api: createFakeApi(api),
      agent: () => fake.agent,
      tab,
      device: memoryKeep(),
      leads: () => true,
    });
    await turn();
  });
  const named = (el: Element): string => {
    const copy = el.cloneNode(true) as Element;
    for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return (el.getAttribute('aria-label') ?? copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const must = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`There is no ${what}. The page says: ${root.textContent}`);
    return found;
  };
  return {
    fake,
    root,
    tab,
    view,
    button: (name) =>
      must(
        [...root.querySelectorAll<HTMLButtonElement>('button')].find((b) => named(b) === name),
        `button "${name}"`,
      ),
    field(label) {
      const labelled = [...root.querySelectorAll('label')].find((l) => named(l) === label);
      const el = labelled
        ? (document.getElementById(labelled.htmlFor) ?? labelled.querySelector('input'))
        : root.querySelector(`[aria-label="${label}"]`);
      return must((el ?? undefined) as HTMLInputElement | undefined, `field "${label}"`);
    },
    text: () => root.textContent ?? '',
    said: () => said,
    type: (el, value) =>
      act(() => {
        el.value = value;
        el.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    press: (key, over = {}, on = document.activeElement ?? document.body) =>
      act(async () => {
        on.dispatchEvent(
          new KeyboardEvent('keydown', {
            key,
            code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key,
            bubbles: true,
            composed: true,
            cancelable: true,
            ...over,
          }),
        );
        await turn();
      }),
    click: (el) =>
      act(async () => {
        el.click();
        await turn();
      }),
    now: (run) =>
      act(async () => {
        run();
        await turn();
      }),
    close() {
      stop();
      hear.disconnect();
      view.restore();
      vi.useRealTimers();
    },
  };
}
