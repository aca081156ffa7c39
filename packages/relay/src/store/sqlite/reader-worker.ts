// The reader thread: its own read-only connection, so that a report or a page of history never holds up a commit.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import { createLongReads, type LongReads } from './long-reads.ts';

/** What the main thread asks: one of the long reads by name. */
export interface Ask {
  readonly id: number;
  readonly read: keyof LongReads;
  readonly args: readonly unknown[];
}

export type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

if (parentPort) serve(parentPort, (workerData as { path: string }).path);

function serve(port: NonNullable<typeof parentPort>, path: string): void {
  const reads = createLongReads(openDatabase({ path, readOnly: true }), path);
  port.on('message', ({ id, read, args }: Ask) => {
    try {
      const run = reads[read] as (...args: readonly unknown[]) => unknown;
      port.postMessage({ id, value: run(...args) } satisfies Answer);
    } catch (error) {
      port.postMessage({ id, error: String(error) } satisfies Answer);
    }
  });
}
