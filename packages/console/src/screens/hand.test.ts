import { afterEach, expect, test, vi } from 'vitest';
import {
  allowed,
  colleague,
  createFakeAgent,
  emptyInbox,
  event,
  me,
  message,
  row,
  timeline,
} from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const ana = row('c1', 'Ana', 'Hi', { phase: 'active', assignee: me.id, can: allowed, openedAt: t });
const v = ana.state.visitor;
const staff = [
  colleague(me.id, 'Jon', { load: 2 }),
  colleague('agent-mia', 'Mia', { load: 1, langs: ['sq'] }),
  colleague('agent-zoe', 'Zoë', { status: 'away' }),
];

async function open(): Promise<void> {
  const fake = createFakeAgent({ ...emptyInbox, mine: [ana] });
  fake.staff.set(staff);
  fake.chat('c1').timeline.set(timeline([message(1, v, 'Where is it?', t), message(2, v, 'Thanks', t)]));
  stage = await openStage({ hash: '#/inbox/c1', fake });
}

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u2068\u2069]/g, '');
const sheet = (): HTMLDialogElement | null => stage.root.querySelector('dialog.sheet[aria-labelledby=sheet-title]');
const search = (): HTMLInputElement => stage.root.querySelector('[role=combobox]') as HTMLInputElement;
const noteField = (): HTMLTextAreaElement => sheet()?.querySelector('textarea') as HTMLTextAreaElement;
const options = (): string[] =>
  [...stage.root.querySelectorAll('[role=option] .name')].map((el) => el.textContent ?? '');
const submit = (): Promise<void> => stage.click(sheet()?.querySelector('[type=submit]') as HTMLElement);
const said = (): string[] => stage.said().map(plain);

test('t opens whom it can go to, with load and status; the note begins with the last question', async () => {
  await open();
  await stage.press('t', {}, document.body);
  expect(plain(sheet()?.querySelector('h2')?.textContent)).toBe('Transfer Ana');
  expect(options()).toEqual(['Mia', 'Zoë', 'Sales']);
  expect(stage.root.querySelector('[role=option]')?.textContent).toContain('1/5, 1 of 5 chats');
  expect(stage.root.querySelector('[role=option]')?.textContent).toContain('Albanian');
  expect(stage.root.querySelectorAll('[role=option]')[1]?.getAttribute('aria-disabled')).toBe('true');
  expect(noteField().value).toBe('Where is it?');
});

test('[UX25] by keyboard alone: type a name, Enter, Ctrl+Enter', async () => {
  await open();
  await stage.press('t', {}, document.body);
  await stage.type(search(), 'mi');
  await stage.press('Enter', {}, search());
  expect(document.activeElement).toBe(noteField());
  expect(plain(sheet()?.querySelector('label[for$=note]')?.textContent).trim()).toBe('What does Mia need to know?');
  await stage.press('Enter', { ctrlKey: true }, noteField());
  expect(stage.fake.asked).toContain('transfer c1 to agent-mia: Where is it?');
  expect(sheet()).toBeNull();
});

test('to a team as well', async () => {
  await open();
  await stage.press('t', {}, document.body);
  await stage.press('ArrowDown', {}, search());
  await stage.press('ArrowDown', {}, search());
  await stage.press('Enter', {}, search());
  await submit();
  expect(stage.fake.asked).toContain('transfer c1 to sales: Where is it?');
});

test('who is away cannot be chosen by any means', async () => {
  await open();
  await stage.press('t', {}, document.body);
  await stage.click(stage.root.querySelectorAll<HTMLElement>('[role=option]')[1] as HTMLElement);
  await stage.type(search(), 'zo');
  await stage.press('Enter', {}, search());
  await submit();
  expect(plain(sheet()?.querySelector('.error')?.textContent)).toBe('Choose who takes over.');
  expect(stage.fake.asked.filter((a) => a.startsWith('transfer'))).toEqual([]);
});

test('[UX105] without a note nothing is handed over, and the field says so', async () => {
  await open();
  await stage.press('t', {}, document.body);
  await stage.press('Enter', {}, search());
  await stage.type(noteField(), '  ');
  await submit();
  expect(noteField().getAttribute('aria-invalid')).toBe('true');
  const error = document.getElementById(noteField().getAttribute('aria-describedby') as string);
  expect(error?.textContent).toBe('Write what they need to know. The visitor should not have to repeat it.');
  expect(document.activeElement).toBe(noteField());
  expect(stage.fake.asked.filter((a) => a.startsWith('transfer'))).toEqual([]);
});

test.each([
  [
    { code: 'invalid_field', details: { field: 'to', why: 'absent' } },
    'Mia is not here any more. Choose somebody else.',
    true,
  ],
  [{ code: 'invalid_field', details: { field: 'to', why: 'self' } }, 'You have this chat already.', true],
  [
    { code: 'invalid_field', details: { field: 'to', why: 'unknown' } },
    'There is nobody of that kind any more. Choose somebody else.',
    true,
  ],
  [{ code: 'conflict', details: { why: 'handing' } }, 'This chat is being handed over already.', false],
  [{ code: 'forbidden' }, 'Only who has this chat, or a lead, can do this.', false],
  [{ code: 'closed' }, 'This chat has ended.', false],
  [{ code: 'timeout' }, 'That did not work. Nothing has changed. Try again.', false],
])('a refusal %j stands where one looks, and nothing that was written is lost', async (refusal, text, isAtField) => {
  await open();
  await stage.press('t', {}, document.body);
  await stage.press('Enter', {}, search());
  await stage.type(noteField(), 'Refund her');
  stage.fake.refuse.set('transfer', refusal);
  await submit();
  expect(plain(sheet()?.querySelector('.error')?.textContent)).toBe(text);
  expect(search().getAttribute('aria-invalid')).toBe(isAtField ? 'true' : null);
  expect(noteField().value).toBe('Refund her');
  await vi.waitFor(() => expect(said()).toContain(text));
});

test('while it is being handed over one sees to whom and how long, and can take it back', async () => {
  await open();
  const hand = { from: me.id, to: 'agent-mia', until: Date.now() + 42_500 };
  await stage.now(() =>
    stage.fake.chat('c1').state.set({ ...ana.state, hand, can: { ...allowed, transfer: false, withdraw: true } }),
  );
  expect(plain(stage.root.querySelector('.conversation .stripe')?.textContent)).toMatch(
    /^Handing to Mia 0:4\d, until /,
  );
  await stage.click(stage.button('Take back'));
  expect(stage.fake.asked).toContain('decline c1');
});

test('what is handed to me calls with its word, and is accepted or returned', async () => {
  const hand = { from: 'agent-mia', to: me.id, until: Date.now() + 60_000 };
  const can = { ...allowed, accept: true, decline: true, transfer: false };
  const his = row('h1', 'Bo', 'Hi', { phase: 'active', assignee: 'agent-mia', hand, can });
  const fake = createFakeAgent({ ...emptyInbox, others: [his] });
  fake.staff.set(staff);
  fake
    .chat('h1')
    .timeline.set(
      timeline([event(1, 'handing', 'agent-mia', t, { to: me.id, text: 'Box 2 is lost', until: hand.until })]),
    );
  stage = await openStage({ fake });
  const card = stage.root.querySelector('.call') as HTMLElement;
  expect(plain(card.getAttribute('aria-label'))).toBe('Mia hands you this chat');
  expect(card.textContent).toContain('Box 2 is lost');
  await stage.now(() => fake.emit('handing', { conversation: 'h1', from: 'agent-mia', until: hand.until }));
  await vi.waitFor(() => expect(said()).toContain('Mia hands you the chat with Bo'));
  await stage.press('d', {}, document.body);
  expect(fake.asked).toContain('decline h1');
  await stage.press('i', {}, document.body);
  expect(fake.asked).toContain('accept h1');
  expect(location.hash).toBe('#/inbox/h1');
  expect(stage.root.querySelector('.call')).toBeNull();
  expect(stage.root.querySelector('.incoming')?.textContent).toContain('Box 2 is lost');
});

test('what comes back says why, until it is put away', async () => {
  await open();
  await stage.now(() =>
    stage.fake.emit('note', {
      conversation: 'c1',
      event: { seq: 2, kind: 'returned', author: 'system', at: t, data: { to: 'agent-mia', why: 'timeout' } },
    }),
  );
  expect(plain(stage.root.querySelector('.notice')?.textContent)).toContain('Ana is back with you');
  expect(plain(stage.root.querySelector('.notice')?.textContent)).toContain('Mia did not answer in time.');
  await stage.click(stage.button('Dismiss'));
  expect(stage.root.querySelector('.notice')).toBeNull();
});

test('a colleague is asked to help without a transfer, with or without a question', async () => {
  await open();
  await stage.click(stage.button('Ask a colleague…'));
  expect(options()).toEqual(['Mia', 'Zoë']);
  await stage.press('Enter', {}, search());
  await submit();
  expect(stage.fake.asked).toContain('consult c1 agent-mia');
});
