// Uploaded files: their rows, and what a commit makes of them in its own transaction (U6).
import type { ActorId, ConvId, FileId } from '@rapport/protocol';
import { claimsIn, type FileOf, type FileRow, type Files } from '../files.ts';
import type { Appended } from '../store.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

interface Row {
  readonly id: FileId;
  readonly uploader: ActorId;
  readonly site: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly w: number | null;
  readonly h: number | null;
  readonly at: number;
  readonly conv: ConvId | null;
  readonly note: number;
}

export interface FileClaims {
  readonly fileOf: FileOf;
  claim(conv: ConvId, site: string, events: readonly Appended[]): void;
}

/** On the writer's connection, inside its transaction. */
export function createFileClaims(db: Database): FileClaims {
  const byId = db.prepare('SELECT * FROM file WHERE id = ?');
  const sent = db.prepare('UPDATE file SET conv = ?, site = ?, note = ? WHERE id = ?');
  return {
    fileOf: (id) => rowOf(byId.get(id)),
    claim(conv, site, events) {
      for (const { id, inNote } of claimsIn(events)) sent.run(conv, site, Number(inNote), id);
    },
  };
}

export function createFiles(db: Database, { write }: Transactions): Files {
  const put = db.prepare(
    'INSERT INTO file (id, uploader, site, name, type, size, w, h, at, conv, note) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
  );
  const byId = db.prepare('SELECT * FROM file WHERE id = ?');
  const uploads = db.prepare('SELECT at, size FROM file WHERE uploader = ? AND at > ? ORDER BY at');
  const dropUnsent = db.prepare('DELETE FROM file WHERE conv IS NULL AND at < ? RETURNING id');
  const dropSent = db.prepare('DELETE FROM file WHERE conv IS NOT NULL AND site = ? AND at < ? RETURNING id');

  return {
    putFile: ({ id, by, site, name, type, size, w, h, at, conv, inNote }) =>
      write(() => void put.run(id, by, site, name, type, size, w ?? null, h ?? null, at, conv, Number(inNote))),
    file: async (id) => rowOf(byId.get(id)),
    uploadsOf: async (by, since) => uploads.all(by, since) as unknown as { at: number; size: number }[],
    // Also on a full disk: it makes room.
    dropUnsentFiles: (before) => write(() => idsOf(dropUnsent.all(before)), { always: true }),
    dropSentFiles: (site, before) => write(() => idsOf(dropSent.all(site, before)), { always: true }),
  };
}

export const idsOf = (rows: readonly unknown[]): readonly FileId[] => rows.map((row) => (row as { id: FileId }).id);

function rowOf(row: unknown): FileRow | null {
  if (!row) return null;
  const { id, uploader: by, site, name, type, size, w, h, at, conv, note } = row as Row;
  return {
    ...{ id, by, site, name, type, size, at, conv, inNote: note === 1 },
    ...(w !== null && h !== null ? { w, h } : {}),
  };
}
