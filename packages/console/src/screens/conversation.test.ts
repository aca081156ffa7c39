import { afterEach, expect, test, vi } from 'vitest';
import { undoMs } from '../ending.ts';
import {
  allowed,
  createFakeAgent,
  emptyInbox,
  event,
  me,
  message,
  note,
  rated,
  row,
  timeline,
} from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const can = allowed;
const ana = row('c1', 'Ana', 'Hi', { phase: 'active', assignee: me.id, can, openedAt: t });
const queued = row('q1', 'Bo', 'Hi', { waitingSince: t });
const v = ana.state.visitor;
const composer = (): HTMLTextAreaElement => stage.root.querySelector('textarea') as HTMLTextAreaElement;

async function open(hash = '#/inbox/c1'): Promise<void> {
  const fake = createFakeAgent({ ...emptyInbox, waiting: [queued], mine: [ana] });
  fake
    .chat('c1')
    .timeline.set(
      timeline([
        message(1, v, 'Hi https://acme.example/x.', t),
        message(2, me.id, 'Hello', t, { status: 'read' }),
        note(1, 'agent-mia', 'be kind', t),
      ]),
    );
  stage = await openStage({ hash, fake });
}

test('Enter sends the reply and empties the field', async () => {
  await open();
  await stage.type(composer(), 'One moment');
  await stage.press('Enter', {}, composer());
  expect(stage.fake.asked).toContain('send c1 One moment');
  expect(composer().value).toBe('');
});

test('[UX103] a note is tinted, labelled, has its own button, and is never sent as a reply', async () => {
  await open();
  await stage.type(composer(), 'to the visitor');
  await stage.press('n', {}, document.body);
  expect(composer().getAttribute('aria-label')).toBe('Internal note');
  expect(composer().value).toBe('');
  expect(stage.root.querySelector('form.composer')?.getAttribute('data-mode')).toBe('note');
  await stage.type(composer(), 'for us');
  await stage.click(stage.button('Add note'));
  expect(stage.fake.asked.filter((a) => /^(send|note)/.test(a))).toEqual(['note c1 for us']);
  await stage.press('r', {}, document.body);
  expect(composer().value).toBe('to the visitor');
  expect(() => stage.button('Add note')).toThrow();
});

test('the key after n is the first letter of the note', async () => {
  await open();
  await stage.press('n', {}, document.body);
  expect(document.activeElement).toBe(composer());
});

test('a draft is there again after leaving the conversation and coming back', async () => {
  await open();
  await stage.type(composer(), 'half a sentence');
  await stage.press('k', {}, document.body);
  expect(location.hash).toBe('#/inbox/q1');
  expect(composer().value).toBe('');
  await stage.press('j', {}, document.body);
  expect(composer().value).toBe('half a sentence');
});

test('an empty reply is not sent', async () => {
  await open();
  await stage.type(composer(), '  \n ');
  await stage.press('Enter', {}, composer());
  expect(stage.fake.asked.filter((a) => a.startsWith('send'))).toEqual([]);
  expect(stage.button('Send').getAttribute('aria-disabled')).toBe('true');
});

test('[C3] what is over the limit is not sent, and says by how much', async () => {
  await open();
  await stage.type(composer(), '😀'.repeat(10_001));
  await stage.press('Enter', {}, composer());
  expect(stage.text()).toContain('1 character too long.');
  expect(stage.fake.asked.filter((a) => a.startsWith('send'))).toEqual([]);
});

test('notes are marked, links are safe, my last message shows its status', async () => {
  await open();
  expect(stage.root.querySelector('.note')?.textContent).toBe('Internal note · Miabe kind');
  const link = stage.root.querySelector('.bubble a');
  expect(link?.getAttribute('href')).toBe('https://acme.example/x');
  expect(link?.getAttribute('rel')).toContain('noopener noreferrer nofollow');
  expect(stage.root.querySelector('.status')?.textContent).toMatch(/^Read/);
  expect(stage.root.querySelector('[role=log]')?.getAttribute('aria-live')).toBe('off');
});

test('[O5] a failed message can be sent again or deleted', async () => {
  await open();
  await stage.now(() =>
    stage.fake.chat('c1').timeline.set(timeline([message(1, me.id, 'lost', t, { key: 'k1', status: 'failed' })])),
  );
  await stage.click(stage.button('Try again'));
  await stage.click(stage.button('Delete'));
  expect(stage.fake.asked).toEqual(expect.arrayContaining(['retry c1 k1', 'discard c1 k1']));
});

test('[UX104][C7] joining, and being told who was faster', async () => {
  await open('#/inbox/q1');
  stage.fake.refuse.set('accept', { code: 'taken', details: { as: 'agent-mia' } });
  await stage.click(stage.button('Join chat'));
  expect(stage.text()).toContain('Mia was faster and has joined this chat.');
  await stage.press('i', {}, document.body);
  expect(stage.fake.asked.filter((a) => a === 'accept q1')).toHaveLength(2);
});

test('an ended chat can be taken back for five seconds', async () => {
  await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await stage.press('e', {}, document.body);
  expect(stage.text()).toContain('Ending the chat with Ana…');
  await stage.press('z', {}, document.body);
  await stage.now(() => vi.advanceTimersByTime(undoMs * 2));
  expect(stage.fake.asked).not.toContain('end c1');
  await stage.click(stage.button('End chat'));
  await stage.now(() => vi.advanceTimersByTime(undoMs));
  expect(stage.fake.asked).toContain('end c1');
});

test('[UX143] time stands still while the pointer is on the bar, and a new message takes the end back', async () => {
  await open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await stage.press('e', {}, document.body);
  await stage.now(() => stage.root.querySelector('.undo')?.dispatchEvent(new Event('pointerenter')));
  await stage.now(() => vi.advanceTimersByTime(undoMs * 2));
  expect(stage.fake.asked).not.toContain('end c1');
  await stage.now(() => stage.fake.emit('message', { conversation: 'c1', text: 'wait' }));
  expect(stage.text()).not.toContain('Ending the chat');
  await stage.now(() => vi.advanceTimersByTime(undoMs * 2));
  expect(stage.fake.asked).not.toContain('end c1');
});

test('a page that goes away ends what was about to end', async () => {
  await open();
  await stage.press('e', {}, document.body);
  await stage.now(() => window.dispatchEvent(new Event('pagehide')));
  expect(stage.fake.asked).toContain('end c1');
});

test('a new message in the open chat is spoken once, older ones never', async () => {
  await open();
  const chat = stage.fake.chat('c1');
  const { items } = chat.timeline.getSnapshot();
  await stage.now(() => chat.timeline.set(timeline([...items, message(4, v, 'And the colour?', t)], { head: 4 })));
  await stage.now(() =>
    chat.timeline.set(
      timeline([message(0, v, 'long ago', t), ...items, message(4, v, 'And the colour?', t)], { head: 4 }),
    ),
  );
  await vi.waitFor(() => expect(stage.said()).toEqual(['\u2068Ana\u2069: \u2068And the colour?\u2069']));
});

test('many messages at once are one sentence', async () => {
  await open();
  const chat = stage.fake.chat('c1');
  const many = [4, 5, 6, 7].map((n) => message(n, v, `m${n}`, t));
  await stage.now(() => chat.timeline.set(timeline([...chat.timeline.getSnapshot().items, ...many], { head: 7 })));
  await vi.waitFor(() => expect(stage.said()).toEqual(['4 new messages from \u2068Ana\u2069']));
});

test('a rating is announced and shown in words the moment it is given', async () => {
  await open();
  const chat = stage.fake.chat('c1');
  const rating = { score: 2, reasons: ['runaround'], resolved: 'no', comment: '<b>Twice</b>' } as const;
  const closed = {
    ...chat.state.getSnapshot(),
    phase: 'closed',
    closedAt: t,
    can: { ...can, send: false, close: false },
    rating: { session: 1, state: 'rated', until: null, given: rating },
  } as const;
  await stage.now(() => {
    chat.state.set(closed);
    chat.timeline.set(timeline([event(1, 'closed', me.id, t, { n: 1, by: 'agent' })]));
    chat.ratings.set({ 1: rated(t, rating) });
    stage.fake.emit('rated', { conversation: 'c1', session: 1, rating });
  });
  expect(stage.root.querySelector('.rating')?.textContent).toContain(
    'Dissatisfied<b>Twice</b>I was passed around or had to repeat myself',
  );
  await vi.waitFor(() => expect(stage.said()).toEqual(['\u2068Ana\u2069 rated the chat: Dissatisfied']));
});

test('[C9] a closed chat takes notes and nothing else', async () => {
  await open();
  const chat = stage.fake.chat('c1');
  await stage.now(() => {
    chat.timeline.set(timeline([event(1, 'closed', v, t, { n: 1, by: 'visitor' })]));
    chat.state.set({
      ...chat.state.getSnapshot(),
      phase: 'closed',
      closedAt: t,
      can: { ...can, send: false, close: false },
    });
  });
  expect(composer().getAttribute('aria-label')).toBe('Internal note');
  expect(() => stage.button('Send')).toThrow();
  expect(() => stage.button('End chat')).toThrow();
});

test('a lost connection is told, and that replies are kept', async () => {
  await open();
  await stage.now(() => stage.fake.status.set({ phase: 'waiting', attempt: 2, retryAt: 0, lost: false }));
  expect(stage.text()).not.toContain('Connection lost');
  await stage.now(() => stage.fake.status.set({ phase: 'waiting', attempt: 3, retryAt: 0, lost: true }));
  expect(stage.text()).toContain('Connection lost. Reconnecting… Replies are kept.');
  await stage.now(() => stage.fake.status.set({ phase: 'online', since: 0, catchingUp: false }));
  expect(stage.text()).not.toContain('Connection lost');
});
