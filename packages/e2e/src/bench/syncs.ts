// How often a server has the disk confirm what it wrote, counted from outside: in a round of its own under strace, which looks at
// nothing but these calls. Its times are worth nothing, so nothing else is taken from that round.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyNoStrace } from '../faults/strace.ts';
import { tempDir } from '../test/temp-dir.ts';
import { createCrowd } from './crowd.ts';
import { pinned, type Target, type TargetOptions } from './target.ts';

export interface Syncs {
  readonly name: string;
  readonly perThousandMessages: number;
}

export interface CountOptions {
  readonly conversations: number;
  readonly window: number;
  readonly ms: number;
}

/** Null: it cannot be counted here, for the reason of `whyNoStrace`. */
export async function countSyncs(
  start: (o: TargetOptions) => Promise<Target>,
  { conversations, window, ms }: CountOptions,
): Promise<Syncs | null> {
  if (whyNoStrace()) return null;
  const dir = tempDir();
  const trace = join(dir.path, 'trace');
  const strace = ['strace', '-f', '--seccomp-bpf', '-ttt', '-e', 'trace=fdatasync,fsync', '-o', trace];
  const target = await start({ under: [...strace, ...pinned(0)] });
  let [from, to, messages] = [0, 0, 0];
  try {
    const crowd = await createCrowd(target, conversations);
    await crowd.saturate(ms, window);
    from = Date.now() / 1_000;
    messages = (await crowd.saturate(ms, window)).messages;
    to = Date.now() / 1_000;
    crowd.close();
  } finally {
    await target.stop();
  }
  try {
    const times = readFileSync(trace, 'utf8').matchAll(/^\d+ +(\d+\.\d+) f(?:data)?sync\(/gm);
    const syncs = [...times].filter(([, at]) => Number(at) >= from && Number(at) <= to).length;
    return { name: target.name, perThousandMessages: (syncs / messages) * 1_000 };
  } finally {
    dir.remove();
  }
}
