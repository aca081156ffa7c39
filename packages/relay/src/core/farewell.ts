// X3: how a relay takes its leave. Everybody is told when its socket will close and when to come back; until then it is served as ever.
// The sockets close one after the other, so that neither the closing nor the coming back is one great wave.
import { close } from '@rapport/protocol';
import type { Connection } from './connection.ts';
import type { Core } from './core.ts';

const closesPerSecond = 2_000;
/** As fast as the next relay lets people in. */
const comebacksPerSecond = 500;
const fewMs = 2_000;

/** Begins it. Sockets that are still there after `withinMs` did not go in peace. */
export async function farewell(core: Core, connections: Iterable<Connection>, withinMs: number): Promise<void> {
  const { clock, chance } = core;
  const leaving = [...connections];
  const closingMs = Math.min(withinMs, (leaving.length / closesPerSecond) * 1_000);
  const backMs = Math.max(fewMs, (leaving.length / comebacksPerSecond) * 1_000);
  const plan = leaving.map((connection, i) => ({
    connection,
    after: Math.floor((closingMs * i) / leaving.length),
    retry: Math.floor(chance.random() * backMs),
  }));
  for (const { connection, after, retry } of plan) connection.frame({ t: 'bye', why: 'restart', after, retry });
  // What had arrived before is read in this turn of the loop, so it is carried out and answered.
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => clock.soon(resolve));
  for (const { connection, after, retry } of plan) {
    const go = (): void => connection.leave(close.restart, `restart;retry=${retry}`);
    if (after === 0) go();
    else clock.setTimer(after, go);
  }
}
