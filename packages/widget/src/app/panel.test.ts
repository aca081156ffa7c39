// What stands on the screen, what is asked of the SDK, what is said and told.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agent } from '../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import './extra/extra.ts';
import './later.ts';
import '../words/extra/en.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => void vi.useRealTimers());

test('home says whose chat it is and who is here', async () => {
  expect(p.find('h2').textContent).toBe('Chat with a person at Acme');
  expect(p.find('.home').textContent).toContain('Maria and 2 others are here now.');
  p.visitor.here.set({ n: 0, names: [] });
  await p.drawn();
  expect(p.find('h2').textContent).toBe('We’re offline right now.');
  await vi.waitFor(() => expect(p.find('.lm')).not.toBeNull());
});

test('the first message begins the chat, and the field is empty', async () => {
  await p.began('  Hi  ');
  expect(p.visitor.calls).toContainEqual(['start', { message: '  Hi  ' }]);
  expect(p.find<HTMLTextAreaElement>('.cmp textarea').value).toBe('');
  expect(p.find('.me .b').textContent).toBe('  Hi  ');
  expect(p.find('.card')).toBeNull(); // nobody has been told yet
  await p.change({ phase: 'queued' });
  expect(p.find('.card').textContent).toContain('Waiting for a team member to join…');
});

test('when nobody is here the card says that it is kept', async () => {
  await p.began();
  p.visitor.here.set({ n: 0, names: [] });
  await p.change({ phase: 'queued' });
  expect(p.find('.card').textContent).toMatch(/your message is kept/i);
});

test('[O8] the last message that was sent says so, also above one that was not', async () => {
  await p.began();
  await p.began('two');
  p.conv().mark(p.conv().timeline.getSnapshot().items.at(-1)?.key as string, 'failed');
  await p.drawn();
  expect(p.all('.me > .st').map((el) => el.textContent?.split(' ')[0])).toEqual(['Sent']);
});

test('[O8] what went out on a connection that is gone is not said to be sending, and what waits on one that is there does not wait for it', async () => {
  await p.began();
  const [item] = p.conv().timeline.getSnapshot().items;
  for (const status of ['sending', 'queued'] as const) {
    p.conv().mark(item?.key as string, status);
    await p.drawn();
    expect(p.find('.me .st').textContent).toMatch(/^Sending/);
  }
  p.visitor.status.set({ phase: 'waiting', attempt: 1, retryAt: 0, lost: true });
  await p.drawn();
  expect(p.find('.me .st').textContent).toMatch(/^Waiting for connection/);
});

test('[O1] that the browser keeps nothing stays on the screen, though it turns out while a message is sent', async () => {
  const { start } = p.visitor;
  Object.assign(p.visitor, {
    start(input: { message?: string }) {
      p.visitor.fail({ code: 'storage', message: '', retryable: false });
      return start(input);
    },
  });
  await p.began();
  expect(p.find('.cmp').textContent).toContain('This browser keeps nothing');
  await p.began('two');
  expect(p.find('.cmp').textContent).toContain('This browser keeps nothing');
});

test('[UX16] Enter sends; with Shift, in an input method and in an empty field it does not', async () => {
  await p.press('Enter');
  await p.write('x');
  await p.press('Enter', { shiftKey: true });
  await p.press('Enter', { isComposing: true });
  await p.press('Enter', { keyCode: 229 });
  p.find('.cmp textarea').dispatchEvent(new Event('compositionstart'));
  p.find('.cmp textarea').dispatchEvent(new Event('compositionend'));
  p.find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(p.visitor.calls.filter(([name]) => name === 'start')).toEqual([]);
  await p.drawn();
  await p.press('Enter');
  expect(p.visitor.calls.filter(([name]) => name === 'start')).toHaveLength(1);
});

test('[UX95] twice Enter is one message', async () => {
  await p.write('x');
  p.find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  p.find('.cmp textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await p.drawn();
  expect(p.visitor.calls.filter(([name]) => name === 'start' || name === 'send')).toHaveLength(2); // start, and the send inside it
});

test('a text over the limit is not sent, and how much it is over is shown', async () => {
  await p.write('x'.repeat(4_002));
  await p.press('Enter');
  expect(p.visitor.calls.filter(([name]) => name === 'start')).toEqual([]);
  expect(p.find('.cmp').textContent).toContain('-2 characters left');
});

test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '&lt;b&gt;'])(
  'what is written stands there as text: %s',
  async (text) => {
    await p.began(text);
    await p.joined();
    p.conv().hear(text);
    await p.drawn();
    expect(p.all('.b').map((el) => el.textContent)).toEqual([text, text]);
    expect(p.all('.log :is(script, img, iframe, a, style)')).toEqual([]);
  },
);

test('[UX113] a link opens elsewhere and tells its page nothing', async () => {
  await p.began('see https://acme.example/a.');
  await vi.waitFor(() => expect(p.all('.b a')).toHaveLength(1));
  expect(p.find<HTMLAnchorElement>('.b a').getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
  expect(p.find('.b a').getAttribute('target')).toBe('_blank');
});

test('[UX31][UX39] a person joins, writes and is heard: once each', async () => {
  await p.began();
  await p.joined();
  expect(p.find('h2').textContent).toBe('Maria');
  p.conv().hear('Good morning');
  for (let times = 0; times < 50; times++) await p.change({ typing: times % 2 ? [] : [agent.id] });
  await p.change({ typing: [agent.id] });
  expect(p.find('.sub').textContent).toBe('Maria is typing…');
  expect(p.find('.log').getAttribute('aria-live')).toBe('off');
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('Maria has joined the chat.');
  expect(p.said().match(/Maria: Good morning/g)).toHaveLength(1);
  expect(p.said()).not.toContain('typing');
  expect(
    p.shell.told.filter(([type]) => type === 'message').map(([, detail]) => (detail as { mine: boolean }).mine),
  ).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(p.said().replaceAll('|', '')).toBe('');
});

test('[UX35][UX36] many at once are one sentence; a closed panel hears no text', async () => {
  await p.began();
  await p.joined();
  await vi.advanceTimersByTimeAsync(3_000);
  for (let n = 1; n <= 12; n++) p.conv().hear(`missed ${n}`);
  await vi.advanceTimersByTimeAsync(300);
  expect(p.said().replaceAll('|', '')).toBe('12 new messages');
  p.shell.set(false);
  await vi.advanceTimersByTimeAsync(3_000);
  p.conv().hear('secret');
  await vi.advanceTimersByTimeAsync(300);
  expect(p.said()).toContain('New message from Maria. Open chat to read.');
  expect(p.said()).not.toContain('secret');
});

test('the launcher counts what is unread', async () => {
  p.shell.set(false);
  await p.began();
  await p.change({ unread: 2 });
  expect(p.shell.launcher.getAttribute('aria-label') ?? p.shell.launcher.ariaLabel).toBe(
    'Chat with us, 2 new messages',
  );
  expect(p.shell.launcher.textContent).toBe('Chat with us2');
});

test('[UX117] the title of a hidden page counts what is unread, and only while it is hidden', async () => {
  document.title = 'Shop';
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  await p.began();
  await p.change({ unread: 2 });
  await vi.waitFor(() => expect(document.title).toBe('(2) Shop'));
  document.title = 'Cart';
  await vi.waitFor(() => expect(document.title).toBe('(2) Cart'));
  hidden.mockRestore();
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(() => expect(document.title).toBe('Cart'));
});

test('[UX120][M1] read is what was in view for a second, in an open panel', async () => {
  await p.began();
  await p.change({ unread: 1 });
  await vi.advanceTimersByTimeAsync(999);
  expect(p.visitor.calls).not.toContainEqual(['read']);
  await vi.advanceTimersByTimeAsync(1);
  expect(p.visitor.calls).toContainEqual(['read']);
  p.visitor.calls.length = 0;
  p.shell.set(false);
  await p.change({ unread: 3 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(p.visitor.calls).not.toContainEqual(['read']);
});

test('[UX21][UX40][UX97][O5] a message that failed says so, and is sent again when it is pressed', async () => {
  await p.began();
  const key = p.conv().timeline.getSnapshot().items[0]?.key as string;
  p.conv().mark(key, 'failed');
  await vi.advanceTimersByTimeAsync(10);
  expect(p.said()).toContain('Message not sent');
  p.button('Not sent. Try again').focus();
  p.button('Not sent. Try again').click();
  expect(p.visitor.calls).toContainEqual(['retry', key]);
  // The button is about to go: the focus is where one writes on.
  expect(p.shell.root.activeElement?.localName).toBe('textarea');
  p.button('Delete').click();
  expect(p.visitor.calls).toContainEqual(['discard', key]);
});

test('[O8] the state of the last own message stands under it', async () => {
  await p.began();
  const key = p.conv().timeline.getSnapshot().items[0]?.key as string;
  for (const [status, word] of [
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const) {
    p.conv().mark(key, status);
    await p.drawn();
    expect(p.find('.st').textContent).toContain(word);
  }
});

test('[UX19][UX20][UX109] ending is asked about; Escape keeps, one layer at a time', async () => {
  await p.began();
  p.button('More options').focus();
  p.button('More options').click();
  await vi.waitFor(() => expect(p.button('End chat')).toBeDefined());
  p.button('End chat').click();
  await p.drawn();
  expect(p.find('.ask').textContent).toContain('End this chat?');
  expect(p.shell.root.activeElement?.textContent).toBe('Keep chatting');
  p.close();
  await p.drawn();
  expect(p.find('.ask')).toBeNull();
  expect(p.shell.isOpen).toBe(true);
  p.close();
  expect(p.shell.isOpen).toBe(false);
  expect(p.visitor.calls).not.toContainEqual(['end']);
});

test('the draft of a chat is there again', async () => {
  await p.began();
  await p.write('half a sen');
  await vi.advanceTimersByTimeAsync(300);
  expect(sessionStorage.getItem(`rapport:draft:${p.conv().id}`)).toBe('half a sen');
});

test('[T4] a chat that was taken away offers a new one', async () => {
  p.visitor.status.set({ phase: 'stopped', error: { code: 'unauthenticated', message: '', retryable: true } });
  await p.drawn();
  expect(p.find('.ban').textContent).toContain('This chat can’t be continued on this device.');
  p.button('Start a new chat').click();
  await p.drawn();
  expect(p.visitor.calls.map(([name]) => name)).toEqual(expect.arrayContaining(['forget', 'connect']));
});

test('a lost connection is spoken of, and its return', async () => {
  p.visitor.status.set({ phase: 'waiting', attempt: 1, retryAt: 0, lost: true });
  await p.drawn();
  expect(p.find('.ban').textContent).toBe('Connection lost. Reconnecting…');
  await vi.advanceTimersByTimeAsync(16_000);
  expect(p.find('.ban').textContent).toBe('You’re offline. Messages will be sent when you’re back.');
  p.visitor.status.set({ phase: 'online', since: 0, catchingUp: false });
  await p.drawn();
  expect(p.find('.ban').textContent).toBe('Back online');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(p.find('.ban')).toBeNull();
});
