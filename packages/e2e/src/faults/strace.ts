// Reads what strace saw of a process: which bytes went to a socket and when the log was told to be on the disk.
import { spawnSync } from 'node:child_process';

/** Null: system calls can be watched here. Otherwise why not. */
export function whyNoStrace(): string | null {
  const tried = spawnSync('strace', ['-f', '-o', '/dev/null', '/bin/true'], { encoding: 'utf8' });
  if (tried.error) return `strace cannot be started (${tried.error.message}): apt-get install -y strace`;
  return tried.status === 0 ? null : `strace is refused here: ${tried.stderr.trim()}`;
}

export const straceArgs = (to: string): string[] => [
  '-f',
  '-y',
  '-s',
  '4096',
  '-e',
  'trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg',
  '-o',
  to,
];

/** `wal`: bytes were written to the write-ahead log. `sync`: it was put on the disk. `ack`: an acknowledgement of `id` went out. */
export type Call = { readonly is: 'wal' | 'sync' } | { readonly is: 'ack'; readonly id: string };

export function callsOf(trace: string): Call[] {
  const calls: Call[] = [];
  for (const line of trace.split('\n')) {
    // A call that another thread interrupted is counted where it ended.
    const file = /(?:fdatasync|fsync|pwrite64)(?:\(\d+<([^>]*)>| resumed)/.exec(line);
    if (
      /fdatasync|fsync/.test(line) &&
      file &&
      line.endsWith('= 0') &&
      (file[1] === undefined || file[1].endsWith('-wal'))
    )
      calls.push({ is: 'sync' });
    else if (/pwrite64/.test(line) && file?.[1]?.endsWith('-wal')) calls.push({ is: 'wal' });
    else if (/socket:|TCP/.test(line))
      for (const [, id] of line.matchAll(/\{\\"t\\":\\"ack\\",\\"i\\":\\"([\w-]+)\\"/g))
        calls.push({ is: 'ack', id: id as string });
  }
  return calls;
}
