// The panel over a visitor without a relay: what stands on the screen, what is asked of the SDK, what is said and told.
import type { RatingView } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeShell, type FakeShell } from '../test/fake-shell.ts';
import { agent, createFakeVisitor, type FakeConversation, type FakeVisitor } from '../test/fake-visitor.ts';
import { en } from '../words/en.ts';
import { createPanel } from './panel.tsx';
import { settleMs } from './rating-form.ts';
import { useWords } from './words.ts';

let shell: FakeShell;
let visitor: FakeVisitor;
let close: () => void;

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
  find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
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
const offered: RatingView = { session: 1, state: 'offered', given: null, until: 4e12 };
const ended = async (rating: RatingView | null = offered) => {
  conv().happen('closed', { n: 1, by: 'agent' });
  await change({ phase: 'closed', closedAt: Date.now(), rating });
};
const choose = async (label: string) => {
  const input = all('label')
    .find((el) => el.textContent?.trim() === label)
    ?.querySelector('input') as HTMLInputElement;
  input.checked = input.type === 'radio' || !input.checked;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await drawn();
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  sessionStorage.clear();
  document.body.replaceChildren();
  useWords(en, 'en');
  shell = createFakeShell();
  visitor = createFakeVisitor();
  close = createPanel(visitor, shell, () => 'ana@acme.example');
  shell.set(true);
  await drawn();
});

afterEach(() => void vi.useRealTimers());

test('home says whose chat it is and who is here', async () => {
  expect(find('h2').textContent).toBe('Chat with a person at Acme');
  expect(find('.home').textContent).toContain('Maria and 2 others are here now.');
  visitor.here.set({ n: 0, names: [] });
  await drawn();
  expect(find('.home').textContent).toContain('Nobody is here right now.');
});

test('the first message begins the chat, and the field is empty', async () => {
  await began('  Hi  ');
  expect(visitor.calls).toContainEqual(['start', { message: '  Hi  ' }]);
  expect(find<HTMLTextAreaElement>('.cmp textarea').value).toBe('');
  expect(find('.card').textContent).toContain('Waiting for a team member to join…');
  expect(find('.me .b').textContent).toBe('  Hi  ');
});

test('when nobody is here the card says that it is kept', async () => {
  visitor.here.set({ n: 0, names: [] });
  await began();
  expect(find('.card').textContent).toContain('Your message is kept.');
});

test('Enter sends; with Shift, in an input method and in an empty field it does not', async () => {
  await press('Enter');
  await write('x');
  await press('Enter', { shiftKey: true });
  await press('Enter', { isComposing: true });
  await press('Enter', { keyCode: 229 });
  find('.cmp textarea').dispatchEvent(new Event('compositionstart'));
  find('.cmp textarea').dispatchEvent(new Event('compositionend'));
  find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(visitor.calls.filter(([name]) => name === 'start')).toEqual([]);
  await drawn();
  await press('Enter');
  expect(visitor.calls.filter(([name]) => name === 'start')).toHaveLength(1);
});

test('twice Enter is one message', async () => {
  await write('x');
  find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await drawn();
  expect(visitor.calls.filter(([name]) => name === 'start' || name === 'send')).toHaveLength(2); // start, and the send inside it
});

test('a text over the limit is not sent, and how much it is over is shown', async () => {
  await write('x'.repeat(4_002));
  await press('Enter');
  expect(visitor.calls.filter(([name]) => name === 'start')).toEqual([]);
  expect(find('.cmp').textContent).toContain('-2 characters left');
});

test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '&lt;b&gt;'])(
  'what is written stands there as text: %s',
  async (text) => {
    await began(text);
    await joined();
    conv().hear(text);
    await drawn();
    expect(all('.b').map((el) => el.textContent)).toEqual([text, text]);
    expect(all('.log :is(script, img, iframe, a, style)')).toEqual([]);
  },
);

test('a link opens elsewhere and tells its page nothing', async () => {
  await began('see https://acme.example/a.');
  expect(find<HTMLAnchorElement>('.b a').getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
  expect(find('.b a').getAttribute('target')).toBe('_blank');
});

test('a person joins, writes and is heard: once each', async () => {
  await began();
  await joined();
  expect(find('h2').textContent).toBe('Maria');
  conv().hear('Good morning');
  await change({ typing: [agent.id] });
  expect(find('.sub').textContent).toBe('Maria is typing…');
  await vi.advanceTimersByTimeAsync(500);
  expect(said()).toContain('Maria has joined the chat.');
  expect(said().match(/Maria: Good morning/g)).toHaveLength(1);
  expect(said()).not.toContain('typing');
  expect(
    shell.told.filter(([type]) => type === 'message').map(([, detail]) => (detail as { mine: boolean }).mine),
  ).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said().replaceAll('|', '')).toBe('');
});

test('many at once are one sentence; a closed panel hears no text', async () => {
  await began();
  await joined();
  await vi.advanceTimersByTimeAsync(3_000);
  for (const text of ['1', '2', '3', '4', '5']) conv().hear(text);
  await vi.advanceTimersByTimeAsync(300);
  expect(said()).toContain('5 new messages');
  shell.set(false);
  await vi.advanceTimersByTimeAsync(3_000);
  conv().hear('secret');
  await vi.advanceTimersByTimeAsync(300);
  expect(said()).toContain('New message from Maria. Open chat to read.');
  expect(said()).not.toContain('secret');
});

test('the launcher counts what is unread', async () => {
  shell.set(false);
  await began();
  await change({ unread: 2 });
  expect(shell.launcher.getAttribute('aria-label') ?? shell.launcher.ariaLabel).toBe('Chat with us, 2 new messages');
  expect(shell.launcher.textContent).toBe('Chat with us2');
});

test('[M1] read is what was in view for a second, in an open panel', async () => {
  await began();
  await change({ unread: 1 });
  await vi.advanceTimersByTimeAsync(999);
  expect(visitor.calls).not.toContainEqual(['read']);
  await vi.advanceTimersByTimeAsync(1);
  expect(visitor.calls).toContainEqual(['read']);
  visitor.calls.length = 0;
  shell.set(false);
  await change({ unread: 3 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(visitor.calls).not.toContainEqual(['read']);
});

test('[O5] a message that failed says so, and is sent again when it is pressed', async () => {
  await began();
  const key = conv().timeline.getSnapshot().items[0]?.key as string;
  conv().mark(key, 'failed');
  await vi.advanceTimersByTimeAsync(10);
  expect(said()).toContain('Message not sent');
  button('Not sent. Try again').click();
  expect(visitor.calls).toContainEqual(['retry', key]);
  button('Delete').click();
  expect(visitor.calls).toContainEqual(['discard', key]);
});

test('[O8] the state of the last own message stands under it', async () => {
  await began();
  const key = conv().timeline.getSnapshot().items[0]?.key as string;
  for (const [status, word] of [
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const) {
    conv().mark(key, status);
    await drawn();
    expect(find('.st').textContent).toContain(word);
  }
});

test('ending is asked about; Escape keeps, one layer at a time', async () => {
  await began();
  button('More options').click();
  await drawn();
  button('End chat').click();
  await drawn();
  expect(find('.ask').textContent).toContain('End this chat?');
  expect(shell.root.activeElement?.textContent).toBe('Keep chatting');
  close();
  await drawn();
  expect(find('.ask')).toBeNull();
  expect(shell.isOpen).toBe(true);
  close();
  expect(shell.isOpen).toBe(false);
  expect(visitor.calls).not.toContainEqual(['end']);
});

test('[R1] the end brings five worded options, and no focus moves', async () => {
  await began();
  await joined();
  find('.cmp textarea').focus();
  await ended();
  expect(find('.sc').getAttribute('role')).toBe('radiogroup');
  expect(all('.sc label').map((el) => el.textContent)).toEqual([...en['survey.scores']]);
  expect(all('.sc :checked')).toEqual([]);
  expect(shell.root.activeElement).toBe(find('.cmp textarea'));
  expect(shell.told).toContainEqual(['ended', { session: 1 }]);
});

test('[R5] a choice is saved when it has stood, and called saved only when it is', async () => {
  await began();
  await ended();
  const rate = vi.spyOn(conv(), 'rate').mockImplementation((given) => {
    void change({ rating: { ...offered, state: 'saving', given } });
    return undefined as never;
  });
  await choose('Dissatisfied');
  await vi.advanceTimersByTimeAsync(settleMs - 1);
  expect(rate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(rate).toHaveBeenCalledExactlyOnceWith({ score: 2 });
  expect(find('.rate').textContent).not.toContain('Saved.');
  expect(find('.rate').textContent).toContain('Not saved yet. We’ll keep trying.');
  await change({ rating: { ...offered, state: 'rated', given: { score: 2 } } });
  await vi.advanceTimersByTimeAsync(10);
  expect(find('.rate').textContent).toContain('Saved. You can still change it.');
  expect(said()).toContain('Saved.');
  expect(shell.told).toContainEqual(['rated', { score: 2 }]);
});

test('[R5] what is told after the score goes with Next, whole', async () => {
  await began();
  await ended();
  await choose('Very dissatisfied');
  button('Next').click();
  await drawn();
  expect(find('.rate').textContent).toContain('What went wrong?');
  expect(all('.chips label')).toHaveLength(10 + 4 + 2);
  await choose('Nothing was done');
  await choose('No');
  await choose('Yes, please');
  const words = find<HTMLTextAreaElement>('.lb textarea');
  words.value = 'Answer faster';
  words.dispatchEvent(new Event('input', { bubbles: true }));
  await drawn();
  expect(find<HTMLInputElement>('.lb input').value).toBe('ana@acme.example');
  button('Next').click();
  await drawn();
  expect(visitor.calls.filter(([name]) => name === 'rate').at(-1)).toEqual([
    'rate',
    {
      score: 1,
      reasons: ['reaction'],
      resolved: 'no',
      comment: 'Answer faster',
      contact: { wish: true, to: 'ana@acme.example' },
    },
  ]);
  expect(find('.rate').textContent).toContain('Thank you. Your answer has been saved.');
  button('Change my answer').click();
  await drawn();
  expect(find<HTMLInputElement>('.sc :checked')).not.toBeNull();
});

test('[R6] skip puts it away, and it can still be given', async () => {
  await began();
  await ended();
  button('Skip').click();
  await drawn();
  expect(visitor.calls).toContainEqual(['dismiss']);
  expect(find('.rate').textContent).toContain('You can still rate your last chat.');
  button('Rate this chat').click();
  await drawn();
  expect(all('.sc label')).toHaveLength(5);
});

test('[R4] a rating that could not be saved says so, and is tried again when it is pressed', async () => {
  await began();
  await ended({ ...offered, state: 'failed', given: { score: 4 } });
  expect(find('.rate').textContent).toContain('Not saved.');
  button('Try again').click();
  expect(visitor.calls).toContainEqual(['rate', { score: 4 }]);
});

test('without an invitation nothing is asked', async () => {
  await began();
  await ended(null);
  expect(find('.rate')).toBeNull();
  expect(find('.cmp textarea')).not.toBeNull();
});

test('the draft of a chat is there again', async () => {
  await began();
  await write('half a sen');
  await vi.advanceTimersByTimeAsync(300);
  expect(sessionStorage.getItem(`rapport:draft:${conv().id}`)).toBe('half a sen');
});

test('[T4] a chat that was taken away offers a new one', async () => {
  visitor.status.set({ phase: 'stopped', error: { code: 'unauthenticated', message: '', retryable: true } });
  await drawn();
  expect(find('.ban').textContent).toContain('This chat can’t be continued on this device.');
  button('Start a new chat').click();
  await drawn();
  expect(visitor.calls.map(([name]) => name)).toEqual(expect.arrayContaining(['forget', 'connect']));
});

test('a lost connection is spoken of, and its return', async () => {
  visitor.status.set({ phase: 'waiting', attempt: 1, retryAt: 0, lost: true });
  await drawn();
  expect(find('.ban').textContent).toBe('Connection lost. Reconnecting…');
  await vi.advanceTimersByTimeAsync(16_000);
  expect(find('.ban').textContent).toBe('You’re offline. Messages will be sent when you’re back.');
  visitor.status.set({ phase: 'online', since: 0, catchingUp: false });
  await drawn();
  expect(find('.ban').textContent).toBe('Back online');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(find('.ban')).toBeNull();
});
