// WebP: the chunks of a RIFF file without EXIF and XMP, and a header that no longer promises them (U4). Pure.
import type { Picture } from './picture.ts';

const headerBytes = 12;
const telling = new Set(['EXIF', 'XMP ']);
/** Flags of VP8X for those two. */
const promises = 0x08 | 0x04;

export function webp(bytes: Buffer): Picture | null {
  const parts: Buffer[] = [];
  let size: readonly [w: number, h: number] | null = null;
  for (let at = headerBytes; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > bytes.length) return null;
    // Chunks begin at even places; the last one may have lost its filling.
    const next = Math.min(end + (length % 2), bytes.length);
    const chunk = Buffer.from(bytes.subarray(at, next));
    size ??= sizeOf(type, chunk.subarray(8, 8 + length));
    if (type === 'VP8X' && length > 0) chunk[8] = (chunk[8] ?? 0) & ~promises;
    if (!telling.has(type)) parts.push(chunk);
    at = next;
  }
  if (!size) return null;
  const header = Buffer.from(bytes.subarray(0, headerBytes));
  header.writeUInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return { parts: [header, ...parts], w: size[0], h: size[1] };
}

/** The first chunk that knows: the canvas, or the one picture there is. */
function sizeOf(type: string, data: Buffer): readonly [number, number] | null {
  if (data.length < 10) return null;
  if (type === 'VP8X') return [data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1];
  if (type === 'VP8 ') return [data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff];
  if (type !== 'VP8L') return null;
  const bits = data.readUInt32LE(1);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}
