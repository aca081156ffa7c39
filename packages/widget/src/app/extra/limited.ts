// W16: too much at once, and in how many seconds it can go on; counted down every ten, said once.
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';

const everyMs = 10_000;
let timer: ReturnType<typeof setTimeout>;

export function limited({ set, say, ui }: Panel, forMs: number): void {
  const until = Date.now() + forMs;
  const count = () => {
    const leftMs = until - Date.now();
    set({ note: leftMs > 0 ? t('limit.wait', { n: Math.ceil(leftMs / 1_000) }) : '' });
    if (leftMs > 0) timer = setTimeout(count, Math.min(leftMs, everyMs));
  };
  clearTimeout(timer);
  count();
  say(ui.note);
}
