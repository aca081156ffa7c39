// How many of today's promised waits were kept: the relay's own figure (F21), asked again every half minute while it is looked at.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import { useDesk, useUi } from '../ui.tsx';

const w = deskWords.live;
const everyMs = 30_000;

interface Kept {
  readonly kept: number;
  readonly n: number;
}

export function PromiseToday(): JSX.Element {
  const { api, now } = useUi();
  const { setTimer } = useDesk();
  const [kept, setKept] = useState<Kept | 'failed' | null>(null);
  useEffect(() => {
    let stop = (): void => {};
    let isGone = false;
    const load = async (): Promise<void> => {
      const next = await today(api.call, now.peek()).catch(() => 'failed' as const);
      if (isGone) return;
      // What was known stands, rather than nothing.
      setKept((known) => (next === 'failed' && known !== null ? known : next));
      stop = setTimer(everyMs, () => void load());
    };
    void load();
    return () => {
      isGone = true;
      stop();
    };
  }, [api, now, setTimer]);
  return (
    <div>
      <dt>{w.kept}</dt>
      <dd>
        <b>{kept === null || kept === 'failed' || kept.n === 0 ? '–' : w.ofHere(kept.kept, kept.n)}</b>
        {kept === 'failed' && <span class="quiet">{w.keptFailed}</span>}
        {kept !== null && kept !== 'failed' && kept.n === 0 && <span class="quiet">{w.keptNone}</span>}
      </dd>
    </div>
  );
}

/** Of chats that ended since midnight here. */
async function today(call: (method: string, path: string) => Promise<unknown>, now: number): Promise<Kept> {
  const from = new Date(now).setHours(0, 0, 0, 0);
  const { promises } = (await call('GET', `/v1/reports/service?from=${from}&to=${now}`)) as {
    promises: { n: number; kept: { count: number } };
  };
  return { kept: promises.kept.count, n: promises.n };
}
