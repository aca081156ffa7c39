// JPEG: its segments and scans up to the end, without those that tell where, when and with what it was made (U4). Which way up it is
// stands among them, so that is written anew. What follows the end, such as a film or a second picture, goes. Pure.
import type { Picture } from './picture.ts';

const marker = { rst0: 0xd0, rst7: 0xd7, soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2 } as const;
const endMark = Buffer.of(0xff, marker.eoi);
const adobe = 0xee;
const comment = 0xfe;

export function jpeg(bytes: Buffer): Picture | null {
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let size: readonly [w: number, h: number] | null = null;
  let turn = 1;
  for (let at = 2; at + 4 <= bytes.length || isEnd(bytes, at); ) {
    if (bytes[at] !== 0xff) return null;
    const kind = bytes[at + 1] ?? 0;
    // Any number of them may fill up before a marker.
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    if (kind === marker.eoi) return size && { parts: [...turned(parts, turn), endMark], ...shown(size, turn) };
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    const data = bytes.subarray(at + 4, end);
    if (isFrame(kind) && data.length >= 5) size ??= [data.readUInt16BE(3), data.readUInt16BE(1)];
    if (kind === marker.app1) turn = turnIn(data) ?? turn;
    const next = kind === marker.sos ? endOfScan(bytes, end) : end;
    if (isKept(kind, data)) parts.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

const isEnd = (bytes: Buffer, at: number): boolean => bytes[at] === 0xff && bytes[at + 1] === marker.eoi;

/** SOF0 to SOF15, without the three in between that are no frames. */
const isFrame = (kind: number): boolean => kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);

/** Of the application's segments, those that the colours depend on. */
function isKept(kind: number, data: Buffer): boolean {
  if (kind === marker.app2) return data.toString('latin1', 0, 11) === 'ICC_PROFILE';
  const isOfApplication = kind >= marker.app0 && kind <= 0xef;
  return isOfApplication ? kind === marker.app0 || kind === adobe : kind !== comment;
}

/** Where the next marker stands that is none of a scan's own. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const kind = bytes[at + 1] ?? 0;
    if (kind !== 0 && (kind < marker.rst0 || kind > marker.rst7)) return at;
  }
  return bytes.length;
}

/** `Orientation` of an Exif segment, 1 to 8. */
function turnIn(data: Buffer): number | null {
  if (data.toString('latin1', 0, 6) !== 'Exif\0\0' || data.length < 14) return null;
  const tiff = data.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const two = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return null;
  const entries = two(first);
  for (let i = 0, at = first + 2; i < entries && at + 12 <= tiff.length; i += 1, at += 12) {
    if (two(at) !== 0x0112) continue;
    const value = two(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** Right after the beginning (and JFIF, which has to be first): a segment with nothing in it but which way up it is. */
function turned([begin, ...rest]: readonly Buffer[], turn: number): readonly Buffer[] {
  if (!begin || turn === 1) return begin ? [begin, ...rest] : rest;
  const exif = Buffer.from(
    'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100000000' + '00000000',
    'hex',
  );
  exif.writeUInt16BE(turn, 28);
  const jfif = rest.findIndex((part) => part[1] === marker.app0) + 1;
  return [begin, ...rest.slice(0, jfif), exif, ...rest.slice(jfif)];
}

function shown([w, h]: readonly [number, number], turn: number): { readonly w: number; readonly h: number } {
  return turn >= 5 ? { w: h, h: w } : { w, h };
}
