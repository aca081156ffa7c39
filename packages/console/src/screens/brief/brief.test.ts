import { afterEach, expect, test, vi } from 'vitest';
import { createFakeAgent, emptyInbox, me, row } from '../../test/fake-agent.ts';
import { createFakeHouse, type FakeHouse } from '../../test/fake-house.ts';
import { figure, line, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import { openStage, type Stage } from '../../test/stage.ts';
import './brief.tsx';

let stage: Stage;
afterEach(() => stage.close());

const briefed = (lines = [line()]): FakeHouse => {
  const house = createFakeHouse();
  const unhappy = figure({ id: 'dissatisfied', value: 0.5, count: 2, n: 4, show: 'counts' });
  house.reports.set('brief', report('brief', { figures: [unhappy], lists: [{ id: 'unhappy', lines }] }));
  return house;
};
const signIn = async (house: FakeHouse, inbox = emptyInbox): Promise<void> => {
  stage = await openStage({ api: { call: house.call, session: async () => me }, fake: createFakeAgent(inbox) });
};

test('the brief says what happened since, in counts, and notes that it was read', async () => {
  const page: PageStage = await openPage('#/brief', 'Since', { house: briefed(), who: me });
  stage = page;
  expect(page.link('Ana').getAttribute('href')).toBe('#/inbox/c1');
  expect(stage.text()).toContain('2 of 4');
  await stage.click(stage.button('I’ve read this'));
  expect(page.house.asked.at(-1)).toEqual({ what: 'PUT /v1/brief', body: { upTo: report('brief').asked.to } });
  expect(stage.text()).toContain('Noted. The next brief begins here.');
});

test('who is owed something stands before the figures, the praise after them; nobody is only “Visitor”', async () => {
  const house = briefed([line({ name: null, visitor: 'kclaxyz' })]);
  const { figures, lists } = house.reports.get('brief') ?? report('brief');
  const praise = { id: 'praise', lines: [line({ name: 'Bo', score: 5, conv: 'c2' })] };
  house.reports.set('brief', report('brief', { figures, lists: [praise, ...lists] }));
  const page = await openPage('#/brief', 'Since', { house, who: me });
  stage = page;
  expect([...stage.root.querySelectorAll('h4')].map((it) => it.textContent)).toEqual([
    'Unhappy',
    'How many were dissatisfied?',
    'Praise',
  ]);
  expect(page.link('Visitor KCLA').getAttribute('href')).toBe('#/inbox/c1');
});

test('a chat that is several things stands once, and says all of them', async () => {
  stage = await openPage('#/brief', 'Since', {
    house: briefed([line({ marks: ['unhappy', 'promised', 'suggestion'] })]),
    who: me,
  });
  expect(stage.text()).toContain('Unhappy, Promised and not kept, A suggestion');
});

test('that nothing has happened is said', async () => {
  stage = await openPage('#/brief', 'Nothing that you need to read has happened since.', {
    house: briefed([]),
    who: me,
  });
});

test('who signs in begins with the brief, unless there is nothing in it or somebody waits', async () => {
  await signIn(briefed());
  expect(location.hash).toBe('#/brief');
  stage.close();
  await signIn(briefed([]));
  expect(location.hash).toBe('');
  stage.close();
  await signIn(briefed(), { ...emptyInbox, waiting: [row('q1', 'Bo', 'Hello?', { waitingSince: 1 })] });
  expect(location.hash).toBe('');
});

test('beside the brief stands the list, so that nobody waits behind it; an empty inbox leads back to it', async () => {
  await signIn(briefed());
  expect(location.hash).toBe('#/brief');
  await stage.now(() =>
    stage.fake.inbox.set({ ...emptyInbox, waiting: [row('q1', 'Bo', 'Hello?', { waitingSince: 1 })] }),
  );
  const list = stage.root.querySelector('nav.list');
  expect(list?.querySelector('a[href="#/inbox/q1"]')?.textContent).toContain('Bo');
  await vi.waitFor(() => expect(stage.root.querySelector('main.page')).not.toBeNull());
  expect(stage.root.querySelector('.shell')?.getAttribute('data-pane')).toBe('brief');
  expect(stage.root.querySelector('nav.rail a[href="#/inbox"]')?.textContent).toContain('Inbox');
  stage.close();
  await signIn(briefed([]));
  expect(stage.root.querySelector('main a[href="#/brief"]')?.textContent).toBe('What happened since your last shift');
});

test('whether somebody waits is known before the brief opens', async () => {
  await signIn(briefed(), { ...emptyInbox, complete: false });
  expect(location.hash).toBe('');
  await stage.now(() =>
    stage.fake.inbox.set({ ...emptyInbox, waiting: [row('q1', 'Bo', 'Hello?', { waitingSince: 1 })] }),
  );
  expect(location.hash).toBe('');
});
