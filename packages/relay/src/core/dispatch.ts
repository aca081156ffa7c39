// Which handler gets which frame. Commands go to the commit at once, in order of arrival (L6);
// whatever else has to wait for the store waits in the socket's own queue.
import { type ClientFrame, close, type Stream } from '@rapport/protocol';
import { isTrouble } from '../store/store.ts';
import { runCommand } from './commands.ts';
import type { Core } from './core.ts';
import { redeem } from './hello.ts';
import * as marks from './marks.ts';
import type { Peer } from './peer.ts';
import { answer } from './queries.ts';
import { subscribe } from './subscribe.ts';
import { tellTyping } from './typing.ts';
import { tellWatching } from './watching.ts';

/** Milliseconds after which what met trouble in the store is tried again. */
const storeRetryMs = 1_000;

/** Work under way, as the socket's queue counts it. */
export interface Desk {
  begin(): void;
  end(): void;
  /** Runs after what was asked before has been answered. */
  task(work: () => Promise<void>): void;
}

/** False: this frame is none at this time (H5). */
export function dispatch(core: Core, peer: Peer, frame: ClientFrame, desk: Desk): boolean {
  switch (frame.t) {
    case 'cmd': {
      desk.begin();
      const work = runCommand(core, peer, frame, () => desk.end());
      if (work) desk.task(() => work().finally(() => desk.end()));
      return true;
    }
    case 'q':
      desk.task(() => answer(core, peer, frame));
      return true;
    case 'sub': {
      const retry = core.quotas.pace(peer, 'subs', core.clock.now());
      if (retry > 0) peer.wire.frame({ t: 'err', c: frame.c, code: 'rate_limited', retry });
      else desk.task(() => patiently(peer, () => subscribe(core, peer, frame.c, frame.s), frame.c));
      return true;
    }
    case 'unsub':
      desk.task(async () => core.hub.unlisten(peer, frame.c));
      return true;
    case 'mark':
      noteMark(core, peer, frame, desk);
      return true;
    case 'eph':
      if (frame.k === 'typing') desk.task(() => tellTyping(core, peer, frame.c, frame.on ?? 1));
      if (frame.k === 'watching') desk.task(() => tellWatching(core, peer, frame.c, frame.on ?? 1));
      return true;
    case 'auth': {
      const retry = core.quotas.pace(peer, 'auths', core.clock.now());
      if (retry > 0) peer.wire.frame({ t: 'err', code: 'rate_limited', retry });
      else desk.task(() => patiently(peer, () => renew(core, peer, frame.tok)));
      return true;
    }
    case 'ping':
      peer.wire.frame({ t: 'pong', n: frame.n });
      return true;
    case 'vis':
      return true;
    case 'bye':
      peer.wire.close(close.normal);
      return true;
    case 'hello':
      return false;
  }
}

/** B7: trouble in the store costs an answer, not a socket: with the disk as it is, there might be no new one. */
async function patiently(peer: Peer, work: () => Promise<void>, c?: Stream): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isTrouble(error)) throw error;
    peer.wire.frame({ t: 'err', ...(c !== undefined && { c }), code: 'unavailable', retry: storeRetryMs });
  }
}

/** B4: surplus marks wait and grow into one meanwhile; they are registers, so nothing is refused and nothing lost. */
function noteMark(core: Core, peer: Peer, mark: ClientFrame & { t: 'mark' }, desk: Desk): void {
  const { limits, clock, quotas } = core;
  if (!peer.marks?.has(mark.c) && (peer.marks?.size ?? 0) >= limits.cursors)
    return peer.wire.frame({ t: 'err', c: mark.c, code: 'rate_limited', retry: marks.patienceMs });
  if (!marks.note(peer, mark.c, mark)) return;
  const write = (): void =>
    desk.task(async () => {
      try {
        await marks.write(core, peer, mark.c);
      } catch (error) {
        if (!isTrouble(error)) throw error;
        clock.setTimer(storeRetryMs, write); // B7: what waits to be written waits for the disk, too
      }
    });
  const waitMs = quotas.pace(peer, 'marks', clock.now(), marks.patienceMs);
  if (waitMs === 0) write();
  else clock.setTimer(Math.min(waitMs, marks.patienceMs), write);
}

/** A fresh credential for the same agent; anybody else's is no credential. */
async function renew(core: Core, peer: Peer, token: string): Promise<void> {
  if (peer.who.role !== 'a') return peer.wire.frame({ t: 'err', code: 'forbidden' });
  const credential = await redeem(core, token);
  if (credential?.agent !== peer.who.id) peer.wire.close(close.tokenExpired, 'token_expired');
}
