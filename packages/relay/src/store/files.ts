// What a store keeps of uploaded files: one row each. The bytes are not its business, and a row belongs to a conversation from the
// commit on in which a message with it was written (U6).
import type { ActorId, ConvId, FileId, FileRef } from '@rapport/protocol';
import type { Appended } from './store.ts';

export interface FileRow extends FileRef {
  /** Who uploaded it. */
  readonly by: ActorId;
  /** Of its visitor, or of the conversation that it was sent in; null: of an agent, who has not sent it. */
  readonly site: string | null;
  readonly at: number;
  /** Null: not sent yet. */
  readonly conv: ConvId | null;
  /** It was sent in a note, so it is for the staff alone (S1). */
  readonly inNote: boolean;
}

/** One file as it is inside the transaction. */
export type FileOf = (id: FileId) => FileRow | null;

export interface Files {
  putFile(row: FileRow): Promise<void>;
  file(id: FileId): Promise<FileRow | null>;
  /** What somebody has uploaded after `since`, oldest first (U7). */
  uploadsOf(by: ActorId, since: number): Promise<readonly Pick<FileRow, 'at' | 'size'>[]>;
  /** Drops the rows of those that are not sent and older than `before`, and gives their ids. */
  dropUnsentFiles(before: number): Promise<readonly FileId[]>;
  /** The same of a site's that were sent. */
  dropSentFiles(site: string, before: number): Promise<readonly FileId[]>;
}

/** What a commit makes the files of its messages. */
export function claimsIn(events: readonly Appended[]): readonly { readonly id: FileId; readonly inNote: boolean }[] {
  return events.flatMap(({ audience, ev: { k, d } }) => {
    if (k !== 'message' && k !== 'note') return [];
    const { files = [] } = d as { files?: readonly FileRef[] };
    return files.map(({ id }) => ({ id, inNote: audience === 'notes' }));
  });
}

/** As a message tells of it. */
export function refOf({ id, name, type, size, w, h }: FileRow): FileRef {
  return { id, name, type, size, ...(w !== undefined && h !== undefined ? { w, h } : {}) };
}
