// W16: too much at once, and in how many seconds it can go on; counted down every ten, said once.
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';

const everyMs = 10_000;
let timer: ReturnType<typeof setTimeout>;
let endsAt = 0;

export function limited({ set, say, ui }: Panel, forMs: number): void {
  // Refused again while it is counted down: that has been said.
  const isKnown = Date.now() < endsAt;
  endsAt = Date.now() + forMs;
  const count = () => {
    const leftMs = endsAt - Date.now();
    set({ note: leftMs > 0 ? t('limit.wait', { n: Math.ceil(leftMs / 1_000) }) : '' });
    if (leftMs > 0) timer = setTimeout(count, Math.min(leftMs, everyMs));
  };
  clearTimeout(timer);
  count();
  if (!isKnown) say(ui.note);
}
