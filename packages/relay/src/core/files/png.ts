// PNG: chunk after chunk, without those that tell of more than the picture, and without what follows its end (U4). Pure.
import type { Picture } from './picture.ts';

const signatureBytes = 8;
/** Length, type and checksum around the data. */
const frameBytes = 12;
const telling = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);

export function png(bytes: Buffer): Picture | null {
  const first = signatureBytes + 8;
  if (bytes.length < first + 8 || chunkAt(bytes, signatureBytes).type !== 'IHDR') return null;
  const parts: Buffer[] = [];
  let keptFrom = 0;
  for (let at = signatureBytes; at + frameBytes <= bytes.length; ) {
    const { type, end } = chunkAt(bytes, at);
    if (end > bytes.length) return null;
    if (telling.has(type)) {
      parts.push(bytes.subarray(keptFrom, at));
      keptFrom = end;
    }
    at = end;
    if (type !== 'IEND') continue;
    parts.push(bytes.subarray(keptFrom, end));
    return { parts, w: bytes.readUInt32BE(first), h: bytes.readUInt32BE(first + 4) };
  }
  return null;
}

function chunkAt(bytes: Buffer, at: number): { readonly type: string; readonly end: number } {
  return { type: bytes.toString('latin1', at + 4, at + 8), end: at + frameBytes + bytes.readUInt32BE(at) };
}
