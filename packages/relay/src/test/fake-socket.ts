// A socket in memory: keeps what it is sent, and can be made to stop reading or answering.
import type { ServerFrame } from '@rapport/protocol';
import type { Socket } from '../core/ports.ts';

export interface FakeSocket extends Socket {
  bufferedBytes: number;
  readonly sent: string[];
  readonly frames: ServerFrame[];
  readonly pings: number;
  readonly paused: boolean;
  /** Code and reason it was closed with; 1006 if it was ended without a handshake. */
  readonly ended: { readonly code: number; readonly reason: string } | null;
  /** What is sent from now on stays in its buffer. */
  stall(): void;
  /** The network is gone, without a word. */
  drop(): void;
}

export interface FakeSocketPorts {
  readonly onFrame: () => void;
  readonly onPing: () => void;
  readonly onEnd: () => void;
}

export function createFakeSocket({ onFrame, onPing, onEnd }: FakeSocketPorts): FakeSocket {
  const sent: string[] = [];
  const frames: ServerFrame[] = [];
  let pings = 0;
  let paused = false;
  let isStalled = false;
  let isDropped = false;
  let ended: FakeSocket['ended'] = null;
  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = { code, reason };
    onEnd();
  };
  return {
    bufferedBytes: 0,
    sent,
    frames,
    get pings() {
      return pings;
    },
    get paused() {
      return paused;
    },
    get ended() {
      return ended;
    },
    stall: () => {
      isStalled = true;
    },
    drop: () => {
      isDropped = true;
      end(1006, '');
    },
    send(text) {
      if (isDropped) return;
      if (ended) throw new Error('sent on a socket that was closed');
      if (isStalled) this.bufferedBytes += text.length;
      sent.push(text);
      frames.push(JSON.parse(text) as ServerFrame);
      onFrame();
    },
    ping: () => {
      pings += 1;
      onPing();
    },
    close: (code, reason = '') => end(code, reason),
    terminate: () => end(1006, ''),
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
  };
}
