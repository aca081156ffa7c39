import { afterEach, expect, test, vi } from 'vitest';
import { undoMs } from '../ending.ts';
import { allowed, colleague, createFakeAgent, emptyInbox, me, note, row, timeline } from '../test/fake-agent.ts';
import { createFakeApi } from '../test/fake-api.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const queued = row('q1', 'Bo', 'Where is it?', { waitingSince: t, team: 'sales', lang: 'de' });
const ana = row('c1', 'Ana', 'Hi', { phase: 'active', assignee: me.id, can: allowed, openedAt: t });
const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u2068\u2069]/g, '');
const composer = (): HTMLTextAreaElement => stage.root.querySelector('form.composer textarea') as HTMLTextAreaElement;

async function open(hash = ''): Promise<void> {
  const until = Date.now() + 42_500;
  const offered = { ...queued, state: { ...queued.state, offeredUntil: until } };
  const fake = createFakeAgent({ ...emptyInbox, waiting: [offered], mine: [ana] });
  fake.offers.set([{ conversation: 'q1', until }]);
  stage = await openStage({ hash, fake });
}

test('an offer is seen with its time, what was asked for and what was said, and heard once', async () => {
  await open();
  const card = stage.root.querySelector('.call');
  expect(card?.getAttribute('aria-label')).toBe('Offered to you');
  expect(plain(card?.textContent)).toMatch(
    /^Offered to you0:4\d, until .+BoSales, Team: SalesDE, Language: GermanWhere is it\?/,
  );
  await stage.now(() => stage.fake.emit('offer', { conversation: 'q1', until: 0 }));
  await vi.waitFor(() => expect(stage.said().map(plain)).toEqual(['Offered to you: Bo']));
});

test('i takes what is offered and opens it, d declines it', async () => {
  await open('#/inbox/c1');
  await stage.press('d', {}, document.body);
  expect(stage.fake.asked).toContain('decline q1');
  await stage.press('i', {}, document.body);
  expect(stage.fake.asked).toContain('accept q1');
  expect(location.hash).toBe('#/inbox/q1');
});

test('an offer that somebody else took says so on its card', async () => {
  await open();
  stage.fake.refuse.set('accept', { code: 'taken' });
  await stage.press('i', {}, document.body);
  expect(stage.root.querySelector('.call .error')?.textContent).toBe('It is not yours to take any more.');
  expect(location.hash).not.toContain('q1');
});

test('in the row stand the offer, the team and the language', async () => {
  await open();
  const marks = [...stage.root.querySelectorAll('#row-q1 .mark')].map((el) => plain(el.textContent));
  expect(marks[0]).toBe('Sales, Team: Sales');
  expect(marks[1]).toBe('DE, Language: German');
  expect(marks[2]).toMatch(/^Offered to you 0:4\d/);
});

test('after a missed chat the status says why, and one button brings it back', async () => {
  await open();
  await stage.now(() => {
    stage.fake.presence.set('finishing');
    stage.fake.missedAt.set(new Date(2026, 10, 23, 12, 31).getTime());
  });
  expect(stage.field('Finishing (no new)').checked).toBe(true);
  expect(stage.root.querySelector('.missed')?.textContent).toMatch(/You missed a chat at (12:31|12:31 PM)/);
  await stage.click(stage.button('I’m back'));
  expect(stage.fake.asked).toContain('presence available');
  expect(stage.root.querySelector('.missed')).toBeNull();
});

test('how many of how many are mine stands over them; who is full can take one more all the same', async () => {
  await open();
  const heading = (): string => stage.root.querySelector('#part-mine')?.textContent ?? '';
  await stage.now(() => stage.fake.staff.set([colleague(me.id, 'Jon', { load: 1, capacity: 5 })]));
  expect(heading()).toBe('Mine · 1 of 5');
  expect(stage.text()).not.toContain('You’re full.');
  await stage.now(() => stage.fake.staff.set([colleague(me.id, 'Jon', { load: 1, capacity: 1 })]));
  expect(stage.text()).toContain('You’re full.');
  await stage.click(stage.button('Take anyway'));
  expect(stage.fake.asked).toContain('accept q1');
});

test('u goes to who needs me next: what is offered before what waits', async () => {
  await open();
  await stage.press('u', {}, document.body);
  expect(location.hash).toBe('#/inbox/q1');
});

test('a chat that ends says what came of it by one key, and ends with it', async () => {
  await open('#/inbox/c1');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await stage.press('e', {}, document.body);
  await stage.press('3', {}, document.body);
  expect(stage.button('Not solved').getAttribute('aria-pressed')).toBe('true');
  await stage.press('1', {}, document.body);
  await stage.now(() => vi.advanceTimersByTime(undoMs));
  expect(stage.fake.asked).toContain('end c1 yes');
});

test('words that nobody has read are asked about before the end', async () => {
  await open('#/inbox/c1');
  await stage.type(composer(), 'half a');
  await stage.press('e', {}, document.body);
  expect(stage.text()).toContain('You have a reply that is not sent.');
  expect(stage.text()).not.toContain('Ending the chat');
  await stage.click(stage.button('Keep chatting'));
  expect(composer().value).toBe('half a');
  await stage.press('e', {}, document.body);
  await stage.click(stage.button('Send and end'));
  expect(stage.fake.asked).toContain('send c1 half a');
  expect(plain(stage.text())).toContain('Ending the chat with Ana…');
  await stage.press('z', {}, document.body);
  await stage.type(composer(), 'nothing');
  await stage.press('e', {}, document.body);
  await stage.click(stage.button('Discard and end'));
  expect(stage.fake.asked.filter((a) => a.startsWith('send'))).toEqual(['send c1 half a']);
  expect(composer().value).toBe('');
});

test('a lead is asked for by one key, and the chat is flagged', async () => {
  await open('#/inbox/c1');
  await stage.press('s', {}, document.body);
  expect(stage.fake.asked).toContain('escalate c1');
  await stage.now(() => stage.fake.chat('c1').state.set({ ...ana.state, lead: 1 }));
  expect(stage.root.querySelector('.head .flagged')?.textContent).toBe('A lead was asked for');
});

test('a lead is called when one is asked for, an agent is not', async () => {
  await open();
  await stage.now(() => stage.fake.emit('escalated', { conversation: 'c1' }));
  expect(stage.root.querySelector('.notice')).toBeNull();
  stage.close();
  const asked = { ...ana, state: { ...ana.state, lead: 1 as const, assignee: 'agent-mia' } };
  const fake = createFakeAgent({ ...emptyInbox, others: [asked] });
  stage = await openStage({ fake, api: createFakeApi({ session: async () => ({ ...me, role: 'lead' }) }) });
  await stage.now(() => fake.emit('escalated', { conversation: 'c1' }));
  expect(plain(stage.root.querySelector('.notice')?.textContent)).toContain('Ana: a lead is asked for');
  await stage.now(() => fake.inbox.set({ ...emptyInbox, others: [{ ...asked, state: { ...ana.state } }] }));
  expect(stage.root.querySelector('.notice')).toBeNull();
});

test('a whisper is called out where it is not before my eyes, and stands apart in the transcript', async () => {
  await open();
  const whisper = {
    conversation: 'c1',
    event: { seq: 1, kind: 'note', author: 'agent-mia', at: t, data: { text: 'Offer a refund', to: me.id } },
  };
  await stage.now(() =>
    stage.fake.emit('note', { ...whisper, event: { ...whisper.event, data: { text: 'for all' } } }),
  );
  expect(stage.root.querySelector('.notice')).toBeNull();
  await stage.now(() => stage.fake.emit('note', whisper));
  expect(plain(stage.root.querySelector('.notice')?.textContent)).toContain(
    'Mia whispers about AnaDismissOffer a refund',
  );
  await stage.now(() => {
    location.hash = '#/inbox/c1';
    window.dispatchEvent(new Event('hashchange'));
  });
  await stage.now(() => {
    const item = { ...note(1, 'agent-mia', 'Offer a refund', t), to: me.id } as ReturnType<typeof note>;
    stage.fake.chat('c1').timeline.set(timeline([item]));
  });
  expect(plain(stage.root.querySelector('.note.whisper')?.textContent)).toBe('Whisper · Mia to youOffer a refund');
});

test('a note can be for one colleague', async () => {
  await open('#/inbox/c1');
  await stage.now(() => stage.fake.staff.set([colleague(me.id, 'Jon'), colleague('lead-1', 'Lea', { role: 'lead' })]));
  await stage.press('n', {}, document.body);
  const select = stage.root.querySelector('.for select') as HTMLSelectElement;
  await stage.now(() => {
    select.value = 'lead-1';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await stage.type(composer(), 'come and see');
  await stage.click(stage.button('Add note'));
  expect(stage.fake.asked).toContain('note c1 come and see to lead-1');
  expect(select.value).toBe('');
});

test('blocking wants a reason, and can be undone', async () => {
  await open('#/inbox/c1');
  await stage.click(stage.button('Block visitor…'));
  await stage.click(stage.button('Block'));
  expect(stage.text()).toContain('Say why, so that others understand it.');
  await stage.type(stage.field('Why?'), 'ads');
  await stage.click(stage.field('This is spam: end the chat, too, and ask for no rating'));
  await stage.click(stage.button('Block'));
  expect(stage.fake.asked).toContain('block c1 ads spam');
  const can = { ...allowed, block: false, unblock: true };
  await stage.now(() => stage.fake.chat('c1').state.set({ ...ana.state, blocked: 1, can }));
  expect(stage.text()).toContain('This visitor is blocked.');
  await stage.click(stage.root.querySelector('.stripe.bad button') as HTMLElement);
  expect(stage.fake.asked).toContain('unblock c1');
});

test('a copy goes to the customer by mail, and what becomes of it is said', async () => {
  await open('#/inbox/c1');
  await stage.click(stage.button('Email a copy…'));
  await stage.type(stage.field('Send it to'), 'nobody');
  stage.fake.refuse.set('copy', { code: 'invalid_field', details: { field: 'to' } });
  await stage.click(stage.button('Send the copy'));
  expect(stage.text()).toContain('Check the address.');
  await stage.type(stage.field('Send it to'), 'ana@example.com');
  await stage.click(stage.button('Send the copy'));
  expect(stage.fake.asked).toContain('copy c1 to ana@example.com');
  expect(stage.text()).not.toContain('Email a copy of this chat');
});

test('a lead who reads along is seen', async () => {
  await open('#/inbox/c1');
  await stage.now(() => stage.fake.staff.set([colleague('lead-1', 'Lea', { role: 'lead' })]));
  await stage.now(() => stage.fake.chat('c1').state.set({ ...ana.state, watching: ['lead-1'] }));
  expect(plain(stage.text())).toContain('Lea is watching');
});

test('what was promised stands beside the visitor, and that nothing goes out by mail', async () => {
  await open('#/inbox/c1');
  const promise = { fromMs: 120_000, toMs: 240_000, at: new Date(2026, 10, 23, 12, 31).getTime(), late: 1 as const };
  await stage.now(() => stage.fake.chat('c1').state.set({ ...ana.state, promise }));
  expect(stage.root.querySelector('.about')?.textContent).toMatch(/Told2–4 min, at 12:31( PM)?, late/);
  stage.close();
  const fake = createFakeAgent({ ...emptyInbox, mine: [{ ...ana, state: { ...ana.state, mode: 'offline' } }] });
  fake.chat('c1').visitor.set({ email: 'ana@example.org' });
  stage = await openStage({
    hash: '#/inbox/c1',
    fake,
    api: createFakeApi({ sites: async () => ({ sites: new Map(), canMail: false }) }),
  });
  expect(stage.root.querySelector('.about')?.textContent).toContain('Mail is not set up.');
});
