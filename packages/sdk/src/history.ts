// What came before: earlier pages of a timeline, and all events in order. Loaded when it is first asked for, so it shares
// as little as it can: `limits` is a handful of numbers in a bundle only as long as nothing loaded later wants it whole.
import type { HistoryPage, Seq } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ChatError } from './error.ts';
import { query } from './query.ts';
import type { Thread } from './thread.ts';
import { lowest, prepend } from './timeline.ts';
import type { CallOptions, ChatEvent } from './types.ts';
import { chatEvent } from './view.ts';

const page = (x: Core, { id }: Thread, before: Seq, lim: number, o: CallOptions): Promise<HistoryPage> =>
  query(x, { k: 'hist', c: id, before, lim }, o);

export async function older(x: Core, t: Thread, limit: number, o: CallOptions): Promise<{ done: boolean }> {
  const w = t.w.main;
  const from = lowest(w);
  if (from < 2) return { done: true };
  const { e, more } = await page(x, t, from, limit, o);
  prepend(w, e);
  return { done: !more };
}

export async function* events(x: Core, t: Thread, seq: Seq, limit: number, o: CallOptions): AsyncGenerator<ChatEvent> {
  const w = t.w.main;
  const isOver = (): boolean => !!o.signal?.aborted || x.threads.get(t.id) !== t;
  try {
    for (;;) {
      await x.when(() => isOver() || (w.cursor >= 0 && w.cursor !== seq), o);
      if (isOver()) return;
      // D6: after a reset to a shorter log, what comes is new.
      if (w.cursor < seq) seq = w.cursor;
      const from = lowest(w);
      const { e: batch } =
        seq + 1 < from ? await page(x, t, Math.min(from, seq + 1 + limit), limit, o) : { e: w.events };
      for (const e of batch) {
        if (isOver()) return;
        if (e.s !== seq + 1) continue;
        seq++;
        yield chatEvent(e);
      }
    }
  } catch (error) {
    // The end that was asked for is no failure.
    if (!ChatError.is(error, 'aborted') && !ChatError.is(error, 'disposed')) throw error;
  }
}
