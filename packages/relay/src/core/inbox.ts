// What one socket has brought and nobody has begun yet. While enough is under way the socket is not read, so this stays small (L6, B5).
export interface InboxOwner {
  handle(text: string): void;
  pause(): void;
  resume(): void;
  /** More was read already than may be kept. */
  overflow(): void;
}

const nothing: string[] = [];

export class Inbox {
  readonly #owner: InboxOwner;
  readonly #most: number;
  readonly #mostBytes: number;
  #texts = nothing;
  #bytes = 0;
  #underWay = 0;
  #isPaused = false;
  #isHandling = false;
  #isHeld = true;
  #onDone: (() => void) | null = null;

  /** `most`: pieces of work under way. `mostBytes`: kept here, of what was read when the reading stopped. */
  constructor(owner: InboxOwner, most: number, mostBytes: number) {
    this.#owner = owner;
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** In order of arrival, also if it must wait. */
  accept(text: string): void {
    if (this.#onDone) return;
    if (this.#texts.length === 0 && this.#mayHandle) this.#handle(text);
    else this.#keep(text);
  }

  #keep(text: string): void {
    if (this.#texts === nothing) this.#texts = [];
    this.#texts.push(text);
    this.#bytes += text.length;
    if (this.#bytes > this.#mostBytes) this.#owner.overflow();
    else if (!this.#isPaused) {
      this.#isPaused = true;
      this.#owner.pause();
    }
  }

  /** H5: nothing is begun before the welcome. */
  release(): void {
    this.#isHeld = false;
    this.#next();
  }

  /** X3: takes nothing more. `done` is called when everything it has is answered. */
  finish(done: () => void): void {
    this.#onDone = done;
    this.#owner.pause();
    this.#next();
  }

  begin(): void {
    this.#underWay += 1;
  }

  end(): void {
    this.#underWay -= 1;
    this.#next();
  }

  clear(): void {
    this.#texts = nothing;
    this.#bytes = 0;
  }

  get #mayHandle(): boolean {
    return !this.#isHeld && !this.#isHandling && this.#underWay < this.#most;
  }

  #handle(text: string): void {
    this.#isHandling = true;
    try {
      this.#owner.handle(text);
    } finally {
      this.#isHandling = false;
    }
  }

  #next(): void {
    while (this.#mayHandle) {
      const text = this.#texts.shift();
      if (text === undefined) break;
      this.#bytes -= text.length;
      this.#handle(text);
    }
    if (this.#onDone) {
      if (this.#underWay === 0 && this.#texts.length === 0) this.#onDone();
      return;
    }
    if (!this.#isPaused || this.#texts.length > 0) return;
    this.#isPaused = false;
    this.#owner.resume();
  }
}
