import type { Figure } from '@rapport/protocol';
import { afterEach, expect, test } from 'vitest';
import { me } from '../../test/fake-agent.ts';
import { refusal } from '../../test/fake-api.ts';
import { createFakeHouse, type FakeHouse } from '../../test/fake-house.ts';
import { figure, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const plain = (el: Element | null | undefined): string => (el?.textContent ?? '').replace(/[\u2068\u2069]/g, '');
const answer = 'POST /v1/assessment';
const bodiesOf = (house: FakeHouse): unknown[] =>
  house.asked.filter(({ what }) => what === answer).map((it) => it.body);

function house(show: Figure['show'] = 'alone'): FakeHouse {
  const it = createFakeHouse();
  const part = { formula: 'F18', n: 12, count: 6, value: 0.5, show } as const;
  it.reports.set(
    'gap',
    report('gap', {
      tables: [
        {
          id: 'self_assessment',
          columns: [
            { id: 'reason', kind: 'code' },
            { id: 'we_named', kind: 'figure' },
            { id: 'they_named', kind: 'figure' },
          ],
          rows: [['hours', figure({ ...part, id: 'we_named', formula: 'F2' }), figure({ ...part, id: 'they_named' })]],
        },
      ],
    }),
  );
  return it;
}

test('what one thinks is asked once a quarter, and the figures are asked for again; it is not shown again', async () => {
  const its = house();
  stage = await openPage('#/reports/gap', 'An unhappy visitor would say', { house: its, who: me });
  const reports = (): number => its.asked.filter(({ what }) => what.includes('/reports/gap')).length;
  const before = reports();
  await stage.click(stage.field('Opening hours don’t suit me'));
  await stage.click(stage.field('I didn’t feel valued'));
  await stage.click(stage.field('I didn’t feel valued'));
  await stage.click(stage.button('Give my answer'));
  expect(bodiesOf(its)).toEqual([{ reasons: ['hours'] }]);
  expect(reports()).toBe(before + 1);
  expect(stage.text()).toContain('You have answered for 2026-Q4.');
  expect(() => stage.button('Give my answer')).toThrow();
});

test('what was not kept is said, and what was ticked stays', async () => {
  const its = house();
  stage = await openPage('#/reports/gap', 'An unhappy visitor would say', { house: its, who: me });
  its.refuse.set(answer, refusal({ code: 'unavailable', status: 503 }));
  await stage.click(stage.field('Opening hours don’t suit me'));
  await stage.click(stage.button('Give my answer'));
  expect(stage.text()).toContain('Not done. Check your connection and try again.');
  await stage.click(stage.button('Give my answer'));
  expect(bodiesOf(its)).toEqual([{ reasons: ['hours'] }, { reasons: ['hours'] }]);
  expect(stage.text()).toContain('You have answered for 2026-Q4.');
});

test('[F26] what we think stands beside what they say, drawn where both are more than a few', async () => {
  stage = await openPage('#/reports/gap', 'What we think they hold against us', { house: house(), who: me });
  const row = [...stage.root.querySelectorAll('tbody tr')].map(plain).find((text) => text.includes('Opening hours'));
  expect(row).toContain('12 colleagues');
  expect(row).toContain('12 dissatisfied ratings');
  expect(stage.root.querySelector('.sketch')).not.toBeNull();
  stage.close();
  stage = await openPage('#/reports/gap', 'What we think they hold against us', { house: house('counts'), who: me });
  expect(stage.root.querySelector('.sketch')).toBeNull();
});
