// Every method by which a report calls something a signal, asked over one year: how often it could, and did. Knows nothing of what is planted.
import type { ReportQuery } from '@rapport/protocol';
import { compare } from '@rapport/ratings';
import { shopAgents } from '@rapport/relay/sample';
import { from, middle, to } from './calendar.ts';
import { figureOf, type Reports, tableOf } from './house.ts';

export const methods = [
  'trend of the satisfied (F13)',
  'trend of the dissatisfied (F13)',
  'change between two periods (F4)',
  'reason named more than before (F4)',
  'kept promises and satisfaction (F4)',
  'surveys answered by agent (F9, F4)',
  'promises by weekday (F23 limits)',
  'gap of belief and rating (F11)',
  'one person beside the case mix (F15, F23)',
  'one visitor in the score (F24)',
] as const;
export type Method = (typeof methods)[number];

export interface Alarms {
  readonly method: Method;
  readonly tests: number;
  readonly signals: number;
}

/** Figures that do not hang together, and that a year does not change of itself (as those of who comes back). */
const changing = ['csat', 'kept', 'runaround', 'response_rate'];

export async function alarmsOf(reports: Reports): Promise<Alarms[]> {
  const halves = { from: middle, to, compare: true } as const;
  const trend = await reports('trend');
  const trendOf = (id: string): number =>
    trend.findings.some(({ code, value }) => value === id && code !== 'no_signal') ? 1 : 0;
  const card = await reports('card', halves);
  const changed = changing.filter((id) => figureOf(card, id).change?.is !== 'not distinguishable');
  const before = await reports('reasons', halves);
  const named = tableOf(before, 'negative').rows.filter(([code]) => code !== 'other');
  const promise = await reports('promise');
  const [worse, matters] = [
    promise.findings.filter(({ code }) => code === 'kept_less_on'),
    promise.findings.filter(({ code }) => code === 'kept_more_satisfied' || code === 'kept_less_satisfied'),
  ];
  const gap = (await reports('gap')).findings.filter(({ code }) => code.startsWith('staff_believe'));
  const heavy = (await reports('quality')).findings.filter(({ code }) => code === 'heavy_rater');
  let [avoided, dots] = [0, 0];
  for (const agent of shopAgents) {
    if ((await answersTo(reports, agent)).verdict !== 'not distinguishable') avoided += 1;
    const { findings } = await reports('coaching', { site: 'shop', agent });
    if (findings.some(({ code }) => code.startsWith('dot_') && code !== 'dot_inside')) dots += 1;
  }
  const found: Readonly<Record<Method, readonly [tests: number, signals: number]>> = {
    'trend of the satisfied (F13)': [1, trendOf('csat')],
    'trend of the dissatisfied (F13)': [1, trendOf('dissatisfied')],
    'change between two periods (F4)': [changing.length, changed.length],
    'reason named more than before (F4)': [
      named.length,
      before.findings.filter(({ code }) => code === 'named_more').length,
    ],
    'kept promises and satisfaction (F4)': [1, matters.length],
    'surveys answered by agent (F9, F4)': [shopAgents.length, avoided],
    'promises by weekday (F23 limits)': [7, worse.length],
    'gap of belief and rating (F11)': [1, gap.length],
    'one person beside the case mix (F15, F23)': [shopAgents.length, dots],
    'one visitor in the score (F24)': [1, heavy.length],
  };
  return methods.map((method) => ({ method, tests: found[method][0], signals: found[method][1] }));
}

/** His response rate beside that of all others. */
export async function answersTo(reports: Reports, agent: string): Promise<ReturnType<typeof compare>> {
  const rate = async (query: Partial<ReportQuery>) => {
    const { count = 0, n } = figureOf(await reports('quality', { from, site: 'shop', ...query }), 'response_rate');
    return { count, n };
  };
  const [own, all] = [await rate({ agent }), await rate({})];
  return compare(own, { count: all.count - own.count, n: all.n - own.n });
}
