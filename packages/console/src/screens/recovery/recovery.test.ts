import { afterEach, expect, test, vi } from 'vitest';
import type { Case } from '../../recovery.ts';
import { me } from '../../test/fake-agent.ts';
import { refusal } from '../../test/fake-api.ts';
import { one, withCases } from '../../test/fake-cases.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './recovery.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const t = Date.now();
const rows = (): string[] =>
  [...stage.root.querySelectorAll('tbody tr')].map((tr) => (tr.textContent ?? '').replace(/[\u2068\u2069]/g, ''));
const open = async (cases: Case[], hash = '#/recovery', shows = 'People we owe'): Promise<void> => {
  stage = await openPage(hash, shows, { house: withCases(cases), who: me });
};

const bodyOf = (act: string): unknown => stage.house.asked.find(({ what }) => what.endsWith(act))?.body;

test('[F20] open cases say whom we owe what, since when, whose they are, and how late we are', async () => {
  await open([
    one('late', { dueAt: t - 90 * 60_000, visitorName: 'Bo', triggers: ['complaint'], owner: me.id, state: 'owned' }),
    one('a'),
  ]);
  expect(rows()[0]).toMatch(/^late by 1 h 30 minBoComplained.*Jon/);
  expect(rows()[1]).toMatch(/^in 2[12] hAnaRated 1 or 2, Wishes to be contacted“Three times!”.*Take the case of Ana$/);
});

test('a case is taken from the list; who was slower is told, and sees it as it is', async () => {
  const cases = [one('a'), one('b', { visitorName: 'Bo' })];
  await open(cases);
  await stage.click(stage.button('Take the case of \u2068Ana\u2069'));
  expect(stage.house.asked.some(({ what }) => what === 'POST /v1/cases/a/own')).toBe(true);
  expect(rows()[0]).toMatch(/Jon$/);
  stage.house.refuse.set('POST /v1/cases/b/own', refusal({ code: 'conflict', status: 409 }));
  await stage.click(stage.button('Take the case of \u2068Bo\u2069'));
  expect(rows()[1]).toContain('somebody was faster');
});

test('a visitor is contacted with words of one’s own, or with the suggested first line', async () => {
  await open([one('a', { owner: me.id, state: 'owned' })], '#/recovery/case/a', 'Get in touch');
  expect(stage.text()).toContain('Three times!');
  expect(stage.text()).toContain('ana@mail.example');
  expect(stage.text()).toContain('Called twice');
  await stage.click(stage.button('Use it'));
  expect(stage.field('What to write').value).toContain('Hello Ana');
  await stage.fill(stage.field('How'), 'mail');
  await stage.click(stage.button('Get in touch'));
  expect(bodyOf('/contact')).toMatchObject({ how: 'mail', text: expect.stringContaining('Hello Ana') });
  await stage.sees('Contacted');
  await vi.waitFor(() => expect(stage.button('It is the visitor’s turn')).toBeTruthy());
});

test('a case is closed with what came of it, never without', async () => {
  await open([one('a', { owner: me.id, state: 'contacted', contactedAt: t })], '#/recovery/case/a', 'Close the case');
  await stage.click(stage.button('Close the case'));
  expect(stage.text()).toContain('Choose what came of it.');
  expect(bodyOf('/close')).toBeUndefined();
  await stage.fill(stage.field('What came of it'), 'resolved');
  await stage.click(stage.field('Refund'));
  await stage.fill(stage.field('Cause'), 'runaround');
  await stage.click(stage.button('Close the case'));
  expect(bodyOf('/close')).toEqual({ outcome: 'resolved', actions: ['refund'], cause: 'runaround' });
  await stage.sees('Put right');
  expect(stage.text()).toContain('CauseI was passed around or had to repeat myself');
  expect(() => stage.button('Close the case')).toThrow();
});

test('nobody to win back is said; so is a case that is not there, or kept back while a guess stands out', async () => {
  await open([], '#/recovery', 'Nobody to win back.');
  stage.close();
  await open([], '#/recovery/case/none', 'This case does not exist, or you may not see it yet.');
});

test('how many cases there are stands in the rail, and is heard', async () => {
  await open([], '#/recovery', 'Nobody to win back.');
  await stage.now(() => stage.fake.cases.set({ open: 2, mine: 1, late: 1, rev: 1 }));
  const link = stage.root.querySelector('nav.rail a[href="#/recovery"]');
  expect(link?.textContent).toBe('Recovery3, 3 cases, 1 late');
  await stage.now(() => stage.fake.cases.set({ open: 0, mine: 0, late: 0, rev: 2 }));
  expect(link?.textContent).toBe('Recovery');
});

test('chats that nobody rated and that look bad are told with their signs', async () => {
  await open([], '#/recovery/silent', 'look as if they went badly');
  await stage.sees('Ana');
  // The page says what they are, and nothing stands in a column of its own that is the same of all.
  expect(stage.root.querySelectorAll('h4')).toHaveLength(0);
  expect(rows()[0]).not.toContain('Not rated');
  expect(rows()[0]).toContain('Came back to where it had been');
});
