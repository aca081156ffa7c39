// What one socket has brought and nobody has begun yet. While enough is under way the socket is not read, so this stays small (L6, B5).
export interface InboxPorts {
  /** Most pieces of work under way. */
  readonly most: number;
  /** Most bytes kept here: what was already read when the reading stopped. */
  readonly mostBytes: number;
  readonly handle: (text: string) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly overflow: () => void;
}

export class Inbox {
  readonly #ports: InboxPorts;
  #texts: string[] = [];
  #bytes = 0;
  #underWay = 0;
  #isPaused = false;
  #isHandling = false;
  #isHeld = true;

  constructor(ports: InboxPorts) {
    this.#ports = ports;
  }

  get isBusy(): boolean {
    return this.#underWay > 0 || this.#texts.length > 0;
  }

  /** In order of arrival, also if it must wait. */
  accept(text: string): void {
    if (this.#texts.length === 0 && this.#mayHandle) this.#handle(text);
    else this.#keep(text);
  }

  #keep(text: string): void {
    this.#texts.push(text);
    this.#bytes += text.length;
    if (this.#bytes > this.#ports.mostBytes) this.#ports.overflow();
    else if (!this.#isPaused) {
      this.#isPaused = true;
      this.#ports.pause();
    }
  }

  /** H5: nothing is begun before the welcome. */
  release(): void {
    this.#isHeld = false;
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
    this.#texts = [];
    this.#bytes = 0;
  }

  get #mayHandle(): boolean {
    return !this.#isHeld && !this.#isHandling && this.#underWay < this.#ports.most;
  }

  #handle(text: string): void {
    this.#isHandling = true;
    try {
      this.#ports.handle(text);
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
    if (!this.#isPaused || this.#texts.length > 0) return;
    this.#isPaused = false;
    this.#ports.resume();
  }
}
