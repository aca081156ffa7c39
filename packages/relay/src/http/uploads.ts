// Uploads under way and how much of them there may be (U3, U7). It knows no request: whoever has one gives it the bytes as they come.
import type { ActorId, FileRef } from '@rapport/protocol';
import { fileTypes } from '@rapport/protocol';
import { Limiters } from '../core/limiters.ts';
import type { RelayLimits } from '../core/relay-limits.ts';
import type { Folder, Incoming } from '../files/folder.ts';
import { type Declared, type Judged, judgeFile } from '../files/kind.ts';
import { type FileRow, refOf } from '../store/files.ts';
import { type Store, StoreFull } from '../store/store.ts';
import { HttpError } from './errors.ts';

export type FileLimits = Pick<
  RelayLimits,
  | 'fileBytes'
  | 'filePixels'
  | 'filesPerHour'
  | 'fileBytesPerDay'
  | 'uploadsPerPerson'
  | 'uploads'
  | 'addressUploads'
  | 'diskReserveBytes'
>;

export interface Upload extends Declared {
  readonly by: ActorId;
  /** Of a visitor; null: of the staff, who have no quota. */
  readonly site: string | null;
  readonly mostBytes: number;
  /** Of `content-length`. */
  readonly declaredBytes: number | null;
  /** Null: this machine itself, which may be a proxy that hides for whom it asks. */
  readonly address: string | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface Uploads {
  take(upload: Upload): Promise<FileRef>;
}

export interface UploadPorts {
  readonly store: Store;
  readonly folder: Folder;
  readonly limits: FileLimits;
  readonly now: () => number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** After which one of those that are under way may be over. */
const restS = 2;

interface Flight {
  count: number;
  bytes: number;
}

export function createUploads({ store, folder, limits, now }: UploadPorts): Uploads {
  const flights = new Map<ActorId, Flight>();
  const addresses = new Limiters(limits.addressUploads);
  let underWay = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: no more than one file is in memory at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** Bytes that are left of today's; Infinity for the staff. */
  async function roomFor({ by, site, address }: Upload, flight: Flight): Promise<number> {
    const at = now();
    const waitMs = address === null ? 0 : addresses.take(address, at);
    if (waitMs > 0) throw tooMany('rate_limited', waitMs);
    if (site === null) return Infinity;
    const today = await store.uploadsOf(by, at - dayMs);
    const lately = today.filter((one) => one.at > at - hourMs);
    const most = limits.filesPerHour - flight.count;
    if (lately.length > most) throw tooMany('rate_limited', (lately[0]?.at ?? at) + hourMs - at);
    const room = limits.fileBytesPerDay - today.reduce((sum, { size }) => sum + size, 0);
    if (room <= flight.bytes) throw tooMany('quota', (today[0]?.at ?? at) + dayMs - at);
    return room;
  }

  async function receive(upload: Upload, flight: Flight, incoming: Incoming): Promise<void> {
    const room = await roomFor(upload, flight);
    const { mostBytes, declaredBytes } = upload;
    if ((declaredBytes ?? 0) > mostBytes) throw new HttpError('too_large', { allowed: { max: mostBytes } });
    if ((await folder.free()) < (declaredBytes ?? mostBytes) + limits.diskReserveBytes)
      throw new StoreFull('The log needs what is left of the disk.');
    let size = 0;
    for await (const chunk of upload.chunks) {
      size += chunk.length;
      if (size > mostBytes) throw new HttpError('too_large', { allowed: { max: mostBytes } });
      if (flight.bytes > room) throw tooMany('quota', dayMs);
      await incoming.write(chunk);
    }
    if (size === 0) throw new HttpError('empty');
  }

  async function keep(upload: Upload, incoming: Incoming): Promise<FileRef> {
    const judged = await judgeFile(await incoming.all(), upload, limits.filePixels);
    if (!judged.ok) throw refusal(judged, limits);
    const { parts, ...about } = judged.kept;
    const { by, site } = upload;
    const id = await incoming.keep(parts);
    const row: FileRow = { ...about, id, by, site, at: now(), conv: null, inNote: false };
    try {
      await store.putFile(row);
    } catch (cause) {
      await folder.remove([id]);
      throw cause;
    }
    return refOf(row);
  }

  return {
    async take(upload) {
      const flight = flights.get(upload.by) ?? { count: 0, bytes: 0 };
      if (flight.count >= limits.uploadsPerPerson) throw new HttpError('rate_limited', { retryAfter: restS });
      if (underWay >= limits.uploads) throw new HttpError('unavailable', { retryAfter: restS });
      flights.set(upload.by, flight);
      flight.count += 1;
      underWay += 1;
      let size = 0;
      const chunks = counted(upload.chunks, (bytes) => {
        size += bytes;
        flight.bytes += bytes;
      });
      let incoming: Incoming | null = null;
      try {
        incoming = await folder.incoming();
        const into = incoming;
        await receive({ ...upload, chunks }, flight, into);
        return await inTurn(() => keep(upload, into));
      } finally {
        await incoming?.close();
        underWay -= 1;
        flight.count -= 1;
        flight.bytes -= size;
        if (flight.count === 0) flights.delete(upload.by);
      }
    },
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

const tooMany = (code: 'rate_limited' | 'quota', waitMs: number): HttpError =>
  new HttpError(code, { retryAfter: Math.max(1, Math.ceil(waitMs / 1_000)) });

function refusal({ why }: Judged & { ok: false }, { filePixels }: FileLimits): HttpError {
  if (why === 'type') return new HttpError('file_type', { allowed: { types: fileTypes } });
  if (why === 'pixels') return new HttpError('too_large', { allowed: { pixels: filePixels } });
  return new HttpError('invalid_field', { field: 'file' });
}
