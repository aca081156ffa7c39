// Brings the words of what holds for one visit.
import { addWords } from '../words.ts';

export function loadVisitWords(): Promise<void> {
  return addWords((name) => import(`../../words/visit/${name}.ts`));
}
