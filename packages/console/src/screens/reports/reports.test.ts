import type { Cell } from '@rapport/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import type { Me } from '../../api.ts';
import { me } from '../../test/fake-agent.ts';
import { refusal } from '../../test/fake-api.ts';
import { createFakeHouse, type FakeHouse, owner } from '../../test/fake-house.ts';
import { figure, line, report } from '../../test/fake-report.ts';
import { openPage, type PageStage } from '../../test/page-stage.ts';
import './reports.tsx';

let stage: PageStage;
afterEach(() => stage.close());

const plain = (el: Element | null | undefined): string => (el?.textContent ?? '').replace(/[\u2068\u2069]/g, '');
const card = (question: string): string => plain(stage.root.querySelector(`[aria-label="${question}"]`));
const asked = (): string[] => stage.house.asked.map(({ what }) => what).filter((what) => what.includes('/reports/'));
const last = (): URLSearchParams => new URLSearchParams(asked().at(-1)?.split('?')[1]);

const counts = (...ids: readonly string[]) => ids.map((id) => ({ id, kind: 'count' as const }));

async function open(hash: string, shows: string, who: Me = owner, prepare = (_: FakeHouse): void => {}): Promise<void> {
  const house = createFakeHouse();
  house.reports.set(
    'card',
    report('card', {
      figures: [figure(), figure({ id: 'kept', formula: 'F21', n: 7, count: 6, value: 6 / 7, show: 'counts' })],
    }),
  );
  house.reports.set(
    'gap',
    report('gap', {
      lists: [
        { id: 'blind_spots', lines: [line(), line({ conv: null, n: 2, name: null, comment: null, score: null })] },
      ],
    }),
  );
  house.reports.set(
    'reasons',
    report('reasons', {
      findings: [{ code: 'top_reason', value: 'runaround' }],
      tables: [
        {
          id: 'reasons',
          columns: [
            { id: 'reason', kind: 'code' },
            { id: 'mentions', kind: 'count' },
            { id: 'share', kind: 'share' },
          ],
          rows: [
            ['runaround', 34, 0.34],
            ['other', 5, 0.05],
          ],
        },
      ],
    }),
  );
  house.reports.set('coaching', report('coaching'));
  prepare(house);
  stage = await openPage(hash, shows, { house, who });
}

test('[F26] the report card says each figure as a question with its value, interval and number, and how it is counted', async () => {
  await open('#/reports', 'How many were satisfied?');
  expect(card('How many were satisfied?')).toContain('87%95% interval 83% to 90%348 of 401 ratings');
  expect(card('How many were satisfied?')).toContain(
    'Ratings of “satisfied” and “very satisfied”, divided by all ratings',
  );
  expect(card('Was the promised wait kept?')).toContain('6 of 7');
  expect(card('Was the promised wait kept?')).toContain('Too few answers to compare (7)');
  expect(card('Was the promised wait kept?')).not.toContain('%');
  expect(stage.text()).toContain('Times in Europe/Tirane');
  expect(stage.text()).toContain('1 rating left out as void');
  expect(stage.text()).toContain('may still come');
  // Printed, it has an owner who signs it.
  expect(plain(stage.root.querySelector('.signature'))).toBe('OwnerSignedDate');
});

test('a page is asked for whole days in its zone, with what was chosen, and its CSV for the very same', async () => {
  await open('#/reports/card', 'How many were satisfied?');
  await stage.fill(stage.field('Period'), 'week');
  await stage.fill(stage.field('Visitors'), 'returning');
  await stage.click(stage.field('Compare with the period before'));
  const [from, to] = [last().get('from'), last().get('to')];
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(7 * 86_400_000);
  expect(last().get('visitors')).toBe('returning');
  expect(last().get('compare')).toBeNull();
  expect(last().get('zone')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const csv = stage.link('Download CSV').getAttribute('href');
  expect(csv).toBe(asked().at(-1)?.replace('GET ', '').replace('card?', 'card.csv?'));
});

test('dates that make no period ask for nothing and say so', async () => {
  await open('#/reports/card', 'How many were satisfied?');
  const before = asked().length;
  await stage.fill(stage.field('Period'), 'custom');
  await stage.fill(stage.field('Up to and including'), '2020-01-01');
  expect(stage.text()).toContain('The last day must not be before the first.');
  expect(asked()).toHaveLength(before);
  await stage.fill(stage.field('From'), '2026-10-01');
  await stage.fill(stage.field('Up to and including'), '2026-10-31');
  expect([last().get('from'), last().get('to')]).toEqual(['2026-10-01', '2026-11-01']);
  expect(stage.text()).not.toContain('The last day');
});

test('a table names its columns and reads its codes; the finding stands above it in words', async () => {
  await open('#/reports/reasons', 'What went wrong');
  expect(stage.text()).toContain('Most common reason: I was passed around or had to repeat myself.');
  const table = stage.root.querySelector('table') as HTMLTableElement;
  expect([...table.querySelectorAll('thead th')].map(plain)).toEqual(['Reason', 'Named', 'Share']);
  expect([...table.querySelectorAll('tbody tr')].map((tr) => [...tr.children].map(plain))).toEqual([
    ['I was passed around or had to repeat myself', '34', '34%'],
    ['Something else', '5', '5%'],
  ]);
  expect([...table.querySelectorAll('.fill')].map((it) => it.getAttribute('width'))).toEqual(['34%', '5%']);
});

test('[UX130][F13] a trend is a picture with its finding in words, and a table with the same numbers', async () => {
  const week = (at: number, share: number): Cell[] => [
    at,
    40,
    figure({ value: share, n: 40, count: share * 40 }),
    0.8,
    0.6,
    1,
  ];
  await open('#/reports/trend', 'week by week', owner, (house) =>
    house.reports.set(
      'trend',
      report('trend', {
        findings: [{ code: 'outside_below', value: 'csat', at: Date.UTC(2026, 10, 9) }],
        tables: [
          {
            id: 'weeks',
            columns: [
              { id: 'week', kind: 'day' },
              { id: 'n', kind: 'count' },
              { id: 'csat', kind: 'figure' },
              ...(['centre', 'lower', 'upper'] as const).map((id) => ({ id, kind: 'share' as const })),
            ],
            rows: [week(Date.UTC(2026, 10, 2), 0.8), week(Date.UTC(2026, 10, 9), 0.5)],
          },
        ],
      }),
    ),
  );
  const picture = stage.root.querySelector('svg[role=img]');
  expect(picture?.getAttribute('aria-label')).toContain(
    'Satisfied, week by week. Satisfied: one point below the limits',
  );
  expect(picture?.querySelectorAll('circle')).toHaveLength(2);
  expect(picture?.querySelectorAll('.out')).toHaveLength(1);
  const rows = [...stage.root.querySelectorAll('tbody tr')].map(plain);
  expect(rows[1]).toContain('50%');
  expect(stage.text()).toContain('The scale begins at 50%');
  await stage.click(stage.field('Begin the scale at 0%'));
  expect(stage.text()).not.toContain('The scale begins at');
});

test('a chart reads out one row, the newest at first; with the slider any other', async () => {
  const days = { id: 'days', columns: [{ id: 'day', kind: 'day' }, ...counts('sessions', 'unanswered')] } as const;
  await open('#/reports/volume', 'Day by day', owner, (house) =>
    house.reports.set(
      'volume',
      report('volume', {
        tables: [
          {
            ...days,
            rows: [
              ['2026-11-02', 57, 9],
              ['2026-11-03', 88, 2],
            ],
          },
        ],
      }),
    ),
  );
  expect(plain(stage.root.querySelector('.read'))).toBe('Day: Nov 3, 2026 · Chats: 88 · No answer: 2');
  const slider = stage.field('Read out: Day by day') as HTMLInputElement;
  await stage.fill(slider, '0');
  expect(plain(stage.root.querySelector('.read'))).toBe('Day: Nov 2, 2026 · Chats: 57 · No answer: 9');
  expect(slider.getAttribute('aria-valuetext')).toBe('Day: Nov 2, 2026 · Chats: 57 · No answer: 9');
  expect([...stage.root.querySelectorAll('details.numbers tbody tr')].map(plain)).toEqual([
    'Nov 2, 2026579',
    'Nov 3, 2026882',
  ]);
});

test('days in which nothing happened are no chart', async () => {
  const columns = [{ id: 'day', kind: 'day' }, ...counts('sessions', 'unanswered')] as const;
  const rows = [2, 3, 4].map((day) => [`2026-11-0${day}`, 0, 0]);
  await open('#/reports/volume', 'Day by day', owner, (house) =>
    house.reports.set('volume', report('volume', { tables: [{ id: 'days', columns, rows }] })),
  );
  expect(stage.text()).toContain('Nothing in this period.');
  expect(stage.root.querySelector('figure.chart')).toBeNull();
});

test('the address holds what is asked, and is what is asked', async () => {
  await open('#/reports/card?period=week&visitors=new&compare=no', 'How many were satisfied?');
  expect(last().get('visitors')).toBe('new');
  expect(last().get('compare')).toBeNull();
  await stage.fill(stage.field('Visitors'), 'returning');
  expect(location.hash).toBe('#/reports/card?period=week&visitors=returning&compare=no');
  expect(last().get('visitors')).toBe('returning');
});

test('[UX135] days and hours are coloured in steps, and the number stands in each', async () => {
  const hours = [...Array(24).keys()];
  await open('#/reports/volume', 'By the hour', owner, (house) =>
    house.reports.set(
      'volume',
      report('volume', {
        tables: [
          {
            id: 'hours',
            columns: [{ id: 'day', kind: 'code' }, ...hours.map((h) => ({ id: String(h), kind: 'count' as const }))],
            rows: [
              ['mon', ...hours.map((h) => (h === 9 ? 20 : h === 10 ? 3 : 0))],
              ['tue', ...hours.map(() => 0)],
            ],
          },
        ],
      }),
    ),
  );
  const cells = [...stage.root.querySelectorAll('tbody tr > *')];
  expect(plain(cells[0])).toBe('Monday');
  expect([plain(cells[10]), cells[10]?.className]).toEqual(['20', 'number heat-5']);
  expect([plain(cells[11]), cells[11]?.className]).toEqual(['3', 'number heat-1']);
  expect([plain(cells[1]), cells[1]?.className]).toEqual(['0', 'number heat-0']);
  expect([...stage.root.querySelectorAll('thead th')].slice(0, 3).map(plain)).toEqual(['Day', '00', '01']);
  // A week has its seven days, whoever came.
  expect(plain(stage.root.querySelector('tbody tr:last-child th'))).toBe('Tuesday');
});

test('chats to read are opened by name; of an erased one there is nothing to open', async () => {
  await open('#/reports/gap', 'We thought they were happy');
  expect(stage.link('Ana').getAttribute('href')).toBe('#/inbox/c1');
  const rows = [...stage.root.querySelectorAll('tbody tr')].map(plain);
  expect(rows[0]).toContain('Dissatisfied');
  expect(rows[0]).toContain('I explained it three times.');
  expect(rows[0]).toContain('Rated 1 or 2');
  expect(rows[1]).toContain('Erased');
  expect(rows[1]).toContain('Not rated');
});

test('an agent is shown himself alone; a lead chooses whom', async () => {
  await open('#/reports/coaching', 'ended in this period', me);
  expect(last().get('agent')).toBe(me.id);
  expect(() => stage.field('Person')).toThrow();
  stage.close();
  await open('#/reports/coaching', 'ended in this period');
  await vi.waitFor(() => expect(stage.field('Person')).toBeTruthy());
  await stage.fill(stage.field('Person'), 'mia');
  expect(last().get('agent')).toBe('mia');
});

test('what could not be updated stands, with its time; it is asked for again', async () => {
  let isDown = false;
  await open('#/reports/card', 'How many were satisfied?', owner, (house) => {
    const call = house.call;
    house.call = async (method, path, body) => {
      if (isDown && path.includes('/reports/')) throw refusal({ code: 'unreachable', status: 0 });
      return call(method, path, body);
    };
  });
  isDown = true;
  await stage.fill(stage.field('Visitors'), 'new');
  await stage.sees('Could not be updated');
  expect(card('How many were satisfied?')).toContain('87%');
  isDown = false;
  await stage.click(stage.button('Try again'));
  expect(stage.text()).not.toContain('Could not be updated');
});

test('what is not for this role is said', async () => {
  await open('#/reports/coaching', 'not for your role', me, (house) => {
    const call = house.call;
    house.call = async (method, path, body) => {
      if (path.includes('/reports/')) throw refusal({ code: 'forbidden', status: 403 });
      return call(method, path, body);
    };
  });
});
