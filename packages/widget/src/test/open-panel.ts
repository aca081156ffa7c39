// An open panel over a visitor without a relay, and the hands and eyes of the person before it.
import type { RatingView } from '@rapport/sdk';
import { vi } from 'vitest';
import { createPanel } from '../app/panel.tsx';
import { useWords } from '../app/words.ts';
import { en } from '../words/en.ts';
import { en as extra } from '../words/extra/en.ts';
import { en as filesEn } from '../words/files/en.ts';
import { en as surveyEn } from '../words/survey/en.ts';
import { en as transcriptEn } from '../words/transcript/en.ts';
import { en as visitEn } from '../words/visit/en.ts';
import { createFakeShell, type FakeShell } from './fake-shell.ts';
import { agent, createFakeVisitor, type FakeConversation, type FakeVisitor } from './fake-visitor.ts';

type State = ReturnType<FakeConversation['state']['getSnapshot']>;

export interface OpenPanel {
  readonly shell: FakeShell;
  readonly visitor: FakeVisitor;
  /** What Escape does. */
  close(): void;
  find<T extends HTMLElement>(selector: string): T;
  all(selector: string): HTMLElement[];
  /** The button whose name begins so. */
  button(name: string): HTMLElement;
  drawn(): Promise<unknown>;
  /** What the live regions hold now. */
  said(): string;
  conv(): FakeConversation;
  write(text: string): Promise<void>;
  press(key: string, more?: KeyboardEventInit): Promise<void>;
  change(part: Partial<State>): Promise<void>;
  /** The first message is sent. */
  began(text?: string): Promise<void>;
  joined(): Promise<void>;
  ended(rating?: RatingView | null): Promise<void>;
  /** Picks the option with this label. */
  choose(label: string): Promise<void>;
}

export const offered: RatingView = { session: 1, state: 'offered', given: null, until: 4e12 };

/** Under fake timers. Call `vi.useRealTimers()` afterwards. `before`: what an earlier page has left. */
export async function openPanel(email = 'ana@acme.example', before: () => void = () => {}): Promise<OpenPanel> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  sessionStorage.clear();
  before();
  document.body.replaceChildren();
  // Panels of earlier tests may still draw: all words from the beginning.
  useWords({ ...en, ...extra, ...filesEn, ...surveyEn, ...visitEn, ...transcriptEn }, 'en');
  const shell = createFakeShell();
  const visitor = createFakeVisitor();
  const { escape: close } = createPanel(visitor, shell, () => email);
  shell.set(true);

  const find = <T extends HTMLElement>(selector: string) => shell.box.querySelector(selector) as T;
  const all = (selector: string) => [...shell.box.querySelectorAll<HTMLElement>(selector)];
  const button = (name: string) =>
    all('button').find((el) => (el.getAttribute('aria-label') ?? el.textContent ?? '').startsWith(name)) as HTMLElement;
  const drawn = () => vi.advanceTimersByTimeAsync(0);
  const said = () => [...shell.host.children].map((region) => region.textContent).join('|');
  const conv = () => visitor.current.getSnapshot() as FakeConversation;
  const write = async (text: string) => {
    const field = find<HTMLTextAreaElement>('.cmp textarea');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn();
  };
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    find('.cmp textarea').dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
    await drawn();
  };
  const change = async (part: Partial<ReturnType<FakeConversation['state']['getSnapshot']>>) => {
    conv().state.set({ ...conv().state.getSnapshot(), ...part });
    await drawn();
  };
  const began = async (text = 'Hello') => {
    await write(text);
    await press('Enter');
  };
  const joined = async () => {
    conv().happen('joined', { who: agent });
    await change({ phase: 'active', assignee: agent.id, participants: [agent] });
  };
  const ended = async (rating: RatingView | null = offered) => {
    conv().happen('closed', { n: 1, by: 'agent' });
    await change({ phase: 'closed', closedAt: Date.now(), rating });
    // What follows the score is a chunk of its own.
    await vi.dynamicImportSettled();
    await drawn();
  };
  const choose = async (label: string) => {
    const input = all('label')
      .find((el) => el.textContent?.trim() === label)
      ?.querySelector('input') as HTMLInputElement;
    input.checked = input.type === 'radio' || !input.checked;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await drawn();
  };

  // The live regions have stood long enough to be written into.
  await vi.advanceTimersByTimeAsync(400);
  return {
    shell,
    visitor,
    close,
    find,
    all,
    button,
    drawn,
    said,
    conv,
    write,
    press,
    change,
    began,
    joined,
    ended,
    choose,
  };
}
