import type { InboxRow } from '@rapport/sdk';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeAgent, emptyInbox, me, row } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const now = 1_000_000_000_000;
const active = { phase: 'active', assignee: me.id } as const;
const inbox = {
  ...emptyInbox,
  waiting: [
    row('w1', 'Драган', 'Где мой заказ?', { waitingSince: now - 252_000, unread: 2 }),
    row('w2', null, 'hi', { waitingSince: now - 21_000 }),
  ],
  mine: [row('m1', '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', active)],
  others: [row('o1', 'Eleni', 'ok', { phase: 'active', assignee: 'agent-mia' })],
  ended: [
    row('e1', 'Tom', 'bye', {
      phase: 'closed',
      closedAt: now,
      rating: { session: 1, state: 'rated', until: null, given: { score: 1 } },
    }),
  ],
};
const links = (): HTMLAnchorElement[] => [...stage.root.querySelectorAll<HTMLAnchorElement>('nav.list a')];
const heard = (el: Element): string => {
  const copy = el.cloneNode(true) as Element;
  for (const x of copy.querySelectorAll('[aria-hidden=true]')) x.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
};

async function open(hash = ''): Promise<void> {
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
  stage = await openStage({ hash, fake: createFakeAgent(inbox) });
}

test('sections have headings, rows are links, and the open one is current', async () => {
  await open('#/inbox/m1');
  expect([...stage.root.querySelectorAll('nav.list h3')].map((h) => h.textContent?.replace(/ · last.*/, ''))).toEqual([
    'Waiting · 2',
    'Mine · 1',
    'Others · 1',
    'Ended',
  ]);
  expect(links().map((a) => a.getAttribute('href'))).toEqual([
    '#/inbox/w1',
    '#/inbox/w2',
    '#/inbox/m1',
    '#/inbox/o1',
    '#/inbox/e1',
  ]);
  expect(links().map((a) => a.getAttribute('aria-current'))).toEqual([null, null, 'page', null, null]);
});

test('a wait ticks for the eye and stands still for the ear', async () => {
  await open();
  const [first] = links();
  expect(first?.querySelector('.chip')?.textContent).toBe('4:12 late');
  await stage.now(() => vi.advanceTimersByTime(3_000));
  expect(first?.querySelector('.chip')?.textContent).toBe('4:15 late');
  expect(heard(first as Element)).toMatch(/^Драган, waiting since .+: Где мой заказ\?, 2 unread messages$/);
});

test('names and words of visitors are text and nothing else', async () => {
  await open();
  expect(links()[2]?.querySelector('bdi')?.textContent).toBe('<img src=x onerror=alert(1)>');
  expect(links()[2]?.querySelector('.preview')?.textContent).toBe('<script>alert(1)</script>');
  expect(links()[2]?.querySelector('.preview')?.getAttribute('dir')).toBe('auto');
  expect(stage.root.querySelector('img, script')).toBeNull();
});

test('a rating stands in the row as soon as it is given', async () => {
  await open();
  expect(heard(links()[4] as Element)).toContain('Rated: Very dissatisfied');
});

test('the title counts those who need me', async () => {
  await open();
  expect(document.title).toBe('(2) Inbox — Rapport');
  await stage.now(() => stage.fake.inbox.set({ ...inbox, waiting: [] }));
  expect(document.title).toBe('Inbox — Rapport');
});

test('j and k walk the list', async () => {
  await open();
  await stage.press('j');
  expect(location.hash).toBe('#/inbox/w1');
  await stage.press('о', { code: 'KeyJ' });
  expect(location.hash).toBe('#/inbox/w2');
  await stage.press('k');
  expect(location.hash).toBe('#/inbox/w1');
  expect(document.title).toBe('(2) Драган — Inbox — Rapport');
});

test('an empty inbox says so', async () => {
  stage = await openStage();
  expect(stage.text()).toContain('Nobody is waiting.');
  expect(stage.text()).toContain('No open chats.');
});

test('the status can be changed, and a failure is told', async () => {
  await open();
  await stage.click(stage.field('Away'));
  expect(stage.fake.asked).toContain('presence away');
  expect(stage.field('Away').checked).toBe(true);
  stage.fake.refuse.set('presence', { code: 'unavailable' });
  await stage.click(stage.field('Available'));
  expect(stage.text()).toContain('Your status could not be changed. Try again.');
});

test('a new visitor is announced, without a word of what was written', async () => {
  await open();
  await stage.now(() => stage.fake.emit('waiting', { conversation: 'w2' }));
  await vi.waitFor(() => expect(stage.said()).toEqual(['2 visitors are waiting']));
});

const rowIds = (): string[] => links().map((a) => a.id.replace('row-', ''));

test('[UX54] the list stands still under the pointer, says what has changed, and shows it when asked', async () => {
  const fake = createFakeAgent(inbox);
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
  stage = await openStage({ hash: '', fake });
  const rows = stage.root.querySelector('.rows') as HTMLElement;
  rows.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
  const [w1, w2] = inbox.waiting as [InboxRow, InboxRow];
  const taken = { ...w1, state: { ...w1.state, ...active } };
  await stage.now(() =>
    fake.inbox.set({ ...inbox, waiting: [w2, row('w3', 'Ana', 'hello')], mine: [taken, ...inbox.mine] }),
  );
  expect(rowIds()).toEqual(['w1', 'w2', 'm1', 'o1', 'e1']);
  const pill = stage.root.querySelector<HTMLButtonElement>('.rows > .pill');
  expect(pill?.textContent).toBe('1 new · order changed');
  await stage.now(() => pill?.click());
  expect(rowIds()).toEqual(['w2', 'w3', 'w1', 'm1', 'o1', 'e1']);
  expect(stage.root.querySelector('.rows > .pill')).toBeNull();
});

test('a finger holds nothing: it has no pointer that rests on the list', async () => {
  const fake = createFakeAgent(inbox);
  stage = await openStage({ hash: '', fake });
  stage.root.querySelector('.rows')?.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'touch' }));
  await stage.now(() => fake.inbox.set({ ...inbox, waiting: [] }));
  expect(rowIds()).toEqual(['m1', 'o1', 'e1']);
});
