// What a desk reads when its relay begins: the conversations that are not closed, page by page, and how long those waited who were
// answered lately. Trouble in the store delays it; nothing is offered before.
import type { Seen } from './desk-clock.ts';
import type { Floor } from './desk-floor.ts';

/** Ended conversations that waits are read from, at most. */
const lately = 200;
const againMs = 1_000;

export function loadDesk(floor: Floor, saw: (seen: Seen) => void, done: () => void): void {
  const { store, clock, limits, log } = floor;

  async function load(): Promise<void> {
    await floor.ready();
    for (const { state } of await store.endedLately(lately)) measure(floor, state);
    for (let after: string | undefined; ; ) {
      const page = await store.openConversations(limits.sums, after);
      for (const row of page) {
        measure(floor, row.state);
        saw(row);
      }
      after = page.at(-1)?.conv;
      if (after === undefined || floor.isStopped) break;
      // However many there are, nobody waits for all of them.
      await new Promise<void>((resolve) => clock.soon(resolve));
    }
  }

  function attempt(): void {
    if (floor.isStopped) return;
    load().then(done, (error: unknown) => {
      log.warn('the desk could not be read', { error: error instanceof Error ? error.name : 'unknown' });
      clock.setTimer(againMs, attempt);
    });
  }
  attempt();
}

function measure({ waits }: Floor, { site, team, mode, openedAt, takenAt }: Seen['state']): void {
  if (mode === 'live' && takenAt !== null) waits.add(site, team ?? '', { takenAt, waitMs: takenAt - openedAt });
}
