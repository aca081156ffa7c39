// Which files a message may bring: own uploads that nobody has sent yet (U6). Pure; asked inside the commit.
import type { FileId, FileRef } from '@rapport/protocol';
import { refOf } from '../../store/files.ts';
import type { DecideContext } from '../decide-context.ts';

/** As the event tells of them; null: one of them is not there, is another's, was sent before, or stands there twice. */
export function claim(ids: readonly FileId[], { file, isOwnUpload }: DecideContext): readonly FileRef[] | null {
  const refs: FileRef[] = [];
  for (const id of ids) {
    const row = file?.(id);
    if (!row || row.conv !== null || !isOwnUpload?.(row.by) || refs.some((other) => other.id === id)) return null;
    refs.push(refOf(row));
  }
  return refs;
}
