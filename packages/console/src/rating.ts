// A rating and the report line in words. Pure.
import type { Rating } from '@rapport/protocol';
import type { Csat } from './api.ts';
import { reasonWords, resolvedWords, scoreWords } from './survey-words.ts';
import { words } from './words.ts';

export type Mood = 'bad' | 'middle' | 'good';

export function moodOf(score: number): Mood {
  if (score <= 2) return 'bad';
  return score === 3 ? 'middle' : 'good';
}

export interface RatingWords {
  readonly score: string;
  readonly mood: Mood;
  readonly reasons: readonly string[];
  readonly resolved: string | null;
  readonly comment: string | null;
  readonly contact: string | null;
}

/** Reasons are worded as the visitor saw them: what went well from 4 up, what went wrong below. */
export function ratingWords(r: Rating): RatingWords {
  const side = r.score >= 4 ? 1 : 0;
  return {
    score: scoreWords[r.score],
    mood: moodOf(r.score),
    reasons: (r.reasons ?? []).map((x) => (Object.hasOwn(reasonWords, x) ? reasonWords[x][side] : x)),
    resolved: r.resolved === undefined ? null : resolvedWords[r.resolved],
    comment: r.comment?.trim() ? r.comment : null,
    contact: r.contact?.wish ? (r.contact.to ?? resolvedWords.yes) : null,
  };
}

export interface ReportLine {
  readonly value: string;
  readonly detail: string | null;
  readonly basis: string | null;
}

const fewest = 10;
const percent = (x: number): number => Math.round(x * 100);

/** F26: none, then counts without a percentage up to 9, then the share with its interval. */
export function reportLine(r: Csat): ReportLine {
  if (r.n === 0) return { value: words.report.none, detail: null, basis: null };
  if (r.display.percent === null || r.interval === null || r.n < fewest) {
    return { value: words.report.few(r.satisfied, r.n), detail: null, basis: words.report.tooFew(fewest) };
  }
  const [low, high] = r.interval;
  return {
    value: words.report.share(r.display.percent),
    detail: words.report.interval(percent(low), percent(high)),
    basis: words.report.basedOn(r.n),
  };
}
