// The network between one client and a relay node, in memory and in virtual time: two lanes per connection.
// It knows nothing of what the frames say.
import type { ConnectionPort, Socket, UpgradeInfo } from '@rapport/relay';
import type { Dice } from '@rapport/relay/sample';
import type { SocketLike } from '@rapport/sdk';
import type { VirtualClock } from './clock.ts';
import { createLane, type Direction, type Lane, type LaneTaps, type Parcel } from './lane.ts';

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
  /** A dead process whose machine is there: it answers that nobody listens. A dead machine says nothing. */
  isMachineUp(): boolean;
  /** Something is about to happen in it: where it may be made to die. */
  step(): void;
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
  /** Something in between closes it towards the client, with a code of its own. */
  closeAs(code: number): void;
  /** The relay has said goodbye, and the client has not heard it yet. */
  readonly isClosing: boolean;
  /** What the relay has written and the client has not taken. */
  heldBytes(): number;
  setLane(direction: Direction, state: Lane['state']): void;
  /** Puts a frame on a lane that nobody sent. */
  inject(direction: Direction, text: string): void;
}

export interface Taps extends LaneTaps {
  sentByRelay(link: Link, text: string): void;
  closedByRelay(link: Link, code: number, reason: string): void;
  closedByClient(link: Link, code: number, reason: string): void;
  heardByClient(link: Link, text: string): void;
  sentByClient(link: Link, text: string): void;
  heardByRelay(link: Link, text: string): void;
  threw(error: unknown): void;
  /** Runs what delivers it, so that whatever goes wrong meanwhile is known to come of something unknown. */
  strangely(run: () => void): void;
}

export interface Wire {
  readonly links: ReadonlySet<Link>;
  connect(seat: Seat): SocketLike;
}

export function createWire(clock: VirtualClock, dice: Dice, pick: () => Node | null, taps: Taps): Wire {
  const links = new Set<Link>();

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
        if (link) taps.closedByClient(link, code, reason);
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
      let isClosing = false;
      let port: ConnectionPort | null = null;
      const down = createLane(clock, dice, taps, (parcel) => {
        if (parcel.kind === 'open') {
          if (readyState !== 0) return;
          readyState = 1;
          onClient(() => client.onopen?.({} as never));
        } else if (parcel.kind === 'frame') {
          if (readyState === 3) return;
          if (seat.alive()) taps.heardByClient(self, parcel.text);
          // A stale socket goes on delivering after the client gave it up: only detached handlers protect it (P3).
          const hear = (): void => onClient(() => client.onmessage?.({ data: parcel.text }));
          if (parcel.strange) taps.strangely(hear);
          else hear();
        } else if (parcel.kind === 'ping') {
          up.push({ kind: 'pong' });
        } else if (parcel.kind === 'close') {
          up.push({ kind: 'close', code: parcel.code, reason: '' });
          closed(parcel.code, parcel.reason);
        }
      });
      const up = createLane(clock, dice, taps, (parcel) => {
        if (!at.alive()) return at.isMachineUp() ? refuse() : undefined;
        if (over || !port) return;
        if (parcel.kind === 'frame') {
          const { text } = parcel;
          taps.heardByRelay(self, text);
          const hear = (): void => port?.receive(text);
          if (parcel.strange) taps.strangely(hear);
          else hear();
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
          at.step();
          if (!at.alive()) return;
          taps.sentByRelay(self, text);
          down.push({ kind: 'frame', text });
        },
        ping: () => void (at.alive() && down.push({ kind: 'ping' })),
        close(code, reason = '') {
          if (over || !at.alive()) return;
          isClosing = true;
          taps.closedByRelay(self, code, reason);
          down.push({ kind: 'close', code, reason });
        },
        terminate() {
          if (!at.alive()) return;
          isClosing = true;
          down.push({ kind: 'close', code: 1006, reason: '' });
          clock.soon(gone);
        },
        pause: () => {
          up.isPaused = true;
        },
        resume: () => {
          up.isPaused = false;
          clock.soon(up.release);
        },
      };
      const self = {
        seat,
        node: at,
        up,
        down,
        get over() {
          return over;
        },
        get isClosing() {
          return isClosing;
        },
        toRelay: (parcel: Parcel) => up.push(parcel),
        reset() {
          closed(1006, '');
          clock.soon(gone);
        },
        refuse,
        leave: () => up.push({ kind: 'close', code: 1001, reason: '' }),
        closeAs(code: number) {
          closed(code, '');
          clock.soon(gone);
        },
        heldBytes: () => down.heldBytes(),
        setLane(direction: Direction, state: Lane['state']) {
          const lane = direction === 'up' ? up : down;
          lane.state = state;
          if (state !== 'flowing') return;
          lane.release();
          if (direction === 'down' && at.alive()) port?.drained();
        },
        inject: (direction: Direction, text: string) =>
          (direction === 'up' ? up : down).push({ kind: 'frame', text, strange: true }),
      };
      links.add(self);
      port = at.connect(socket, info);
      down.push({ kind: 'open' });
      return self;
    }

    clock.setTimer(dice.between(2, 40), () => {
      const at = pick();
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
