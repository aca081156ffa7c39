// What strace saw of a process, as what happened to its files and which acknowledgements left for the network, in order.
// Everything in the trace is hexadecimal (-xx), so that nothing in it has to be escaped.

export type DiskCall =
  | { readonly is: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly is: 'truncate'; readonly file: string; readonly size: number }
  | { readonly is: 'sync' | 'remove'; readonly file: string }
  | { readonly is: 'ack'; readonly stream: string; readonly cmd: string; readonly seq: number };

export const diskTraceArgs = (to: string): string[] => [
  '-f',
  '-y',
  '-xx',
  '-s',
  '70000',
  '-e',
  'trace=pwrite64,ftruncate,fdatasync,fsync,unlink,write,writev,sendto,sendmsg',
  '-o',
  to,
];

export function diskCallsOf(trace: string): DiskCall[] {
  /** By thread: a call that another thread has interrupted. */
  const begun = new Map<string, string>();
  const calls: DiskCall[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest);
    if (unfinished) {
      begun.set(thread, unfinished[1] as string);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    calls.push(...callsIn(resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : rest));
  }
  return calls;
}

function callsIn(text: string): DiskCall[] {
  const [, name, args = '', result] = /^(\w+)\((.*)\) += (-?\d+)/.exec(text) ?? [];
  if (name === undefined || Number(result) < 0) return [];
  const file = bytesOf(/^\d+<([^>]*)>/.exec(args)?.[1] ?? '').toString();
  switch (name) {
    case 'pwrite64': {
      const [, data = '', at] = /^\d+<[^>]*>, "([^"]*)", \d+, (\d+)$/.exec(args) ?? [];
      // A short write is written on from where it ended.
      return [{ is: 'write', file, at: Number(at), bytes: bytesOf(data).subarray(0, Number(result)) }];
    }
    case 'ftruncate':
      return [{ is: 'truncate', file, size: Number(/, (\d+)$/.exec(args)?.[1]) }];
    case 'fdatasync':
    case 'fsync':
      return [{ is: 'sync', file }];
    case 'unlink':
      return [{ is: 'remove', file: bytesOf(/^"([^"]*)"/.exec(args)?.[1] ?? '').toString() }];
    default:
      return /^(socket|TCP)/.test(file) ? acksIn(args) : [];
  }
}

function acksIn(args: string): DiskCall[] {
  const sent = Buffer.concat([...args.matchAll(/"((?:\\x[0-9a-f]{2})+)"/g)].map(([, hex]) => bytesOf(hex as string)));
  return [...sent.toString('latin1').matchAll(/\{"t":"ack","i":"([\w-]+)","c":"([\w/-]+)","s":(\d+)/g)].map(
    ([, cmd, stream, seq]) => ({ is: 'ack', cmd: cmd as string, stream: stream as string, seq: Number(seq) }),
  );
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
