// One living connection: the machine of connection.ts joined to a real socket, real timers and the page's life. The only place with a clock.

import type { ClientFrame, ServerFrame } from '@rapport/protocol';
import { close, subprotocol } from '@rapport/protocol';
import type { Connection, Input } from './connection.ts';
import { step, unconnected } from './connection.ts';
import type { ChatError } from './error.ts';
import type { Platform, SocketLike } from './platform/platform.ts';
import type { ConnectOptions, Status } from './types.ts';

/** What rides on the link. */
export interface Rider {
  /** The first frame of a new socket. */
  hello(credentials: string | undefined): ClientFrame;
  /** Fetched anew for each socket, which is given up if they fail. */
  credentials?: ((why: Connection['why']) => Promise<string | undefined>) | undefined;
  receive(frame: ServerFrame): void;
  /** The socket, if there was one, is gone, and what was under way on it or for it with it. */
  lost(): void;
  /** Nothing here needs a socket in a page that nobody looks at. */
  mayRest(): boolean;
  /** Something may have changed, or be due: after every input, once. It arms the link again. */
  settled(): void;
  woken(): void;
}

export interface Link {
  connection(): Connection;
  status(catchingUp: boolean): Status;
  /** False if there is no socket to send it on. */
  send(frame: ClientFrame): boolean;
  input(input: Input): void;
  /** Sets the timer: at `nextAt` the rider has something to do. */
  arm(nextAt: number): void;
  end(): void;
}

/** A timer this late means that nothing could run: the machine slept. */
const lateMs = 5_000;
/** More than a timer can wait; it is set again then. */
const longestMs = 2 ** 31 - 1;

export function createLink(o: ConnectOptions, p: Platform, rider: Rider): Link {
  const { lostAfterMs = 4_000, sleepAfterHiddenMs = 300_000 } = o;
  const isVisible = (): boolean => p.lifecycle.visible();
  const restFrom = (): number => (isVisible() ? Infinity : p.now() + (sleepAfterHiddenMs || Infinity));
  let s = unconnected;
  let socket: SocketLike | null = null;
  let credentials: string | undefined;
  let cancel: (() => void) | undefined;
  let armedAt = Infinity;
  let restAt = restFrom();

  const apply = (e: Input): void => {
    const [next, ...effects] = step(s, e, { now: p.now(), random: p.random, hold: !isVisible() && rider.mayRest() });
    s = next;
    for (const effect of effects) {
      if (effect === 'hello') send(rider.hello(credentials));
      else if (effect === 'ping') send({ t: 'ping', n: s.gen });
      else if (effect === 'open') void open(s.gen);
      else drop();
    }
  };

  const drop = (): void => {
    rider.lost();
    const old = socket;
    if (!old) return;
    // P3: detached first; its `close` may take half a minute, or never come.
    socket = old.onopen = old.onmessage = old.onclose = null;
    try {
      old.close(s.phase === 'waiting' ? close.heartbeatLost : close.normal);
    } catch {
      // Some refuse to be closed while they open. It is detached, so it does no harm.
    }
  };

  const open = async (gen: number): Promise<void> => {
    try {
      if (rider.credentials) {
        credentials = await rider.credentials(s.why);
        // They belong to this socket alone; a newer one fetches its own.
        if (gen !== s.gen) return;
      }
      socket = p.socket(o.url, subprotocol);
      socket.onopen = () => input({ on: 'opened', gen });
      socket.onclose = ({ code, reason }) => input({ on: 'closed', gen, code, reason });
      socket.onmessage = ({ data }) => receive(gen, data as string);
    } catch {
      input({ on: 'closed', gen, code: 1006, reason: '' });
    }
  };

  const receive = (gen: number, data: string): void => {
    if (gen !== s.gen) return; // P3
    apply({ on: 'frame', gen });
    try {
      const frame = JSON.parse(data) as ServerFrame;
      if (frame.t === 'welcome') apply({ on: 'welcome', gen, hb: frame.hb });
      if (frame.t === 'bye') apply({ on: 'bye', retry: frame.retry });
      rider.receive(frame);
    } catch (error) {
      // V1: what we do not understand is passed over; the socket stays.
      o.onLog?.({ level: 'warn', msg: 'a frame was passed over', data: error });
    }
    rider.settled();
  };

  const send = (frame: ClientFrame): boolean => {
    // H5: nothing but `hello` before `welcome`.
    if (!socket || (!s.onlineAt && frame.t !== 'hello')) return false;
    try {
      socket.send(JSON.stringify(frame));
      return true;
    } catch {
      // Not open any more: its `close` is on the way.
      return false;
    }
  };

  const input = (e: Input): void => {
    apply(e);
    rider.settled();
  };

  /** Zero while there is nothing to become `lost`. */
  const lostAt = (): number => s.downAt && s.downAt + lostAfterMs;

  const arm = (nextAt: number): void => {
    const now = p.now();
    const at = Math.max(now, Math.min(s.at, restAt, nextAt, lostAt() > now ? lostAt() : Infinity));
    // Its time is over, and the timer may yet have far to go: the clock was set, or the machine slept.
    if (armedAt <= now) return tick();
    if (!(at < armedAt)) return;
    cancel?.();
    armedAt = at;
    cancel = p.setTimer(Math.min(at - now, longestMs), tick);
  };

  const tick = (): void => {
    const now = p.now();
    const isLate = now - armedAt > lateMs;
    armedAt = Infinity;
    if (now >= restAt) {
      restAt = now + 60_000;
      if (rider.mayRest()) apply({ on: 'sleep' });
    }
    // After a sleep, what lies in the socket is heard before the socket is judged.
    apply({ on: isLate ? 'wake' : 'tick' });
    rider.settled();
  };

  const wake = (): void => {
    rider.woken();
    input({ on: 'wake' });
  };
  const look = (): void => {
    restAt = restFrom();
    send({ t: 'vis', on: isVisible() ? 1 : 0 });
    if (isVisible()) wake();
    else rider.settled();
  };
  const offs = [
    p.lifecycle.on('visible', look),
    p.lifecycle.on('hidden', look),
    p.lifecycle.on('online', wake),
    p.lifecycle.on('show', wake),
    // P2: the browser's word that it is offline is a reason to ask, not to believe.
    p.lifecycle.on('offline', () => input({ on: 'doubt' })),
    p.lifecycle.on('hide', () => input({ on: 'sleep' })),
  ];

  return {
    connection: () => s,
    status(catchingUp) {
      const { phase, attempt, error } = s;
      const lost = !!s.downAt && p.now() >= lostAt();
      if (phase === 'waiting') return { phase, attempt, retryAt: s.at, lost };
      if (phase === 'stopped') return { phase, error: error as ChatError };
      if (s.onlineAt) return { phase: 'online', since: s.onlineAt, catchingUp };
      return s.downAt ? { phase: 'connecting', attempt, lost } : { phase: 'idle' };
    },
    send,
    input,
    arm,
    end() {
      apply({ on: 'disconnect' });
      armedAt = Number.NaN; // nothing is earlier: no timer is set any more
      cancel?.();
      for (const off of offs) off();
    },
  };
}
