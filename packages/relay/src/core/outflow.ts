// What one socket is sent, and whether it takes it (B5): at the soft limit it is fed no more, at the hard one, or when it takes
// nothing for a while, it is given up. What it misses it gets by cursor. It knows no frame.
import type { Clock, Socket } from './ports.ts';
import type { RelayLimits } from './relay-limits.ts';

export interface OutflowOwner {
  /** It does not read, or not fast enough. */
  tooSlow(): void;
  /** Sending throws. */
  terminate(): void;
}

export class Outflow {
  readonly #socket: Socket;
  readonly #limits: RelayLimits;
  readonly #clock: Clock;
  readonly #owner: OutflowOwner;
  #cancelLook: (() => void) | null = null;

  constructor(socket: Socket, limits: RelayLimits, clock: Clock, owner: OutflowOwner) {
    this.#socket = socket;
    this.#limits = limits;
    this.#clock = clock;
    this.#owner = owner;
  }

  get isFull(): boolean {
    return this.#socket.bufferedBytes >= this.#limits.softBufferBytes;
  }

  send(text: string): void {
    if (this.#socket.bufferedBytes >= this.#limits.hardBufferBytes) return this.#owner.tooSlow();
    try {
      this.#socket.send(text);
    } catch {
      // B6: it ends itself, not the round of those who hear the same.
      return this.#owner.terminate();
    }
    if (this.isFull) this.#cancelLook ??= this.#look();
  }

  /** The network took all of it, or nothing is sent any more. */
  rest(): void {
    this.#cancelLook?.();
    this.#cancelLook = null;
  }

  /** A slow one may be full for long. One that has taken nothing since the last look is not there any more. */
  #look(): () => void {
    const before = this.#socket.bufferedBytes;
    return this.#clock.setTimer(this.#limits.drainMs, () => {
      this.#cancelLook = null;
      if (!this.isFull) return;
      if (this.#socket.bufferedBytes < before) this.#cancelLook = this.#look();
      else this.#owner.tooSlow();
    });
  }
}
