// Report 7.6: which causes to remove first (F18). What the dissatisfied name, what the satisfied name, and of which family it is.
import type { Reason, Report, ReportTable } from '@rapport/protocol';
import { reasons as codes } from '@rapport/protocol';
import { compare, type Pareto, pareto } from '@rapport/ratings';
import { shareFigure } from './figure.ts';
import type { Picked } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { reasonBit, type Sessions } from './sessions.ts';
import { dissatisfiedAmong, mentionsOf, newest, satisfiedAmong } from './told.ts';
import { countBits, countWithin, type Indexes } from './walks.ts';

const mostLines = 100;
/** Named more seldom, a reason goes into the rest. */
const namedFrom = 5;

const families: Readonly<Record<'person' | 'process' | 'product', readonly Reason[]>> = {
  person: [
    ...(['runaround', 'apathy', 'coldness', 'robotism', 'brush_off', 'condescension'] as const),
    ...(['rule_book', 'no_authority', 'language'] as const),
  ],
  process: ['availability', 'lost_time', 'bad_info', 'reaction', 'hours', 'rhythm', 'anticipation'],
  product: ['about_product'],
};

export function reasons(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const unhappy = dissatisfiedAmong(s, picked.rows);
  const happy = satisfiedAmong(s, picked.rows);
  const unhappyBefore = picked.before && dissatisfiedAmong(s, picked.before.rows);
  const rated = (of: Indexes): number => countWithin(of, s.score, 1, 5);
  const named = (of: Indexes): { count: number; n: number } => ({
    count: countBits(of, s.reasons, -1),
    n: of.length,
  });
  const found = paretoOf(s, unhappy);
  const top = found.reasons.find(({ code }) => code !== 'other' && code !== rest);
  const rising = unhappyBefore ? risingOf(found, s, unhappyBefore) : [];
  return {
    figures: [
      shareFigure(
        'dissatisfied',
        'F1',
        { count: unhappy.length, n: rated(picked.rows) },
        {
          before:
            picked.before && unhappyBefore ? { count: unhappyBefore.length, n: rated(picked.before.rows) } : undefined,
        },
      ),
      shareFigure('named', 'F18', named(unhappy), { before: unhappyBefore ? named(unhappyBefore) : undefined }),
    ],
    tables: [
      tableOf('negative', found, s, unhappyBefore),
      familiesOf(s, unhappy),
      tableOf('positive', paretoOf(s, happy), s, picked.before && satisfiedAmong(s, picked.before.rows)),
    ],
    lists: [ask.list('low', unhappy, newest(s, mostLines))],
    findings: [...(top ? [{ code: 'top_reason', value: top.code }] : []), ...rising],
  };
}

/** What fewer than five name each, together. `other` is a chip of its own, that visitors choose. */
const rest = 'rest';
type Named = Pareto<Reason | typeof rest>;

/** F18, what is named by fewer than five put into the rest, which is the last: a rating that names several of these counts there once. */
function paretoOf(s: Sessions, of: Indexes): Named {
  const mentions = mentionsOf(s, of);
  const seldom = codes.filter((code) => (mentions[code] ?? 0) < namedFrom);
  const bits = seldom.reduce((sum, code) => sum | reasonBit(code), 0);
  const often = Object.fromEntries(Object.entries(mentions).filter(([code]) => !seldom.includes(code as Reason)));
  const found: Named = pareto({ ...often, [rest]: countBits(of, s.reasons, bits) }, of.length);
  let named = 0;
  const inOrder = found.reasons
    .toSorted((a, b) => Number(a.code === rest) - Number(b.code === rest))
    .map((one) => ({ ...one, cumulative: (named += one.mentions) / found.mentions }));
  return { ...found, reasons: inOrder };
}

function tableOf(id: string, { reasons: rows }: Named, s: Sessions, before: Indexes | null): ReportTable {
  const then = before && mentionsOf(s, before);
  return {
    id,
    columns: [
      { id: 'reason', kind: 'code' },
      { id: 'mentions', kind: 'count' },
      { id: 'share', kind: 'share' },
      { id: 'cumulative', kind: 'share' },
      { id: 'of_ratings', kind: 'figure' },
    ],
    rows: rows.map(({ code, mentions, share, cumulative, ofRatings }) => {
      // What is in the rest differs from one period to the next.
      const earlier = then && before && code !== rest ? { count: then[code] ?? 0, n: before.length } : undefined;
      return [code, mentions, share, cumulative, shareFigure(code, 'F18', ofRatings, { before: earlier })];
    }),
  };
}

/** Of the dissatisfied who named any reason of it. Several may be named. */
function familiesOf(s: Sessions, unhappy: Indexes): ReportTable {
  const of = (family: readonly Reason[]): number => {
    const bits = family.reduce((sum, code) => sum | reasonBit(code), 0);
    return countBits(unhappy, s.reasons, bits);
  };
  return {
    id: 'groups',
    columns: [
      { id: 'code', kind: 'code' },
      { id: 'of_ratings', kind: 'figure' },
    ],
    rows: Object.entries(families).map(([family, own]) => [
      family,
      shareFigure(family, 'F18', { count: of(own), n: unhappy.length }),
    ]),
  };
}

/** F4: named by more of the dissatisfied than before, and by more than chance. */
function risingOf({ reasons: rows }: Named, s: Sessions, before: Indexes): Report['findings'] {
  const then = mentionsOf(s, before);
  return rows.flatMap(({ code, ofRatings }) => {
    if (code === rest) return [];
    const { verdict, show } = compare(ofRatings, { count: then[code] ?? 0, n: before.length });
    return show && verdict === 'higher' ? [{ code: 'named_more', value: code }] : [];
  });
}
