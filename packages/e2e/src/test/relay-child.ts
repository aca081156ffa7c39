// A relay in a process of its own, told what to do by the test that started it. It can kill itself where a crash is most instructive.
import { type Checkpoint, type ListenOptions, listen } from '@rapport/relay';

export type ToChild =
  | { readonly do: 'listen'; readonly options: ListenOptions }
  | { readonly do: 'arm'; readonly at: Checkpoint; readonly n: number }
  | { readonly do: 'cpu' }
  | { readonly do: 'collect' }
  | { readonly do: 'block'; readonly ms: number }
  | { readonly do: 'shiftClock'; readonly ms: number }
  | { readonly do: 'stop' };

export type FromChild =
  | { readonly is: 'listening'; readonly url: string; readonly port: number; readonly setupLink: string | null }
  | { readonly is: 'failed'; readonly why: string }
  | { readonly is: 'cpu'; readonly microseconds: number }
  | { readonly is: 'collected' | 'shifted' };

let armed: { at: Checkpoint; left: number } | null = null;
let running: Awaited<ReturnType<typeof listen>> | null = null;
/** The time of day is not the time that passes: only `Date.now` is moved. */
let shiftMs = 0;
const realNow = Date.now;
Date.now = () => realNow() + shiftMs;
const say = (message: FromChild): void => void process.send?.(message);

function checkpoint(at: Checkpoint): void {
  if (armed?.at !== at) return;
  armed.left -= 1;
  if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
}

process.on('message', async (message: ToChild) => {
  if (message.do === 'arm') {
    armed = { at: message.at, left: message.n };
  } else if (message.do === 'cpu') {
    const { user, system } = process.cpuUsage();
    say({ is: 'cpu', microseconds: user + system });
  } else if (message.do === 'collect') {
    globalThis.gc?.();
    say({ is: 'collected' });
  } else if (message.do === 'block') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, message.ms);
  } else if (message.do === 'shiftClock') {
    shiftMs = message.ms;
    say({ is: 'shifted' });
  } else if (message.do === 'stop') {
    await running?.close();
    process.exit(0);
  } else {
    try {
      running = await listen({ ...message.options, checkpoint, onLost: () => process.exit(1) });
      say({ is: 'listening', url: running.url, port: running.port, setupLink: running.setupLink });
    } catch (error) {
      say({ is: 'failed', why: error instanceof Error ? error.message : String(error) });
      process.exit(1);
    }
  }
});
process.on('disconnect', () => process.exit(0));
