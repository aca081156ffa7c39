// A power cut without a power switch: every write and every sync of a relay under load is recorded, and then the power is cut
// after many of its acknowledgements, on a copy that holds only what was synced, and what chance has added.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tempDir } from '../test/temp-dir.ts';
import { createCutDisk } from './cut-disk.ts';
import { type DiskCall, diskCallsOf, diskTraceArgs } from './disk-trace.ts';
import { inHouse } from './house.ts';
import { lostIn } from './lost.ts';

export interface CutOptions {
  readonly durability: 'full' | 'relaxed';
  readonly acks: number;
  /** How often the power is cut. */
  readonly cuts: number;
  readonly random: () => number;
}

export interface Cuts {
  /** Acknowledgements that had left, over all cuts. */
  readonly acked: number;
  /** Those of them that the next start did not find. */
  readonly lost: number;
  readonly syncs: number;
  readonly writes: number;
}

type Ack = Extract<DiskCall, { is: 'ack' }>;

export async function cutThePower({ durability, acks, cuts, random }: CutOptions): Promise<Cuts> {
  const dir = tempDir();
  try {
    const trace = join(dir.path, 'trace');
    const database = join(dir.path, 'data', 'rapport.db');
    const data = join(dir.path, 'data');
    await inHouse(
      { data, durability, under: ['strace', ...diskTraceArgs(trace)], load: { visitors: 3 } },
      async (house) => {
        await house.load.moreAcks(acks);
        await house.judge();
        // Closing writes everything back, and the power may go in the middle of that.
        await house.relay.stop();
      },
    );
    const calls = diskCallsOf(readFileSync(trace, 'utf8'));
    const kept = new Set([database, `${database}-wal`]);
    const disk = createCutDisk((file) => kept.has(file));
    const at = cutPoints(calls, cuts, random);
    const acked: Ack[] = [];
    const found = { acked: 0, lost: 0 };
    for (const [n, call] of calls.entries()) {
      disk.step(call);
      if (call.is === 'ack') acked.push(call);
      if (!at.has(n)) continue;
      // Nothing unsynced is there; or half of it, in no order.
      for (const share of [0, 0.5]) {
        found.acked += acked.length;
        found.lost += await missing(
          disk.cut(() => random() < share),
          acked,
          join(dir.path, 'after'),
        );
      }
    }
    const count = (is: DiskCall['is']): number =>
      calls.filter((call) => call.is === is && call.is !== 'ack' && kept.has(call.file)).length;
    return { ...found, syncs: count('sync'), writes: count('write') };
  } finally {
    dir.remove();
  }
}

/** After the last acknowledgement, at the very end, and at other calls drawn from those since the first acknowledgement. */
function cutPoints(calls: readonly DiskCall[], cuts: number, random: () => number): Set<number> {
  const first = calls.findIndex(({ is }) => is === 'ack');
  const points = new Set([calls.findLastIndex(({ is }) => is === 'ack'), calls.length - 1]);
  while (points.size < Math.min(cuts, calls.length - first)) {
    const drawn = first + Math.floor(random() * (calls.length - first));
    // Every second one right after an acknowledgement: that is when there is something to lose.
    const ack = calls.findIndex(({ is }, n) => n >= drawn && is === 'ack');
    points.add(points.size % 2 === 0 || ack < 0 ? drawn : ack);
  }
  return points;
}

async function missing(files: Map<string, Buffer>, acked: readonly Ack[], at: string): Promise<number> {
  mkdirSync(at);
  try {
    for (const [path, bytes] of files) writeFileSync(join(at, basename(path)), bytes);
    return await lostIn(join(at, 'rapport.db'), acked);
  } finally {
    rmSync(at, { recursive: true });
  }
}

export const describeCuts = ({ acked, lost, syncs, writes }: Cuts): string =>
  `${lost} of ${acked} acknowledgements lost (${writes} writes, ${syncs} syncs)`;
