// Brings the words of what is loaded later, once.
import { type Chunks, loadMore } from '../words.ts';

const chunks: Chunks = {
  en: () => import('../../words/extra/en.ts'),
  ar: () => import('../../words/extra/ar.ts'),
};

export const loadExtraWords = (): Promise<void> => loadMore(chunks);
