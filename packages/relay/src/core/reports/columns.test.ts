import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { occurrences } from '../service/facts.ts';
import { columnsOf, createColumns } from './columns.ts';
import { flags, reasonBit, resolutions } from './sessions.ts';

test('a row of readable values is found again in every column that it has', () => {
  const s = columnsOf([
    someRow({ id: 7, site: 'shop', page: '/a', owner: 'bo', speakers: ['ag', 'bo'], openedAt: 100, repliedAt: 150 }),
    someRow({
      ...{ id: 9, site: 'help', score: 2, resolved: 'partly', reasons: ['lost_time', 'other'], guess: 'declined' },
      ...{ flags: ['wish', 'raised'], happened: ['missed', 'blocked', 'missed'], expect: -2, nps: 0, ces: 7 },
      ...{ speakers: ['bo'], repliedAt: null, visitorMessages: 70_000 },
    }),
  ]);
  expect(s.size).toBe(2);
  expect([...s.row]).toEqual([7, 9]);
  expect([...s.site].map((i) => s.names.site[i])).toEqual(['shop', 'help']);
  expect([...s.page].map((i) => s.names.page[i])).toEqual(['/a', '']);
  expect(s.names.agent[s.owner[0] ?? 0]).toBe('bo');
  expect([...s.speaker].map((i) => s.names.agent[i])).toEqual(['ag', 'bo', 'bo']);
  expect([...s.speakerFrom]).toEqual([0, 2, 3]);
  expect([...s.waitMs]).toEqual([50, -1]);
  expect([...s.score]).toEqual([0, 2]);
  expect([...s.nps, ...s.ces, ...s.expect, ...s.guess]).toEqual([255, 0, 0, 7, 9, -2, 0, 6]);
  expect(resolutions[s.resolved[1] ?? 0]).toBe('partly');
  expect(s.reasons[1]).toBe(reasonBit('lost_time') | reasonBit('other'));
  expect(s.flags[1]).toBe(flags.wish | flags.raised);
  expect(s.happened[occurrences.length + occurrences.indexOf('missed')]).toBe(2);
  expect(s.visitorMessages[1]).toBe(65_535);
});

test('columns grow, and a row that comes again takes the place of what it was', () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => someRow({ id: i + 1, speakers: ['ag', `a${i % 50}`] }));
  const columns = createColumns();
  for (const row of rows) columns.put(row);
  columns.put({ ...someRow({ id: 2_000 }), score: 4, happened: ['handed'] });
  const s = columns.sessions();
  expect(s.size).toBe(3_000);
  expect(s.score[1_999]).toBe(4);
  expect(s.names.agent[s.speaker[s.speakerFrom[2_999] ?? 0] ?? 0]).toBe('ag');
  expect(s.speakerFrom[3_000]).toBe(6_000);
});

test('pages are many: one beyond the 65,536th is still that page', () => {
  const columns = createColumns();
  for (let id = 1; id <= 66_000; id += 1) columns.put(someRow({ id, page: `/order/${id}` }));
  const s = columns.sessions();
  expect(s.names.page[s.page[65_999] ?? 0]).toBe('/order/66000');
});

test('columns that were kept go on from there', () => {
  const kept = columnsOf([someRow({ id: 1, site: 'shop' }), someRow({ id: 2, site: 'help' })]);
  const columns = createColumns(kept);
  columns.put(someRow({ id: 2, site: 'help', score: 5 }));
  columns.put(someRow({ id: 3, site: 'new', speakers: ['ag'] }));
  const s = columns.sessions();
  expect([...s.row]).toEqual([1, 2, 3]);
  expect([...s.score]).toEqual([0, 5, 0]);
  expect([...s.site].map((i) => s.names.site[i])).toEqual(['shop', 'help', 'new']);
});
