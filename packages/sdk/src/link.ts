// One living connection: the machine of connection.ts joined to a real socket, real timers and the page's life. The only place with a clock.
import { subprotocol } from '@rapport/protocol';
import type { ClientFrame, ServerFrame } from '@rapport/protocol';
import { asleep, step } from './connection.ts';
import type { Connection, Effect, Input } from './connection.ts';
import { ChatError } from './error.ts';
import type { ConnectOptions, Platform, SocketLike, Status } from './types.ts';

/** What rides on the link. */
export interface Rider {
  /** The first frame of a new socket. */
  hello(credentials: string | undefined): ClientFrame;
  /** Fetched anew for each socket; the signal ends with that socket. */
  credentials?: (why: { reason: Connection['why']; signal: AbortSignal }) => string | Promise<string>;
  receive(frame: ServerFrame): void;
  /** The socket is gone, for good: what was under way on it is not any more. */
  lost(code: number): void;
  /** Nothing here needs a socket in a page that nobody looks at. */
  mayRest(): boolean;
  /** When `due` has something to do; Infinity: never. */
  nextAt(): number;
  due(now: number): void;
  /** Something may have changed: after every input, once. */
  settled(): void;
  woken(): void;
}

export interface Link {
  readonly state: () => Connection;
  status(catchingUp: boolean): Status;
  /** False if there is no socket to send it on. */
  send(frame: ClientFrame): boolean;
  input(input: Input): void;
  /** Looks at the deadlines again, after something made one. */
  arm(): void;
  end(): void;
}

/** A timer this late means that nothing could run: the machine slept. */
const lateMs = 5_000;

export function createLink(o: ConnectOptions, p: Platform, rider: Rider): Link {
  const { lostAfterMs = 4_000, sleepAfterHiddenMs = 300_000 } = o;
  let s = asleep;
  let socket: SocketLike | null = null;
  let fetching: AbortController | undefined;
  let credentials: string | undefined;
  let cancel: (() => void) | undefined;
  let armedAt = Infinity;
  /** When a page that stays hidden may rest. */
  let restAt = p.lifecycle.visible() ? Infinity : p.now() + (sleepAfterHiddenMs || Infinity);
  let ended = false;

  const abandon = (code: number): void => {
    fetching?.abort();
    if (!socket) return;
    // P3: detached first; its `close` may take half a minute, or never come.
    socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
    const old = socket;
    socket = null;
    try {
      old.close(code);
    } catch {
      // Some sockets refuse to be closed while they open. It is detached, so it does no harm.
    }
    rider.lost(code);
  };

  const run = (effect: Effect): void => {
    if (effect === 'open') void open();
    else if (effect === 'hello') link.send(rider.hello(credentials));
    else if (effect === 'ping') link.send({ t: 'ping', n: s.gen });
    else abandon(effect.drop);
  };

  const apply = (e: Input): void => {
    const [next, effects] = step(s, e, { now: p.now(), random: p.random, hold: !p.lifecycle.visible() && rider.mayRest() });
    s = next;
    effects.forEach(run);
  };

  async function open(): Promise<void> {
    const { gen, why } = s;
    try {
      if (rider.credentials) {
        fetching = new AbortController();
        credentials = await rider.credentials({ reason: why, signal: fetching.signal });
        // They belong to this socket alone; a newer one fetches its own.
        if (gen !== s.gen) return;
      }
      dial(gen);
    } catch (cause) {
      const error = ChatError.is(cause) && /^(unauthenticated|forbidden)$/.test(cause.code) ? cause : null;
      link.input(error ? { on: 'refused', gen, error } : { on: 'closed', gen, code: 1006, reason: '' });
    }
  }

  function dial(gen: number): void {
    const mine = p.socket(o.url, subprotocol);
    socket = mine;
    mine.onopen = () => link.input({ on: 'opened', gen });
    mine.onerror = null; // `close` follows
    mine.onclose = ({ code, reason }) => {
      if (socket === mine) {
        socket = null;
        rider.lost(code);
      }
      link.input({ on: 'closed', gen, code, reason });
    };
    mine.onmessage = ({ data }) => {
      if (gen !== s.gen) return;
      apply({ on: 'frame', gen });
      try {
        const frame = JSON.parse(data as string) as ServerFrame;
        if (frame.t === 'welcome') apply({ on: 'welcome', gen, hb: frame.hb });
        if (frame.t === 'bye') apply({ on: 'bye', retry: frame.retry });
        rider.receive(frame);
      } catch (error) {
        // V1: what we do not understand is passed over; the socket stays.
        o.onLog?.({ level: 'warn', msg: 'a frame was passed over', data: error });
      }
      settle();
    };
  }

  function settle(): void {
    if (ended) return;
    rider.settled();
    link.arm();
  }

  const tick = (): void => {
    const now = p.now();
    const late = now - armedAt > lateMs;
    cancel = undefined;
    armedAt = Infinity;
    if (now >= restAt) {
      restAt = now + 60_000;
      if (rider.mayRest()) apply({ on: 'sleep' });
    }
    apply({ on: late ? 'wake' : 'tick' });
    rider.due(now);
    settle();
  };

  const lostAt = (): number => (s.downAt ? s.downAt + lostAfterMs : Infinity);

  const link: Link = {
    state: () => s,
    status(catchingUp) {
      const lost = p.now() >= lostAt();
      switch (s.phase) {
        case 'online':
        case 'probing':
          return { phase: 'online', since: s.onlineAt, catchingUp };
        case 'opening':
        case 'greeting':
          return { phase: 'connecting', attempt: s.attempt, lost };
        case 'waiting':
          return { phase: 'waiting', attempt: s.attempt, retryAt: s.at, lost };
        case 'stopped':
          return { phase: 'stopped', error: s.error ?? new ChatError('stopped') };
        default:
          return { phase: 'idle' };
      }
    },
    send(frame) {
      // H5: nothing but `hello` before `welcome`.
      if (!socket || (!s.onlineAt && frame.t !== 'hello')) return false;
      try {
        socket.send(JSON.stringify(frame));
        return true;
      } catch {
        // Not open, or not any more: its `close` is on the way.
        return false;
      }
    },
    input(e) {
      if (ended) return;
      apply(e);
      settle();
    },
    arm() {
      const now = p.now();
      const at = Math.min(s.at, restAt, rider.nextAt(), lostAt() > now ? lostAt() : Infinity);
      if (ended || at >= armedAt) return;
      cancel?.();
      armedAt = at;
      cancel = p.setTimer(Math.max(0, at - now), tick);
    },
    end() {
      ended = true;
      cancel?.();
      for (const off of offs) off();
      abandon(1000);
    },
  };

  const wake = (): void => {
    rider.woken();
    link.input({ on: 'wake' });
  };
  const look = (): void => {
    const on = p.lifecycle.visible() ? 1 : 0;
    restAt = on ? Infinity : p.now() + (sleepAfterHiddenMs || Infinity);
    link.send({ t: 'vis', on });
    if (on) wake();
    else link.arm();
  };
  const offs = [
    p.lifecycle.on('visible', look),
    p.lifecycle.on('hidden', look),
    p.lifecycle.on('online', wake),
    // P2: the browser's word that it is offline is a reason to ask, not to believe.
    p.lifecycle.on('offline', () => link.input({ on: 'doubt' })),
    p.lifecycle.on('hide', () => link.input({ on: 'sleep' })),
    p.lifecycle.on('show', wake),
  ];
  return link;
}
