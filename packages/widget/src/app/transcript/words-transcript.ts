// Brings the words of copies.
import { addWords } from '../words.ts';

export function loadTranscriptWords(): Promise<void> {
  return addWords((name) => import(`../../words/transcript/${name}.ts`));
}
