// What becomes of files that nobody needs: never sent, kept long enough by the word of their site, or left over from a crash (U10).
// It goes by the rows; a file without one is nobody's.

import type { Clock, Log } from '../core/ports.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { Store } from '../store/store.ts';
import type { Folder } from './folder.ts';

export interface Keeper {
  /** Also does it at once. */
  start(): void;
  /** One look at everything. Gives how many files went. */
  look(): Promise<number>;
  stop(): Promise<void>;
}

export interface KeeperPorts {
  readonly store: Store;
  readonly folder: Folder;
  readonly clock: Clock;
  readonly log: Log;
  readonly unsentFileMs: number;
}

const everyMs = 3_600_000;
const dayMs = 86_400_000;

export function createKeeper({ store, folder, clock, log, unsentFileMs }: KeeperPorts): Keeper {
  let cancel = (): void => {};
  let looking: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  async function look(): Promise<number> {
    const now = clock.now();
    const gone = [...(await store.dropUnsentFiles(now - unsentFileMs))];
    for (const site of await store.sites()) {
      const { keepDays } = settingsOf(site).files;
      if (keepDays !== null) gone.push(...(await store.dropSentFiles(site.key, now - keepDays * dayMs)));
    }
    await folder.remove(gone);
    // A file is there before its row; by now it would have one.
    const nobodys: string[] = [];
    for (const id of await folder.older(now - everyMs)) if (!(await store.file(id))) nobodys.push(id);
    await folder.remove(nobodys);
    return gone.length + nobodys.length;
  }

  async function round(): Promise<void> {
    try {
      const count = await look();
      if (count > 0) log.info('files went', { count });
    } catch (cause) {
      // The next round finds them again.
      log.warn('files were not looked through', { error: cause instanceof Error ? cause.name : 'unknown' });
    }
    if (!isStopped) cancel = clock.setTimer(everyMs, begin);
  }

  function begin(): void {
    looking = round();
  }

  return {
    start: begin,
    look,
    async stop() {
      isStopped = true;
      cancel();
      await looking;
    },
  };
}
