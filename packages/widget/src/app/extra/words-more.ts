// Brings the words of what is loaded later, in the language that is spoken; in English if they do not come.
import { base, type Chunks, lang, useMore } from '../words.ts';

const chunks: Chunks = {
  en: () => import('../../words/extra/en.ts'),
  ar: () => import('../../words/extra/ar.ts'),
};

export async function loadExtraWords(): Promise<void> {
  const load = async (tag: string) => useMore(Object.values((await chunks[tag]?.()) ?? {})[0] ?? {});
  await load(base(lang)).catch(() => load('en'));
}
