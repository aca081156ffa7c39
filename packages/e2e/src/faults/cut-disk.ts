// What a disk holds when the power goes: everything that was synced, and of the rest as much as chance has it. Pure.
import type { DiskCall } from './disk-trace.ts';

type Change = Extract<DiskCall, { is: 'write' | 'truncate' }>;

/** One file: what is sure, and what is only in the memory of the machine. */
interface File {
  sure: Buffer;
  unsure: Change[];
}

export interface CutDisk {
  /** Carries out one call. */
  step(call: DiskCall): void;
  /** The files as the next start finds them. `survives`: whether a change that was not synced is there all the same. */
  cut(survives: () => boolean): Map<string, Buffer>;
}

export function createCutDisk(isKept: (file: string) => boolean): CutDisk {
  const files = new Map<string, File>();
  return {
    step(call) {
      if (call.is === 'ack' || !isKept(call.file)) return;
      const file = files.get(call.file) ?? { sure: Buffer.alloc(0), unsure: [] };
      files.set(call.file, file);
      if (call.is === 'write' || call.is === 'truncate') file.unsure.push(call);
      else if (call.is === 'remove') files.delete(call.file);
      else {
        file.sure = applied(file.sure, file.unsure);
        file.unsure = [];
      }
    },
    cut: (survives) =>
      new Map([...files].map(([path, { sure, unsure }]) => [path, applied(sure, unsure.filter(survives))])),
  };
}

function applied(from: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => (change.is === 'write' ? change.at + change.bytes.length : 0));
  const room = Buffer.alloc(Math.max(from.length, ...ends));
  from.copy(room);
  let size = from.length;
  for (const change of changes) {
    if (change.is === 'truncate') {
      if (change.size < size) room.fill(0, change.size, size);
      size = Math.min(change.size, room.length);
    } else {
      change.bytes.copy(room, change.at);
      size = Math.max(size, change.at + change.bytes.length);
    }
  }
  return room.subarray(0, size);
}
