// CSV that is read back as it was written, and of which a spreadsheet computes nothing, whatever somebody wrote into a comment.
import { expect, test } from 'vitest';
import { someRow } from '../test/session-rows.ts';
import { csvHeader, csvLines, csvName } from './report-csv.ts';

const as = { zone: 'Europe/Tirane', nameOf: (id: string) => (id === 'bo' ? 'Bora' : id) };
const header = csvHeader.slice(1).trimEnd().split(',');

/** RFC 4180, written down once more: what any reader makes of it. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

function cell(name: string, row: Parameters<typeof someRow>[0], words: { name?: string; comment?: string } = {}) {
  const [line = []] = cellsOf(csvLines([{ ...someRow(row), name: null, comment: null, ...words }], as));
  expect(line).toHaveLength(header.length);
  return line[header.indexOf(name)];
}

test.each([
  ['=1+1', "'=1+1"],
  ['+355 69', "'+355 69"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['\n=1', "'\n=1"],
  ['  =1', "'  =1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠SUM', "'＠SUM"],
  ['=HYPERLINK("http://x.example","a")', `'=HYPERLINK("http://x.example","a")`],
  ['"=1"', '"=1"'],
  ['a\r\n=1', 'a\r\n=1'],
  ['a,=1', 'a,=1'],
  ['a;=1', 'a;=1'],
  ['"', '"'],
  ['""', '""'],
  ['Çmimi – 5 €, мир, مرحبا 👋', 'Çmimi – 5 €, мир, مرحبا 👋'],
  ['', ''],
])('[UX133] a comment %j is read back as %j, and nothing of it is computed', (comment, read) => {
  expect(cell('comment', {}, { comment })).toBe(read);
  expect(cell('visitor', {}, { name: comment })).toBe(read);
  expect(cell('page', { page: comment })).toBe(read);
});

test('a text with what parts cells anywhere is one cell', () => {
  expect(csvLines([{ ...someRow(), name: 'a;b', comment: 'c\td' }], as)).toContain(',"a;b",');
  expect(csvLines([{ ...someRow(), name: 'a;b', comment: 'c\td' }], as)).toContain(',"c\td",');
});

test('a number below 0 stays a number', () => {
  expect(cell('expectation', { expect: -2 })).toBe('-2');
});

test('people are told by name and id, also when nobody knows the name any more', () => {
  const row = { speakers: ['bo', 'gone'], owner: 'bo' };
  expect([cell('agents', row), cell('agent_names', row), cell('owner_name', row)]).toEqual([
    'bo gone',
    'Bora; gone',
    'Bora',
  ]);
  expect(cell('owner_name', {})).toBe('');
});

test('[UX133] times have the offset of their day, on either side of the change of clocks', () => {
  expect(cell('closed_at', { openedAt: 0, closedAt: Date.UTC(2026, 9, 25, 0, 30) })).toBe('2026-10-25T02:30:00+02:00');
  expect(cell('closed_at', { openedAt: 0, closedAt: Date.UTC(2026, 9, 25, 1, 30) })).toBe('2026-10-25T02:30:00+01:00');
});

test('[UX133] the file is named by its days and its zone, with nothing that a path could be made of', () => {
  const q = { from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 25, 23), now: 0 };
  expect(csvName('card', { ...q, zone: 'Europe/Tirane' })).toBe('card_2026-10-25_2026-10-25_Europe-Tirane.csv');
  expect(csvName('card', { ...q, zone: 'America/Argentina/Buenos_Aires' })).toBe(
    'card_2026-10-24_2026-10-25_America-Argentina-Buenos_Aires.csv',
  );
});
