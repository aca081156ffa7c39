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

function valueText({ kind, value, count, n }: Pick<Figure, 'kind' | 'value' | 'count' | 'n'>): string {
  if (value === 'never') return w.never;
  if (value === null) return reportWords.none;
  // F0: from the counts, where there are any.
  if (kind === 'share' && count !== undefined) return w.percent(percent(count, n) ?? 0);
  return numberText(kind, value);
}

export function figureWords(f: Figure): FigureWords {
  const question = questionOf(f.id);
  const plain = { question, basis: null, verdict: null, change: [], isFew: false };
  if (f.show === 'none') return { ...plain, value: ofRatings.has(f.formula) ? w.noRatings : w.noData };
  const counted = f.kind === 'share' && f.count !== undefined;
  if (f.show === 'counts') {
    const few = f.id === 'csat' ? w.fewSatisfied : w.few;
    const isPlain = f.kind === 'time' || f.kind === 'count';
    return {
      ...plain,
      value: counted ? few(f.count ?? 0, f.n) : isPlain ? valueText(f) : w.answers(f.n),
      basis: isPlain ? w.outOf(f.n) : w.tooFew(f.n),
      verdict: verdictOf(f),
      isFew: true,
    };
  }
  const interval = f.interval && w.interval(numberText(f.kind, f.interval[0]), numberText(f.kind, f.interval[1]));
  const of = counted ? w.ofAll(f.count ?? 0, f.n) : w.outOf(f.n);
  return {
    ...plain,
    value: valueText(f),
    basis: [interval, of].filter(Boolean).join(' · '),
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
function changeOf({ kind, before, change }: Figure): readonly string[] {
  if (before === undefined) return [];
  const was = before.value === null ? [] : [w.before(valueText({ ...before, kind }), before.n)];
  if (!change) return [w.notCompared, ...was];
  const step = (x: number): string =>
    kind === 'share' || kind === 'net' ? w.points(Math.abs(roundPercent(x))) : numberText(kind, Math.abs(x));
  const [low, high] = change.interval;
  const range = `${numberText('net', low)} to ${numberText('net', high)}`;
  if (change.is === 'higher') return [w.higher(step(change.difference), range), ...was];
  if (change.is === 'lower') return [w.lower(step(change.difference), range), ...was];
  return [w.same, ...was];
}
