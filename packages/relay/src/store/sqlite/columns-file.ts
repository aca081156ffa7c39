// The columns of all sessions, kept in a file beside the database, so that a relay that has just started answers the first report at
// once. It can be made again at any time: whatever does not fit is thrown away. Nothing that anybody wrote is in it.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { columnArrays } from '../../core/reports/columns.ts';
import type { Sessions } from '../../core/reports/sessions.ts';
import * as codes from '../../core/reports/sessions.ts';
import { occurrences } from '../../core/service/facts.ts';

export interface KeptColumns {
  readonly sessions: Sessions;
  /** Up to which change of the table. */
  readonly changed: number;
}

export interface ColumnsFile {
  /** Null: there is none that fits. */
  load(): KeptColumns | null;
  /** In one step; an old one stays until the new one is whole. */
  keep(columns: KeptColumns): void;
}

type ArrayName = keyof typeof columnArrays;
const arrayNames = Object.keys(columnArrays) as ArrayName[];

/** What the numbers mean. */
const layout: string = JSON.stringify([arrayNames.map((name) => [name, columnArrays[name].name]), codes, occurrences]);

interface Head extends Pick<Sessions, 'size' | 'names'> {
  readonly epoch: string;
  readonly layout: string;
  readonly changed: number;
  readonly lengths: readonly number[];
  /** CRC-32 of the arrays, one after the other: a damaged file would give false figures without a word. */
  readonly sum: number;
}

const ownerOnly = 0o600;
/** Before the head: how long it is, and its CRC-32. */
const prefix = 16;
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

export const columnsPath = (database: string): string => `${database}-columns`;

export function dropColumnsFile(database: string): void {
  rmSync(columnsPath(database), { force: true });
}

/** `epoch`: of the log. */
export function createColumnsFile(database: string, epoch: string): ColumnsFile {
  const path = columnsPath(database);
  return {
    load() {
      try {
        const bytes = readFileSync(path);
        // A small file may lie anywhere in a buffer of many.
        return columnsIn(bytes.byteOffset === 0 ? bytes : new Uint8Array(bytes), epoch);
      } catch {
        return null; // Not there, or not whole.
      }
    },
    keep({ sessions, changed }) {
      const { size, names } = sessions;
      const arrays = arrayNames.map((name) => sessions[name]);
      const lengths = arrays.map(({ length }) => length);
      const head: Head = {
        epoch,
        layout,
        changed,
        size,
        lengths,
        sum: arrays.reduce((sum, array) => crc32(bytesOf(array), sum), 0),
        names: { ...names, page: usedOnly(names.page, sessions.page) },
      };
      const text = Buffer.from(JSON.stringify(head));
      const first = Buffer.alloc(aligned(prefix + text.length));
      first.writeDoubleLE(text.length);
      first.writeUInt32LE(crc32(text), 8);
      text.copy(first, prefix);
      const fresh = `${path}-new`;
      rmSync(fresh, { force: true });
      const file = openSync(fresh, 'wx', ownerOnly);
      try {
        writeAll(file, first);
        for (const array of arrays) {
          writeAll(file, array);
          writeAll(file, new Uint8Array(aligned(array.byteLength) - array.byteLength));
        }
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(fresh, path);
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function writeAll(file: number, array: ArrayBufferView): void {
  const bytes = bytesOf(array);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** The page of a conversation that was erased may be in no session any more. */
function usedOnly(names: readonly string[], column: Sessions['page']): readonly string[] {
  const used = new Uint8Array(names.length);
  for (const i of column) used[i] = 1;
  return names.map((name, i) => (used[i] ? name : ''));
}

function columnsIn({ buffer }: Uint8Array<ArrayBuffer>, epoch: string): KeptColumns | null {
  const view = new DataView(buffer);
  const length = view.getFloat64(0, true);
  const text = Buffer.from(buffer, prefix, length);
  if (crc32(text) !== view.getUint32(8, true)) return null;
  const head = JSON.parse(text.toString()) as Head;
  if (head.epoch !== epoch || head.layout !== layout) return null;
  let from = aligned(prefix + length);
  const arrays = arrayNames.map((name, at) => {
    const array = new columnArrays[name](buffer, from, head.lengths[at] ?? 0);
    from += aligned(array.byteLength);
    return [name, array] as const;
  });
  if (arrays.reduce((sum, [, array]) => crc32(bytesOf(array), sum), 0) !== head.sum) return null;
  const { size, names, changed } = head;
  return { changed, sessions: { size, names, ...(Object.fromEntries(arrays) as Pick<Sessions, ArrayName>) } };
}
