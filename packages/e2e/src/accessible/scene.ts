// What the tests of ACCESSIBILITY.md ask of a page with the chat: where the focus is, what was said, and an agent who answers.
import type { AgentConversation } from '@rapport/sdk';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { EmbedStage, Visit } from '../test/embed-stage.ts';

/** The conversation whose visitor has just said `text`, accepted. */
export async function answering({ agent }: EmbedStage, text: string): Promise<AgentConversation> {
  const row = () => {
    const { waiting, mine, others } = agent.inbox.getSnapshot();
    return [...waiting, ...mine, ...others].find(({ last }) => last?.text === text);
  };
  // Also where there is no test yet.
  await vi.waitFor(() => expect(row()).toBeDefined(), { timeout: 15_000 });
  const conv = agent.conversation(row()?.id as string);
  await conv.accept();
  return conv;
}

/** A chat that has begun with `text` and is answered. */
export async function begun(stage: EmbedStage, { chat }: Visit, text: string): Promise<AgentConversation> {
  await chat.open();
  await chat.write(text);
  await chat.sees(text);
  return answering(stage, text);
}

/** The name of what has the focus, in whatever tree it is; its tag if it has none. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('aria-label') || at?.textContent?.trim() || at?.localName || '';
  });

/** Presses `key` until the focus is on `name`. */
export async function walkTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let steps = 0; (await focused(page)) !== name; steps++) {
    if (steps > 40) throw new Error(`${key} does not lead to ${name}, but to ${await focused(page)}`);
    await page.keyboard.press(key);
  }
}

/** Keeps what the live regions say from now on. */
export async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node.textContent) heard.push(node.textContent);
    }).observe(document.querySelector('rapport-chat') as Element, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
