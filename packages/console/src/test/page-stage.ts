// A page beside the inbox on a fake house: opened, drawn, and filled in as a person does.
import { act } from 'preact/test-utils';
import { expect, vi } from 'vitest';
import type { Me } from '../api.ts';
import { createFakeHouse, type FakeHouse, owner } from './fake-house.ts';
import { openStage, type Stage } from './stage.ts';

export interface PageStage extends Stage {
  readonly house: FakeHouse;
  link(name: string): HTMLAnchorElement;
  /** Types and leaves the field. */
  fill(el: HTMLElement, value: string): Promise<void>;
  sees(text: string): Promise<void>;
  /** What stands beside a field to say what is wrong with it. */
  errorOf(el: HTMLElement): string;
}

/** `shows`: a text that is there once the page is. */
export async function openPage(
  hash: string,
  shows: string,
  { house = createFakeHouse(), who = owner }: { house?: FakeHouse; who?: Me } = {},
): Promise<PageStage> {
  const stage = await openStage({ hash, api: { call: house.call, session: async () => who } });
  // What is heard while it waits is drawn before it looks again.
  const sees = (text: string): Promise<void> =>
    vi.waitFor(
      async () => {
        await act(() => {});
        expect(stage.text()).toContain(text);
      },
      { timeout: 5_000, interval: 5 },
    );
  await sees(shows);
  return {
    ...stage,
    house,
    sees,
    link(name) {
      const found = [...stage.root.querySelectorAll<HTMLAnchorElement>('a[href]')].find(
        (a) => a.textContent?.replace(/[\u2068\u2069]/g, '').trim() === name,
      );
      if (!found) throw new Error(`There is no link "${name}".`);
      return found;
    },
    fill: (el, value) =>
      stage.now(() => {
        (el as HTMLInputElement).value = value;
        el.dispatchEvent(new Event('input', { bubbles: true }));
        el.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    errorOf: (el) =>
      (el.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id))
        .filter((it) => it?.classList.contains('error'))
        .map((it) => it?.textContent)
        .join(' '),
  };
}
