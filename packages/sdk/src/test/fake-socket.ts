// A socket between a client and the relay in memory. What is said arrives in a later microtask, in order, or not at all.
import type { ActorId, ClientFrame, ServerFrame } from '@rapport/protocol';
import type { SocketLike } from '../platform/platform.ts';

export interface FakeSocket extends SocketLike {
  /** What the client sent, in order. */
  readonly sent: ClientFrame[];
  readonly who: () => ActorId;
  /** Says something to the client. */
  say(frame: ServerFrame): void;
  /** The relay closes it. */
  end(code: number, reason?: string): void;
  readonly isClosed: () => boolean;
  closedWith: number | undefined;
}

/** What may be wrong with the network. */
export interface Weather {
  /** Sockets stay unopened. */
  unreachable: boolean;
  /** Nothing gets through in either direction, and nobody is told. */
  halfOpen: boolean;
  /** False: it is lost on the way. */
  toRelay: (frame: ClientFrame) => boolean;
  toClient: (frame: ServerFrame) => boolean;
}

export function createFakeSocket(
  weather: Weather,
  seen: ReadonlyMap<FakeSocket, ActorId>,
  receive: (socket: FakeSocket, frame: ClientFrame) => void,
  onGone: () => void,
): FakeSocket {
  let isOpen = false;
  let isClosed = false;
  const isReachable = !weather.unreachable;
  const socket: FakeSocket = {
    readyState: 0,
    sent: [],
    who: () => seen.get(socket) ?? '',
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    closedWith: undefined,
    isClosed: () => isClosed,
    send(data) {
      const frame = JSON.parse(data) as ClientFrame;
      socket.sent.push(frame);
      if (isOpen && !isClosed && !weather.halfOpen && weather.toRelay(frame))
        queueMicrotask(() => !isClosed && receive(socket, frame));
    },
    close(code) {
      if (isClosed) return;
      socket.closedWith = code;
      isClosed = true;
      onGone();
    },
    say(frame) {
      const data = JSON.stringify(frame);
      if (!weather.halfOpen && weather.toClient(frame)) queueMicrotask(() => !isClosed && socket.onmessage?.({ data }));
    },
    end(code, reason = '') {
      if (isClosed) return;
      isClosed = true;
      onGone();
      socket.onclose?.({ code, reason });
    },
  };
  queueMicrotask(() => {
    if (!isReachable || isClosed) return;
    isOpen = true;
    socket.onopen?.({} as never);
  });
  return socket;
}
