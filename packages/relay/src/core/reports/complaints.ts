// Whether many complain or a few, often (F17): how many visitors complain at all, and what part of all complaints comes from the fifth
// of the visitors who complain most.
import type { Figure } from '@rapport/protocol';
import { type Concentration, complaintRate, concentration, type Share } from '@rapport/ratings';
import { occurrences } from '../service/facts.ts';
import { concentrationFigure, shareFigure } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { type Indexes, mostOf } from './walks.ts';

const complaint = occurrences.indexOf('complaints');

export function complaintFigures(s: Sessions, now: Indexes, before: Indexes | undefined): Figure[] {
  const [of, then] = [complaintsOf(s, now), before && complaintsOf(s, before)];
  return [
    shareFigure('complaints', 'F17', of.rate, { before: then?.rate }),
    concentrationFigure('complaint_concentration', of.spread, then?.spread),
  ];
}

/** Of visitors who are still known. */
export function complaintsOf(s: Sessions, of: Indexes): { readonly rate: Share; readonly spread: Concentration } {
  const last = mostOf(of, s.visitor);
  const [seen, times] = [new Uint8Array(last + 1), new Uint32Array(last + 1)];
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const visitor = s.visitor[i] ?? 0;
    seen[visitor] = 1;
    times[visitor] = (times[visitor] ?? 0) + (s.happened[i * occurrences.length + complaint] ?? 0);
  }
  let visitors = 0;
  const complained: number[] = [];
  // 0: of whom nobody knows any more who they were.
  for (let visitor = 1; visitor <= last; visitor += 1) {
    visitors += seen[visitor] ?? 0;
    const count = times[visitor] ?? 0;
    if (count > 0) complained.push(count);
  }
  const spread: Concentration = concentration(complained, visitors);
  return { rate: complaintRate(complained.length, visitors), spread };
}
