import { expect, test } from 'vitest';
import { figureOf, reportsOver, tableOf } from './ask.ts';
import { countOf, type HandCount } from './count.ts';
import { yearOf } from './draw.ts';
import { planted } from './plan.ts';

const rows = yearOf(11, planted, 20_000);
const site = rows.filter((row) => row.site === 'partners');

for (const [which, own, query] of [
  ['all', rows, {}],
  ['one site', site, { site: 'partners' }],
] as const) {
  const reports = reportsOver(rows);
  const hand = countOf(own);
  const counts = (name: 'card' | 'promise'): HandCount['card'] => {
    const report = reports(name, query);
    return Object.fromEntries(
      Object.keys(hand[name]).map((id) => {
        const { count = 0, n } = figureOf(report, id);
        return [id, { count, n }];
      }),
    );
  };

  test(`[F1, F9, F17, F19, F20, F21] the report card of ${which} is what a hand counts`, () => {
    const { sessions, voided } = reports('card', query);
    expect({ sessions, voided }).toEqual({ sessions: hand.sessions, voided: hand.voided });
    expect(counts('card')).toEqual(hand.card);
  });

  test(`[F21] the promises of ${which} are those that a hand counts`, () => {
    expect(counts('promise')).toEqual(hand.promise);
  });

  test(`[F18] the reasons of the dissatisfied of ${which} are those that a hand counts`, () => {
    const named = tableOf(reports('reasons', query), 'negative').rows.filter(([code]) => code !== 'other');
    const often = [...hand.reasons].filter(([code, mentions]) => code !== 'other' && mentions >= 5);
    expect(Object.fromEntries(named.map(([code, mentions]) => [code, mentions]))).toEqual(Object.fromEntries(often));
  });
}
