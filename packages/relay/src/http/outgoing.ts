// What is sent to one socket in one go (an ack and the event that follows it, or all events of a commit) leaves in one write.
// The frames are made here, not by `ws`, because they can then be one string of bytes: a write without a buffer for each part of
// each frame, which was a fifth of what a message cost. RFC 6455 §5.2: whole, unmasked, uncompressed text frames.
import type { Duplex } from 'node:stream';

/** Far below any limit at which feeding stops. */
const largeBytes = 16_384;

/** What is not written yet; each character is a byte. */
export class Outgoing {
  readonly #raw: Duplex;
  readonly #taken: () => void;
  #bytes = '';

  /** `taken`: the network took at once what may have been so much that whoever feeds this had to stop (B5). */
  constructor(raw: Duplex, taken: () => void) {
    this.#raw = raw;
    this.#taken = taken;
  }

  get length(): number {
    return this.#bytes.length;
  }

  add(text: string): void {
    if (this.#bytes === '') {
      if (waiting.length === 0) queueMicrotask(writeAll);
      waiting.push(this);
    }
    const bytes = Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
    this.#bytes += head(bytes.length) + bytes;
  }

  /** Before anything else is written to the same socket. */
  write(): void {
    const bytes = this.#bytes;
    if (bytes === '') return;
    this.#bytes = '';
    const isTaken = this.#raw.write(bytes, 'latin1');
    // No `drain` follows on that.
    if (isTaken && bytes.length >= largeBytes) this.#taken();
  }
}

let waiting: Outgoing[] = [];

function writeAll(): void {
  const all = waiting;
  waiting = [];
  for (const one of all) one.write();
}

const wholeText = 0x81;
const byte = 0xff;

function head(length: number): string {
  if (length < 126) return String.fromCharCode(wholeText, length);
  if (length < 65_536) return String.fromCharCode(wholeText, 126, length >>> 8, length & byte);
  // A frame is never as long as 4 GiB.
  return String.fromCharCode(
    wholeText,
    127,
    0,
    0,
    0,
    0,
    length >>> 24,
    (length >>> 16) & byte,
    (length >>> 8) & byte,
    length & byte,
  );
}
