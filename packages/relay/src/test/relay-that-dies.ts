// A relay in a process of its own, with mail, for tests of a crash: it kills itself where it is told to.
import type { Checkpoint } from '../core/ports.ts';
import { type ListenOptions, listen } from '../listen.ts';

export type ToRelay = { readonly listen: ListenOptions } | { readonly dieAt: Checkpoint };
export type FromRelay = { readonly url: string; readonly setupLink: string | null };

let dieAt: Checkpoint | null = null;

process.on('message', async (message: ToRelay) => {
  if ('dieAt' in message) {
    dieAt = message.dieAt;
    return;
  }
  const checkpoint = (at: Checkpoint): void => {
    if (at === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const { url, setupLink } = await listen({ ...message.listen, checkpoint });
  process.send?.({ url, setupLink } satisfies FromRelay);
});
process.on('disconnect', () => process.exit(0));
