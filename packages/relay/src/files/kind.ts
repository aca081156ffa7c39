// What an upload is: its content says so, and its name and what it was declared to be have to agree (U2). It reads the beginning only,
// and of a text all of it; it decodes no picture and opens no archive.
import type { FileType } from '@rapport/protocol';
import { fileTypeFromBuffer } from 'file-type';
import { cleanName, endOf } from '../core/files/name.ts';
import { isPicture, pictureOf } from '../core/files/picture.ts';

export interface Declared {
  /** As it was given. Absent: it is named after what it is. */
  readonly name: string | undefined;
  /** `content-type`. Absent, or what browsers say instead: the sender does not know. */
  readonly type: string | undefined;
}

/** What is kept of an upload. */
export interface Kept {
  readonly name: string;
  readonly type: FileType;
  readonly parts: readonly Uint8Array[];
  readonly size: number;
  readonly w?: number;
  readonly h?: number;
}

export type Judged =
  | { readonly ok: true; readonly kept: Kept }
  /** `pixels`: more than are taken. */
  | { readonly ok: false; readonly why: 'type' | 'damaged' | 'pixels' };

/** Ends of names, the usual one first. */
const ends: Readonly<Record<FileType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt'],
};

/** What browsers call some of them, too. */
const otherNames: ReadonlyMap<string, FileType> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/apng', 'image/png'],
]);

const unknown = 'application/octet-stream';
/** As much as `file-type` looks at. */
const sampleBytes = 4_100;

export async function judgeFile(bytes: Buffer, declared: Declared, mostPixels: number): Promise<Judged> {
  const type = await typeOf(bytes);
  if (!type) return { ok: false, why: 'type' };
  const said = declared.type?.split(';')[0]?.trim().toLowerCase() ?? unknown;
  if (said !== unknown && (otherNames.get(said) ?? said) !== type) return { ok: false, why: 'type' };
  const named = declared.name === undefined ? `file.${ends[type][0]}` : declared.name;
  // A name of nothing but its end, or of nothing that can be kept.
  const name = cleanName(named) ?? `file.${ends[type][0]}`;
  if (!ends[type].includes(endOf(name))) return { ok: false, why: 'type' };
  if (!isPicture(type)) return { ok: true, kept: { name, type, parts: [bytes], size: bytes.length } };
  const picture = pictureOf(type, bytes);
  if (!picture) return { ok: false, why: 'damaged' };
  const { parts, w, h } = picture;
  if (w * h > mostPixels) return { ok: false, why: 'pixels' };
  return { ok: true, kept: { name, type, parts, size: parts.reduce((sum, part) => sum + part.length, 0), w, h } };
}

async function typeOf(bytes: Buffer): Promise<FileType | null> {
  const mime = (await fileTypeFromBuffer(bytes.subarray(0, sampleBytes)))?.mime;
  const type = mime && (otherNames.get(mime) ?? mime);
  if (type && Object.hasOwn(ends, type)) return type as FileType;
  // What begins with `BM` may be a picture, and may be about a car: a text is what can be read as one.
  return isText(bytes) ? 'text/plain' : null;
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
