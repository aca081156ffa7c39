// Group commit: what arrives while one commit runs is the next commit. One queue for all conversations, in order of arrival,
// is what makes the handling of each one serial (L6). It answers only after the commit (D2) and hints only after the answers.

import type { ConvId, ErrCode } from '@rapport/protocol';
import type { Appended, Heads, Outcome, Store, Unit } from '../store/store.ts';
import { StoreFull, StoreLost } from '../store/store.ts';
import type { Bus, Checkpoint, Clock, Hint, Log } from './ports.ts';

/** What a command came to: the store's word, or the store's own trouble (B7). */
export type Settled = Outcome | { readonly kind: 'failed'; readonly code: ErrCode };

export interface Committer {
  /** `settle` is called exactly once, after the commit. */
  submit(unit: Unit, settle: (outcome: Settled) => void): void;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  readonly commits: number;
}

interface Job {
  readonly unit: Unit;
  readonly settle: (outcome: Settled) => void;
}

export interface CommitterPorts {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly checkpoint: (at: Checkpoint) => void;
}

const unitsPerCommit = 512;

export function createCommitter({ store, bus, clock, log, checkpoint }: CommitterPorts): Committer {
  let waiting: Job[] = [];
  let busy = false;
  let commits = 0;
  let onIdle: (() => void)[] = [];

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, unitsPerCommit);
      waiting = waiting.slice(unitsPerCommit);
      const outcomes = await commit(batch);
      if (outcomes === null) continue;
      for (const [i, job] of batch.entries()) answer(job, outcomes[i] ?? { kind: 'failed', code: 'unavailable' }); // D2: after the commit
      checkpoint('after-ack');
      for (const hint of hintsOf(batch, outcomes)) publish(hint);
      checkpoint('after-hint');
    }
    busy = false;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  }

  /** Null: nobody can say what became of it (B8). */
  async function commit(batch: readonly Job[]): Promise<readonly Settled[] | null> {
    commits += 1;
    try {
      return await store.commit(batch.map((job) => job.unit));
    } catch (error) {
      if (error instanceof StoreLost) return null; // The process ends, and they are sent again.
      const code: ErrCode = error instanceof StoreFull ? 'storage_full' : 'unavailable';
      log.error('commit failed', { code, units: batch.length });
      return batch.map(() => ({ kind: 'failed', code }));
    }
  }

  function answer(job: Job, outcome: Settled): void {
    try {
      job.settle(outcome);
    } catch (error) {
      log.error('answer failed', { error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  function publish(hint: Hint): void {
    try {
      bus.publish(hint);
    } catch (error) {
      // D7: a lost hint does no harm; the next heartbeat finds what it left behind.
      log.error('hint failed', { error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  return {
    submit: (unit, settle) => {
      waiting.push({ unit, settle });
      if (busy) return;
      busy = true;
      clock.soon(() => void run());
    },
    idle: () => (busy ? new Promise((resolve) => onIdle.push(resolve)) : Promise.resolve()),
    get commits() {
      return commits;
    },
  };
}

/** One hint per conversation that moved. */
function hintsOf(
  batch: readonly Job[],
  outcomes: readonly Settled[],
): Iterable<{ conv: ConvId; heads: Heads; events: Appended[] }> {
  const hints = new Map<ConvId, { conv: ConvId; heads: Heads; events: Appended[] }>();
  for (const [i, outcome] of outcomes.entries()) {
    const conv = batch[i]?.unit.conv;
    if (outcome.kind !== 'committed' || conv === undefined) continue;
    const known = hints.get(conv);
    hints.set(conv, {
      conv,
      heads: outcome.heads,
      events: known ? [...known.events, ...outcome.events] : [...outcome.events],
    });
  }
  return hints.values();
}
