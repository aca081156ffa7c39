// What is known of an uploaded file, and which kinds there are. The bytes go by HTTP; a message refers to them.
import type { Open } from './frames.ts';

/** An uploaded file, as the relay knows it (U1): what it is, not what somebody said of it. */
export interface FileRef {
  readonly id: FileId;
  /** With its extension, and without what could mislead (U5). */
  readonly name: string;
  /** Media type, by its content (U2). */
  readonly type: Open<FileType>;
  /** Bytes. */
  readonly size: number;
  /** Of a picture, pixels, as it is to be shown. */
  readonly w?: number;
  readonly h?: number;
}

export type FileId = string;

export type FileType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'application/pdf' | 'text/plain';

/** What may be sent (U2). */
export const fileTypes: readonly FileType[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
];
