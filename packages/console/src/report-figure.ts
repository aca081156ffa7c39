// A figure in words: never a number alone (F26). Pure.
import type { Figure } from '@rapport/protocol';
import { percent } from '@rapport/ratings';
import { questions, reportWords } from './report-words.ts';
import { lengthText } from './time.ts';

const w = reportWords.figure;

export interface FigureWords {
  readonly question: string;
  readonly value: string;
  /** Interval and of how many; null: there is nothing to say it of. */
  readonly basis: string | null;
  readonly verdict: { readonly text: string; readonly is: string } | null;
  /** Each a sentence. */
  readonly change: readonly string[];
  /** Too few for more than counts. */
  readonly isFew: boolean;
}

/** Of ratings or answers, so that nothing means that nobody has rated. */
const ofRatings: ReadonlySet<string> = new Set(['F1', 'F5', 'F6', 'F7', 'F8', 'F11', 'F12', 'F13', 'F15', 'F16']);

/** `late_fine` as `Late fine`: a code nobody has given words to. */
export const plainCode = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replace(/[_-]+/g, ' ');

export const questionOf = (id: string): string => questions[id] ?? `${plainCode(id)}?`;

/** What is counted, by formula, where the figure itself is about nothing else. */
const nouns: Readonly<Record<string, string>> = {
  F1: 'ratings',
  F5: 'answers',
  F6: 'answers',
  F7: 'answers',
  F8: 'answers',
  F9: 'chats',
  F11: 'pairs',
  F13: 'ratings',
  F14: 'chats',
  F15: 'ratings',
  F16: 'ratings',
  F17: 'visitors',
  F18: 'dissatisfied ratings',
  F19: 'answered chats',
  F20: 'cases',
  F21: 'promises',
  F24: 'ratings',
};
const nounsOfFigures: Readonly<Record<string, string>> = {
  resolved: 'answers',
  returning: 'visitors',
  visitor_weighted: 'visitors',
  guessed: 'chats drawn for a guess',
  complaint_concentration: 'complaints',
  contact_p50: 'cases',
  contact_p90: 'cases',
  read_p50: 'ratings',
  read_p90: 'ratings',
  acted_p50: 'dissatisfied ratings',
  acted_p90: 'dissatisfied ratings',
  low_read: 'dissatisfied ratings',
  low_acted: 'dissatisfied ratings',
  raised: 'ratings',
  we_named: 'colleagues',
  recovered_of_rerated: 'second answers',
  felt_slow: 'ratings',
  late_fine: 'ratings',
  unhappy: 'ratings',
  shared: 'ratings',
};
/** Where a whole table is about something else than its formula mostly is. */
const nounsOfTables: Readonly<Record<string, string>> = { positive: 'satisfied ratings' };
/** Of these a figure may bear the name of what it is beside, and is of all chats. */
const ofChats: ReadonlySet<string> = new Set(['F0', 'F10']);
function nounOf({ id, formula, n }: Pick<Figure, 'id' | 'formula' | 'n'>, table: string): string {
  const noun =
    nounsOfTables[table] ?? (ofChats.has(formula) ? undefined : nounsOfFigures[id]) ?? nouns[formula] ?? w.chats;
  return n === 1 ? noun.replace(/s$/, '') : noun;
}

type Kind = Figure['kind'];

/** One number by its kind, as `valueOf` and limits need it. */
export function numberText(kind: Kind, value: number): string {
  switch (kind) {
    case 'share':
      return w.percent(roundPercent(value));
    case 'net':
      return signed(roundPercent(value));
    case 'time':
      return lengthText(value);
    case 'ratio':
      return value.toLocaleString('en', { maximumFractionDigits: 1 });
    case 'count':
      return value.toLocaleString('en', { maximumFractionDigits: 1 });
  }
}

/** Of a limit: the relay has rounded no ratio, and of these no counts are known. F0 takes halves away from zero. */
const roundPercent = (x: number): number => Math.sign(x) * Math.round(Math.abs(x) * 100) + 0;

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

/** What the half, or nine in ten, still wait for. */
function doneTo(id: string): string {
  const [what = ''] = /^(read|acted|contact)/.exec(id) ?? [];
  return w.doneTo[what] ?? w.answered;
}

function valueText({ id, kind, value, count, n }: Pick<Figure, 'id' | 'kind' | 'value' | 'count' | 'n'>): string {
  if (value === 'never') return w.notYet(id.endsWith('90') ? w.nineInTen : w.half, doneTo(id));
  if (value === null) return reportWords.none;
  // F0: from the counts, where there are any.
  if (kind === 'share' && count !== undefined) return shareText(count, n);
  // A mean of shares, which has no counts of its own.
  return numberText(id === 'visitor_weighted' ? 'share' : kind, value);
}

/** F0; of a share so small that a whole percent tells nothing, its first place. */
function shareText(count: number, n: number): string {
  const share = count / n;
  return w.percent(share > 0 && share < 0.02 && n >= 100 ? Math.round(share * 1_000) / 10 : (percent(count, n) ?? 0));
}

/** `table`: the one it stands in. */
export function figureWords(f: Figure, table = ''): FigureWords {
  const question = questionOf(f.id);
  const plain = { question, basis: null, verdict: null, change: [], isFew: false };
  const isCount = f.kind === 'count' && typeof f.value === 'number';
  const isPlainCount = isCount && f.value === f.n;
  // Nothing has happened: that is known, and no lack of answers.
  if (f.show === 'none' && isCount) return { ...plain, value: valueText(f) };
  if (f.show === 'none') return { ...plain, value: ofRatings.has(f.formula) ? w.noRatings : w.noData };
  const counted = f.kind === 'share' && f.count !== undefined;
  if (f.show === 'counts') {
    const few = f.id === 'csat' ? w.fewSatisfied : w.few;
    const isPlain = f.kind === 'time' || f.kind === 'count';
    return {
      ...plain,
      value: counted ? few(f.count ?? 0, f.n) : isPlain ? valueText(f) : w.answers(f.n),
      basis: isPlainCount ? null : isPlain ? `${w.outOf(f.n)} ${nounOf(f, table)}` : w.tooFew(f.n),
      verdict: verdictOf(f),
      isFew: true,
    };
  }
  const interval = f.interval && w.interval(numberText(f.kind, f.interval[0]), numberText(f.kind, f.interval[1]));
  const of = counted ? w.ofAll(f.count ?? 0, f.n) : w.outOf(f.n);
  return {
    ...plain,
    value: valueText(f),
    basis: isPlainCount ? null : [interval, `${of} ${nounOf(f, table)}`].filter(Boolean).join(' · '),
    verdict: verdictOf(f),
    change: changeOf(f),
  };
}

function verdictOf({ verdict, kind }: Figure): FigureWords['verdict'] {
  if (!verdict) return null;
  const target = numberText(kind, verdict.target);
  const text: Readonly<Record<string, string>> = {
    met: w.met(target),
    missed: w.missed(target),
    'cannot tell yet': w.cannotTell(target),
    'too few': w.tooFewFor(target),
  };
  return { is: verdict.is, text: text[verdict.is] ?? w.cannotTell(target) };
}

/** Words before arrows: higher and lower only where F4 found them apart. */
function changeOf({ id, kind, before, change, interval }: Figure): readonly string[] {
  if (before === undefined) return [];
  const was =
    before.value === null ? [] : [w.before(valueText({ ...before, id, kind }), kind === 'count' ? null : before.n)];
  // What has no interval is set beside what it was, and nothing is claimed (F4).
  if (!change) return kind === 'share' && interval ? [w.notCompared, ...was] : was;
  const step = (x: number): string =>
    kind === 'share' || kind === 'net' ? w.points(Math.abs(roundPercent(x))) : numberText(kind, Math.abs(x));
  const [low, high] = change.interval;
  const range = `${numberText('net', low)} to ${numberText('net', high)}`;
  if (change.is === 'higher') return [w.higher(step(change.difference), range), ...was];
  if (change.is === 'lower') return [w.lower(step(change.difference), range), ...was];
  return [w.same, ...was];
}
