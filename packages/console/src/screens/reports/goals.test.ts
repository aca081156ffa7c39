import { afterEach, expect, test } from 'vitest';
import { me } from '../../test/fake-agent.ts';
import { createFakeHouse, type FakeHouse, owner } from '../../test/fake-house.ts';
import { figure, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const plain = (el: Element | null | undefined): string => (el?.textContent ?? '').replace(/[\u2068\u2069]/g, '');
const bodyOf = (what: string): unknown => stage.house.asked.find((it) => it.what === what)?.body;
const monday = Date.UTC(2026, 10, 2);
const weekMs = 7 * 86_400_000;

const note = (over: object = {}): object => ({
  ...{ id: 'a1', at: monday + weekMs, site: null, kind: 'staffing', text: 'Two colleagues left', actor: me.id },
  ...over,
});

function withGoals(notes: readonly object[] = [note()]): FakeHouse {
  const house = createFakeHouse();
  const call = house.call;
  house.reports.set('card', report('card', { figures: [figure()] }));
  house.reports.set(
    'trend',
    report('trend', {
      tables: [
        {
          id: 'weeks',
          columns: [
            { id: 'week', kind: 'day' },
            { id: 'n', kind: 'count' },
            { id: 'csat', kind: 'figure' },
          ],
          // Nobody had answered in the first week: the chart begins after it.
          rows: [-1, 0, 1, 2].map((i) => [
            monday + i * weekMs,
            i < 0 ? 0 : 40,
            figure({ n: 40, count: 30, value: 0.75 }),
          ]),
        },
      ],
    }),
  );
  house.call = async (method, path, body) => {
    if (!/targets|annotations/.test(path)) return call(method, path, body);
    house.asked.push({ what: `${method} ${path.split('?')[0]}`, body });
    const target = { metric: 'csat', site: null, value: 0.8, owner: me.id, validUntil: monday };
    return { targets: [target], annotations: notes };
  };
  return house;
}

test('[F25] while no figure can be told, none is offered to be aimed at, and what is said of it is no headline', async () => {
  const house = withGoals();
  const nothing = figure({ show: 'none', value: null, n: 0, count: 0, interval: null });
  house.reports.set('card', report('card', { figures: [nothing] }));
  stage = await openPage('#/reports/card', 'Targets', { house });
  expect(stage.root.querySelector('.figure .said')?.textContent).toBe('No ratings yet');
  expect(stage.text()).not.toContain('Set target');
});

test('[F25] a lead sets a target in whole percent and takes it away; the figures are asked for again', async () => {
  stage = await openPage('#/reports/card', 'How many were satisfied? 80%', { house: withGoals() });
  const asked = (): number => stage.house.asked.filter(({ what }) => what.includes('/reports/card')).length;
  const before = asked();
  await stage.fill(stage.field('Percent'), '85.5');
  await stage.click(stage.button('Set target'));
  expect(stage.errorOf(stage.field('Percent'))).toBe('A whole number from 0 to 100.');
  expect(bodyOf('PUT /v1/targets')).toBeUndefined();
  await stage.fill(stage.field('Percent'), '85');
  await stage.click(stage.button('Set target'));
  expect(bodyOf('PUT /v1/targets')).toEqual({ metric: 'csat', value: 0.85 });
  expect(asked()).toBe(before + 1);
  stage.house.asked.length = 0;
  await stage.click(stage.button('Remove How many were satisfied?'));
  expect(bodyOf('PUT /v1/targets')).toEqual({ metric: 'csat', value: null });
});

test('a target that nobody has set is listed as such, so that no verdict stands beside “no target”', async () => {
  const house = withGoals();
  const kept = figure({ id: 'kept', verdict: { target: 0.9, is: 'missed' } });
  const csat = figure({ verdict: { target: 0.8, is: 'met' } });
  house.reports.set('card', report('card', { figures: [csat, kept] }));
  stage = await openPage('#/reports/card', 'Was the promised wait kept? 90%, preset until you set one', { house });
  expect(stage.text()).not.toContain('How many were satisfied? 80%, preset');
});

test('an agent sees the targets and nothing to change', async () => {
  stage = await openPage('#/reports/card', 'How many were satisfied? 80%', { house: withGoals(), who: me });
  expect(() => stage.button('Set target')).toThrow();
  expect(() => stage.button('Remove How many were satisfied?')).toThrow();
});

test('what happened is a numbered mark on the chart and a line under it; a lead adds one', async () => {
  stage = await openPage('#/reports/trend', 'Two colleagues left', { house: withGoals(), who: owner });
  expect(plain(stage.root.querySelector('.mark-text'))).toBe('1');
  expect(stage.root.querySelector('.mark')?.getAttribute('x1')).toBe('50%');
  await stage.click(stage.button('Note it What happened'));
  expect(bodyOf('POST /v1/annotations')).toBeUndefined();
  expect(stage.errorOf(stage.field('What happened'))).toBe('Choose a day that has begun, and say what happened.');
  await stage.fill(stage.field('Day'), '2020-01-02');
  await stage.fill(stage.field('What kind'), 'product');
  await stage.fill(stage.field('What happened'), 'New return page');
  await stage.click(stage.button('Note it What happened'));
  expect(bodyOf('POST /v1/annotations')).toEqual({
    at: Date.UTC(2020, 0, 2, 12),
    kind: 'product',
    text: 'New return page',
  });
});

test('several changes of one kind on one day have one number, and each is told; another day, kind or site has another', async () => {
  const survey = { kind: 'survey', site: 'shop' };
  // The report is of Tirana: an hour before midnight there, and an hour after it.
  const night = monday + weekMs + 22 * 3_600_000;
  const notes = [
    note({ id: 'a', ...survey, at: night, text: 'The survey was switched off.' }),
    note({ id: 'b', ...survey, at: night + 60_000, text: 'The survey was switched on.' }),
    note({ id: 'c', at: night + 61_000 }),
    note({ id: 'd', ...survey, site: 'blog', at: night + 62_000, text: 'The survey was switched off.' }),
    note({ id: 'e', ...survey, at: night + 2 * 3_600_000, text: 'Agents guess 50 % of their chats instead of 20 %.' }),
  ];
  stage = await openPage('#/reports/trend', 'Two colleagues left', { house: withGoals(notes), who: owner });
  // So near each other they would stand one upon the other.
  expect([...stage.root.querySelectorAll('.mark-text')].map(plain)).toEqual(['1, 2, 3, 4']);
  expect(stage.root.querySelectorAll('.notes > li')).toHaveLength(4);
  const first = stage.root.querySelector('.notes > li');
  expect([...(first?.querySelectorAll('li') ?? [])].map(plain)).toEqual([
    'The survey was switched off.',
    'The survey was switched on.',
  ]);
  expect(plain(stage.root.querySelector('.notes > li:last-child'))).toContain('instead of 20 %');
});
