// Opens a case for every session that was unhappy (RATINGS R4): looks when the log says that something was rated, complained about or ended,
// and once after a start at what another life of this relay may have left. Looking twice does no harm: a session has one case.
import type { ConvId, ConvState, EventData } from '@rapport/protocol';
import type { Trigger } from '@rapport/ratings';
import type { CaseRow } from '../../store/cases.ts';
import type { ConvRow, Store } from '../../store/store.ts';
import type { Chance, Clock, Hint, Log } from '../ports.ts';
import { openingOf, withTriggers } from './decide-case.ts';
import { candidates, signsOf, standsAfterMs } from './signs.ts';

export interface CaseOpening {
  moved(hint: Hint): void;
  /** Resolves when everything that may have been left was looked at. */
  begin(): Promise<void>;
  stop(): void;
}

export interface CaseOpeningPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly changed: (row: CaseRow, state: ConvState | null) => void;
}

const page = 200;
/** Counted back from the newest end: until then a session may have been rated last, and the rating changed. */
const lookBackMs = 8 * 86_400_000;
/** After trouble in the store (B7). */
const troubleMs = 5_000;

export function createOpening({ store, clock, chance, log, changed }: CaseOpeningPorts): CaseOpening {
  /** By conversation and session. */
  const looks = new Map<string, () => void>();
  let isStopped = false;

  function look(conv: ConvId, n: number, afterMs: number): void {
    if (isStopped) return;
    const key = `${conv} ${n}`;
    looks.get(key)?.();
    const cancel = clock.setTimer(afterMs, () => {
      looks.delete(key);
      consider(conv, n).catch((error: unknown) => {
        if (isStopped) return;
        log.warn('whether a session was unhappy is not known', {
          error: error instanceof Error ? error.name : 'unknown',
        });
        look(conv, n, troubleMs);
      });
    });
    looks.set(key, cancel);
  }

  async function consider(conv: ConvId, n: number): Promise<void> {
    const row = await store.conversation(conv);
    if (!row) return;
    const now = clock.now();
    const { triggers, standsAt } = await signsOf(store, row, n, now);
    if (triggers.length > 0) await open(row, n, triggers);
    if (standsAt !== null) look(conv, n, standsAt - now);
  }

  async function open({ conv, state }: ConvRow, n: number, triggers: readonly Trigger[]): Promise<void> {
    const now = clock.now();
    const known = (await store.casesOf(conv)).find((one) => one.n === n);
    if (known) {
      const row = await store.changeCase(known.id, (one) => withTriggers(one, triggers, now));
      if (row) changed(row, state);
      return;
    }
    const { row, event } = openingOf({ id: chance.id(), conv, n, site: state.site, triggers, now });
    if (!(await store.openCase(row, event))) return open({ conv, state } as ConvRow, n, triggers);
    log.info('a recovery case is open', { case: row.id, triggers: triggers.join(' ') });
    changed(row, state);
  }

  async function lookAt(rows: readonly ConvRow[]): Promise<void> {
    for (const row of rows) {
      if (isStopped) return;
      for (const n of candidates(row)) await consider(row.conv, n);
    }
    // A turn for everybody else.
    await new Promise<void>((resolve) => clock.soon(resolve));
  }

  async function begin(): Promise<void> {
    for (let after: ConvId | undefined, more = true; more && !isStopped; ) {
      const rows = await store.openConversations(page, after);
      await lookAt(rows);
      after = rows.at(-1)?.conv;
      more = rows.length === page;
    }
    let since: number | null = null;
    for (let cursor: string | undefined, more = true; more && !isStopped; ) {
      const closed = await store.closedConversations(page, cursor);
      since ??= (closed.rows[0]?.state.closedAt ?? 0) - lookBackMs;
      const recent = closed.rows.filter(({ state }) => (state.closedAt ?? 0) >= (since ?? 0));
      await lookAt(recent);
      cursor = closed.cursor;
      more = cursor !== undefined && recent.length === page;
    }
  }

  return {
    moved: ({ conv, events }) => {
      for (const { ev } of events ?? []) {
        const { n } = ev.d as Partial<EventData['rated']>;
        if (n === undefined) continue;
        if (ev.k === 'rated') look(conv, n, standsAfterMs);
        if (ev.k === 'complained' || ev.k === 'closed') look(conv, n, 0);
      }
    },
    begin,
    stop: () => {
      isStopped = true;
      for (const cancel of looks.values()) cancel();
      looks.clear();
    },
  };
}
