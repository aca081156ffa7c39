// Brings the words of what is loaded later.
import { addWords } from '../words.ts';

export function loadExtraWords(): Promise<void> {
  return addWords({
    en: () => import('../../words/extra/en.ts'),
    ar: () => import('../../words/extra/ar.ts'),
    el: () => import('../../words/extra/el.ts'),
    ms: () => import('../../words/extra/ms.ts'),
    ru: () => import('../../words/extra/ru.ts'),
    sq: () => import('../../words/extra/sq.ts'),
  });
}
