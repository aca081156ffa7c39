// Files without a relay: an upload waits for the test to say what becomes of it.
import type { FileRef, Limits } from '@rapport/protocol';
import type { Agent, MessageInput } from '@rapport/sdk';
import { type Box, box } from './box.ts';

export interface FakeUpload {
  readonly file: File;
  readonly progress: (share: number) => void;
  done(more?: Partial<FileRef>): void;
  fail(code: string, details?: unknown): void;
}

export interface FakeFiles extends Pick<Agent, 'upload' | 'file'> {
  readonly limits: Box<Limits | null>;
  readonly uploads: FakeUpload[];
  /** Ids, in the order in which their bytes were asked for. */
  readonly fetched: string[];
  /** null: they do not come. */
  bytes: Blob | null;
}

export function createFakeFiles(): FakeFiles {
  const files: FakeFiles = {
    limits: box<Limits | null>({ text: 10_000, comment: 2_000, frame: 65_536, cur: 200, file: 10_485_760 }),
    uploads: [],
    fetched: [],
    bytes: new Blob(['bytes']),
    upload: (blob, { onProgress = () => {} } = {}) =>
      new Promise((resolve, reject) => {
        const file = blob as File;
        const { name, type, size } = file;
        files.uploads.push({
          file,
          progress: onProgress,
          done: (more) => resolve({ id: `file-${name}`, name, type, size, ...more }),
          fail: (code, details) => reject(Object.assign(new Error(code), { code, details })),
        });
      }),
    async file(id) {
      files.fetched.push(id);
      if (files.bytes === null) throw Object.assign(new Error('gone'), { code: 'not_found' });
      return files.bytes;
    },
  };
  return files;
}

/** What was said, in one line: ids of files in brackets. */
export function lineOf(said: MessageInput): string {
  const { text = '', files = [] } = typeof said === 'string' ? { text: said } : said;
  return text + files.map(({ id }) => `[${id}]`).join('');
}
