// Where the frames of one direction of a WebSocket end, found in its bytes as they pass. The handshake counts as the first. Pure.

export interface FrameEnds {
  /** How many of `bytes` still belong to the frame under way; the whole length if it does not end in them. Starts the next one. */
  next(bytes: Buffer): { readonly length: number; readonly ends: boolean };
}

const blankLine = Buffer.from('\r\n\r\n');

export function createFrameEnds(): FrameEnds {
  let isShaken = false;
  let head = Buffer.alloc(0);
  /** Bytes of the frame still to come; null: its length is not known yet. */
  let left: number | null = null;

  function handshake(bytes: Buffer): { length: number; ends: boolean } {
    // The blank line may have begun in the bytes before.
    const seen = Buffer.concat([head, bytes]);
    const at = seen.indexOf(blankLine);
    if (at < 0) {
      head = seen.subarray(-3);
      return { length: bytes.length, ends: false };
    }
    isShaken = true;
    const length = at + blankLine.length - head.length;
    head = Buffer.alloc(0);
    return { length, ends: true };
  }

  function frame(bytes: Buffer): { length: number; ends: boolean } {
    let taken = 0;
    while (left === null) {
      if (taken === bytes.length) return { length: taken, ends: false };
      head = Buffer.concat([head, bytes.subarray(taken, taken + 1)]);
      taken += 1;
      left = payloadLeft(head);
    }
    const rest = Math.min(left, bytes.length - taken);
    left -= rest;
    taken += rest;
    if (left > 0) return { length: taken, ends: false };
    left = null;
    head = Buffer.alloc(0);
    return { length: taken, ends: true };
  }

  return { next: (bytes) => (isShaken ? frame(bytes) : handshake(bytes)) };
}

/** Null: the head is not whole yet. RFC 6455 §5.2. */
function payloadLeft(head: Buffer): number | null {
  if (head.length < 2) return null;
  const second = head.readUInt8(1);
  const mask = second & 0x80 ? 4 : 0;
  const short = second & 0x7f;
  const more = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (head.length < 2 + more) return null;
  const length = more === 0 ? short : more === 2 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2));
  return length + mask;
}
