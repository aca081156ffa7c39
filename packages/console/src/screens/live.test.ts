import type { Inbox, StaffState } from '@rapport/sdk';
import { afterEach, expect, test, vi } from 'vitest';
import {
  allowed,
  colleague,
  createFakeAgent,
  emptyInbox,
  type FakeAgent,
  me,
  message,
  row,
  timeline,
} from '../test/fake-agent.ts';
import { createFakeApi } from '../test/fake-api.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
let fake: FakeAgent;
afterEach(() => stage.close());

const now = 1_000_000_000_000;
const can = { ...allowed, transfer: false, takeover: true, join: true };
const of = (assignee: string, waitingSince: number | null = null): Partial<StaffState> => ({
  phase: 'active',
  assignee,
  waitingSince,
  can,
  openedAt: now - 300_000,
});
const inbox: Inbox = {
  ...emptyInbox,
  waiting: [
    row('w1', 'Драган', 'hi', { waitingSince: now - 252_000 }),
    row('w2', 'Bo', 'hi', { waitingSince: now - 5_000 }),
  ],
  others: [
    row('o1', 'Ana', 'hi', of('agent-mia', now - 80_000)),
    row('o2', 'Eleni', 'hi', { ...of('agent-mia'), lead: 1 }),
    row('o3', 'Tom', 'hi', of('agent-gone', now - 10_000)),
  ],
};
const staff = [
  colleague(me.id, 'Jon', { role: 'lead', load: 0, status: 'away' }),
  colleague('agent-mia', 'Mia', { load: 2, capacity: 2 }),
];

let promises: { n: number; kept: { count: number } } | null = null;

async function open({ hash = '#/live', role = 'lead' as 'agent' | 'lead' } = {}): Promise<void> {
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
  fake = createFakeAgent(inbox);
  fake.staff.set(staff);
  fake.chat('o1').timeline.set(timeline([message(1, 'v-o1', 'Where is it?', now)]));
  stage = await openStage({ hash, fake, api: createFakeApi({ session: async () => ({ ...me, role }), call }) });
  if (role === 'lead') await vi.waitFor(() => expect(stage.root.querySelector('main.live')).not.toBeNull());
}

const asked: string[] = [];
async function call(_: string, path: string): Promise<unknown> {
  asked.push(path);
  if (promises === null) throw new Error('not now');
  return { promises };
}

const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u2068\u2069]/g, '');
/** What the eye sees of a table, cell by cell. */
const cells = (name: string): string[][] =>
  [...(stage.root.querySelector(`section[aria-label="${name}"]`)?.querySelectorAll('tbody tr') ?? [])].map((tr) =>
    [...tr.querySelectorAll('th, td')].map((cell) => {
      const copy = cell.cloneNode(true) as Element;
      for (const el of copy.querySelectorAll('.vh, .acts')) el.remove();
      return plain(copy.textContent);
    }),
  );
const numbers = (): string[] => [...stage.root.querySelectorAll('.numbers dd')].map((dd) => dd.textContent ?? '');

test('counters: who waits and the longest, active chats, agents who take new ones of those here', async () => {
  await open();
  expect(numbers()[0]).toMatch(/^2longest 4:12/);
  expect(numbers().slice(1, 3)).toEqual(['3', '1 of 2']);
});

test('of the waits promised in chats that ended today, the kept ones are counted by the relay (F21)', async () => {
  promises = { n: 17, kept: { count: 16 } };
  await open();
  await vi.waitFor(() => expect(numbers()[3]).toBe('16 of 17'));
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  expect(asked.at(-1)).toBe(`/v1/reports/service?from=${midnight}&to=${now}`);
});

test('no promise that came due, and a figure that cannot be had, are not the same', async () => {
  promises = { n: 0, kept: { count: 0 } };
  await open();
  await vi.waitFor(() => expect(numbers()[3]).toBe('–none came due'));
  await stage.close();
  promises = null;
  await open();
  await vi.waitFor(() => expect(numbers()[3]).toBe('–could not be loaded'));
});

test('every agent has load, longest silence and chats; one who is gone and still has a chat is there, too', async () => {
  await open();
  expect(cells('Agents')).toEqual([
    ['A team memberAway', '1', '0:10', 'Tom', '0:10', ''],
    ['JonAway', '0/5', '–', 'No chats'],
    ['MiaAvailable', '2/2 full', '1:20', 'Ana', '1:20', ''],
    ['EleniWants a lead', 'answered', ''],
  ]);
  expect(stage.root.querySelectorAll('section[aria-label=Agents] th[scope=col]')).toHaveLength(6);
});

test('those who ask for a lead stand first, and one button takes part', async () => {
  await open();
  expect(cells('Supervisor requests')).toEqual([['Eleni', 'with Mia', 'answered', '']]);
  await stage.click(stage.button('Join \u2068Eleni\u2069'));
  expect(fake.asked).toContain('join o2');
  expect(location.hash).toBe('#/inbox/o2');
});

test('to watch tells the agent, marks nothing as read, and ends with the panel', async () => {
  await open();
  await stage.click(stage.button('Watch \u2068Ana\u2069'));
  expect(location.hash).toBe('#/live/o1');
  expect(fake.asked).toContain('watch o1 true');
  expect(plain(stage.root.querySelector('.watch')?.textContent)).toContain(
    'Watching AnaMia sees that you are watching.',
  );
  expect(stage.root.querySelector('.watch [role=log]')?.textContent).toContain('Where is it?');
  expect(stage.root.querySelector('.watch [role=tablist]')).toBeNull();
  await stage.press('Escape', {}, document.body);
  expect(location.hash).toBe('#/live');
  expect(fake.asked).toContain('watch o1 false');
  expect(fake.asked).not.toContain('read o1');
});

test('a whisper goes to the agent alone', async () => {
  await open();
  await stage.click(stage.button('Whisper \u2068Ana\u2069'));
  const field = stage.root.querySelector('.watch textarea') as HTMLTextAreaElement;
  expect(document.activeElement).toBe(field);
  expect(plain(field.getAttribute('aria-label'))).toBe('Whisper to Mia');
  await stage.type(field, 'Offer a refund');
  await stage.press('Enter', {}, field);
  expect(fake.asked).toContain('note o1 Offer a refund to agent-mia');
  expect(field.value).toBe('');
});

test('taking over says what it means first, and is not done without a yes', async () => {
  await open();
  await stage.click(stage.button('Take over… \u2068Ana\u2069'));
  const dialog = (): Element | null => stage.root.querySelector('dialog[aria-labelledby=sheet-title]');
  expect(plain(dialog()?.textContent)).toContain(
    'Take Ana over from Mia?CloseAna is told that you are taking over. Mia loses this chat, and it becomes yours.',
  );
  await stage.click(stage.button('Cancel'));
  expect(fake.asked).not.toContain('takeover o1');
  await stage.click(stage.root.querySelector('.watch-foot button') as HTMLElement);
  fake.refuse.set('takeover', { code: 'closed' });
  await stage.click(stage.button('Take over'));
  expect(dialog()?.querySelector('.error')?.textContent).toBe('This chat has ended.');
  await stage.click(stage.button('Take over'));
  expect(location.hash).toBe('#/inbox/o1');
});

test('rows stand still while updates are paused, their numbers go on, and what is new is told', async () => {
  await open();
  await stage.click(stage.button('Updates running'));
  const [first, ...rest] = inbox.others;
  await stage.now(() =>
    fake.inbox.set({ ...inbox, waiting: [], others: [...rest, row('o9', 'New', 'x', of('agent-mia'))] }),
  );
  expect(first).toBeDefined();
  expect(numbers()[0]).toBe('0');
  expect(cells('Agents').flat()).not.toContain('New');
  await stage.click(stage.button('There is something new'));
  expect(cells('Agents').flat()).toContain('New');
  await stage.click(stage.button('Updates paused'));
  expect(stage.button('Updates running').getAttribute('aria-pressed')).toBe('false');
});

test('without a chat it says so', async () => {
  await open();
  await stage.now(() => fake.inbox.set(emptyInbox));
  expect(stage.text()).toContain('No live chats.');
});

test('g l goes there, for those who may', async () => {
  await open();
  await stage.now(() => {
    location.hash = '#/inbox';
    window.dispatchEvent(new Event('hashchange'));
  });
  await stage.press('g', {}, document.body);
  await stage.press('l', {}, document.body);
  expect(location.hash).toBe('#/live');
  await stage.press('g', {}, document.body);
  await stage.press('i', {}, document.body);
  expect(location.hash).toBe('#/inbox');
  stage.close();
  await open({ hash: '#/inbox', role: 'agent' });
  await stage.press('g', {}, document.body);
  await stage.press('l', {}, document.body);
  expect(location.hash).toBe('#/inbox');
  expect(stage.root.querySelector('nav.rail a[href="#/live"]')).toBeNull();
  stage.close();
  await open({ hash: '#/live', role: 'agent' });
  expect(stage.text()).toContain('Live is for team leads and owners.');
});
