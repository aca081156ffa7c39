// Brings the words of what is loaded later.
import { addWords } from '../words.ts';

export function loadExtraWords(): Promise<void> {
  return addWords((name) => import(`../../words/extra/${name}.ts`));
}
