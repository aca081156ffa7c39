// Brings the words of files.
import { addWords } from '../words.ts';

export function loadFileWords(): Promise<void> {
  return addWords((name) => import(`../../words/files/${name}.ts`));
}
