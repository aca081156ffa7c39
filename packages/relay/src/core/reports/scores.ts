// How many sessions of a selection have which score. Pure.
import { select } from './pick.ts';
import type { Asked } from './report.ts';
import type { Sessions } from './sessions.ts';

export type Scores = Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;

export function scoresIn(s: Sessions, asked: Asked): Scores {
  const counts = new Uint32Array(6);
  for (const i of select(s, asked).rows) {
    const score = s.score[i] ?? 0;
    counts[score] = (counts[score] ?? 0) + 1;
  }
  const [, one = 0, two = 0, three = 0, four = 0, five = 0] = counts;
  return { 1: one, 2: two, 3: three, 4: four, 5: five };
}
