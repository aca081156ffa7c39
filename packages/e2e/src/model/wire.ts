// The network between one client and the relay, in memory and in virtual time: two lanes per connection, each in order,
// each of which can flow, stall (and go on later) or lose everything from now on. It knows nothing of what the frames say.
import type { ConnectionPort, Socket, UpgradeInfo } from '@rapport/relay';
import type { SocketLike } from '@rapport/sdk';
import type { VirtualClock } from './clock.ts';
import type { Dice } from './dice.ts';

export type Direction = 'up' | 'down';

type Parcel =
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'open' | 'ping' | 'pong' }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

export interface Lane {
  state: 'flowing' | 'stalled' | 'lost';
  /** Milliseconds on top of the usual latency. */
  extraMs: number;
  /** The next frame that `may` lets through is delivered twice, or not at all. */
  next: 'twice' | 'never' | null;
}

/** What the client end of a connection belongs to. */
export interface Seat {
  readonly name: string;
  readonly role: 'v' | 'a';
  alive(): boolean;
  offline(): boolean;
  readonly origin: string | null;
  readonly address: string;
}

/** The relay process that answers a connection. */
export interface Node {
  alive(): boolean;
  admit(info: UpgradeInfo): Promise<unknown>;
  connect(socket: Socket, info: UpgradeInfo): ConnectionPort;
}

export interface Link {
  readonly seat: Seat;
  readonly node: Node;
  readonly up: Lane;
  readonly down: Lane;
  /** Neither end will hear anything more. */
  readonly over: boolean;
  /** Both ends learn at once that it is gone. */
  reset(): void;
  /** The relay's machine answers for a process that is no more. */
  refuse(): void;
  /** The client's end closes, because its page goes away. */
  leave(): void;
  setLane(direction: Direction, state: Lane['state']): void;
  /** Puts a frame on a lane that nobody sent. */
  inject(direction: Direction, text: string): void;
}

export interface Taps {
  sentByRelay(link: Link, text: string): void;
  closedByRelay(link: Link, code: number): void;
  heardByClient(link: Link, text: string): void;
  sentByClient(link: Link, text: string): void;
  heardByRelay(link: Link, text: string): void;
  /** True: this frame may be lost or repeated by `Lane.next`. */
  mayRepeat(text: string): boolean;
  mayVanish(text: string): boolean;
  faulted(what: string): void;
  threw(error: unknown): void;
}

export interface Wire {
  readonly links: ReadonlySet<Link>;
  connect(seat: Seat): SocketLike;
}

export function createWire(clock: VirtualClock, dice: Dice, node: () => Node | null, taps: Taps): Wire {
  const links = new Set<Link>();

  function createLane(
    deliver: (parcel: Parcel) => void,
  ): Lane & { push(parcel: Parcel): void; release(): void; heldBytes(): number } {
    const queue: { readonly parcel: Parcel; readonly at: number }[] = [];
    let lastAt = 0;
    function pump(): void {
      while (lane.state === 'flowing' && queue[0] && queue[0].at <= clock.now()) {
        deliver((queue.shift() as (typeof queue)[number]).parcel);
      }
    }
    function put(parcel: Parcel): void {
      lastAt = Math.max(lastAt, clock.now() + dice.between(2, 40) + lane.extraMs);
      queue.push({ parcel, at: lastAt });
      clock.setTimer(lastAt - clock.now(), pump);
    }
    const lane: ReturnType<typeof createLane> = {
      state: 'flowing',
      extraMs: 0,
      next: null,
      push(parcel) {
        if (lane.state === 'lost') return;
        const next = lane.next;
        if (parcel.kind === 'frame' && next === 'twice' && taps.mayRepeat(parcel.text)) {
          lane.next = null;
          taps.faulted('frame twice');
          put(parcel);
        }
        if (parcel.kind === 'frame' && next === 'never' && taps.mayVanish(parcel.text)) {
          lane.next = null;
          taps.faulted('event frame lost');
          return;
        }
        put(parcel);
      },
      release: pump,
      heldBytes: () =>
        lane.state === 'stalled'
          ? queue.reduce((sum, { parcel }) => sum + (parcel.kind === 'frame' ? parcel.text.length : 8), 0)
          : 0,
    };
    return lane;
  }

  function connect(seat: Seat): SocketLike {
    let readyState = 0;
    const client: { -readonly [K in keyof SocketLike]: SocketLike[K] } = {
      get readyState() {
        return readyState;
      },
      bufferedAmount: 0,
      onopen: null,
      onmessage: null,
      onerror: null,
      onclose: null,
      send(text) {
        if (readyState === 0) throw new Error('the socket is still connecting');
        if (readyState !== 1 || !seat.alive()) return;
        if (link) taps.sentByClient(link, text);
        link?.toRelay({ kind: 'frame', text });
      },
      close(code = 1000, reason = '') {
        if (readyState >= 2) return;
        readyState = 2;
        if (link) link.toRelay({ kind: 'close', code, reason });
        else readyState = 3;
      },
    };
    let link: ReturnType<typeof open> | null = null;

    /** A browser runs nothing of a page that is gone. */
    function onClient(run: () => void): void {
      if (!seat.alive()) return;
      try {
        run();
      } catch (error) {
        taps.threw(error);
      }
    }
    function closed(code: number, reason: string): void {
      if (readyState === 3) return;
      readyState = 3;
      if (code === 1006) onClient(() => client.onerror?.({} as never));
      onClient(() => client.onclose?.({ code, reason }));
    }

    function open(at: Node, info: UpgradeInfo) {
      let over = false;
      let port: ConnectionPort | null = null;
      const down = createLane((parcel) => {
        if (parcel.kind === 'open') {
          if (readyState !== 0) return;
          readyState = 1;
          onClient(() => client.onopen?.({} as never));
        } else if (parcel.kind === 'frame') {
          if (readyState === 3) return;
          if (seat.alive()) taps.heardByClient(self, parcel.text);
          // A stale socket goes on delivering after the client gave it up: only detached handlers protect it (P3).
          onClient(() => client.onmessage?.({ data: parcel.text }));
        } else if (parcel.kind === 'ping') {
          up.push({ kind: 'pong' });
        } else if (parcel.kind === 'close') {
          up.push({ kind: 'close', code: parcel.code, reason: '' });
          closed(parcel.code, parcel.reason);
        }
      });
      const up = createLane((parcel) => {
        if (!at.alive()) return node() ? refuse() : undefined;
        if (over || !port) return;
        if (parcel.kind === 'frame') {
          taps.heardByRelay(self, parcel.text);
          port.receive(parcel.text);
        } else if (parcel.kind === 'pong') port.pong();
        else if (parcel.kind === 'close') {
          down.push({ kind: 'close', code: parcel.code, reason: '' });
          gone();
        }
      });
      function gone(): void {
        if (over) return;
        over = true;
        links.delete(self);
        if (at.alive()) port?.closed();
      }
      function refuse(): void {
        down.state = 'flowing';
        down.push({ kind: 'close', code: 1006, reason: '' });
        over = true;
        links.delete(self);
      }
      const socket: Socket = {
        get bufferedBytes() {
          return down.heldBytes();
        },
        send(text) {
          if (over || !at.alive()) return;
          taps.sentByRelay(self, text);
          down.push({ kind: 'frame', text });
        },
        ping: () => void (at.alive() && down.push({ kind: 'ping' })),
        close(code, reason = '') {
          if (over || !at.alive()) return;
          taps.closedByRelay(self, code);
          down.push({ kind: 'close', code, reason });
        },
        terminate() {
          if (!at.alive()) return;
          down.push({ kind: 'close', code: 1006, reason: '' });
          clock.soon(gone);
        },
        pause: () => {},
        resume: () => {},
      };
      const self = {
        seat,
        node: at,
        up,
        down,
        get over() {
          return over;
        },
        toRelay: (parcel: Parcel) => up.push(parcel),
        reset() {
          closed(1006, '');
          clock.soon(gone);
        },
        refuse,
        leave: () => up.push({ kind: 'close', code: 1001, reason: '' }),
        setLane(direction: Direction, state: Lane['state']) {
          const lane = direction === 'up' ? up : down;
          lane.state = state;
          if (state !== 'flowing') return;
          lane.release();
          if (direction === 'down' && at.alive()) port?.drained();
        },
        inject: (direction: Direction, text: string) => (direction === 'up' ? up : down).push({ kind: 'frame', text }),
      };
      links.add(self);
      port = at.connect(socket, info);
      down.push({ kind: 'open' });
      return self;
    }

    clock.setTimer(dice.between(2, 40), () => {
      const at = node();
      // Offline: half of the time the attempt fails, half of the time nothing answers at all.
      if (seat.offline()) return dice.happens(0.5) ? closed(1006, '') : undefined;
      if (!at) return void clock.setTimer(dice.between(2, 40), () => closed(1006, ''));
      const info: UpgradeInfo = { origin: seat.origin, address: seat.address };
      void at.admit(info).then((refusal) => {
        if (readyState >= 2 || !seat.alive()) return;
        if (refusal || !at.alive()) return closed(1006, '');
        link = open(at, info);
      }, taps.threw);
    });
    return client;
  }

  return { links, connect };
}
