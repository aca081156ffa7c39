// Files in the public surface, as types.
import type { FileRef } from '@rapport/protocol';
import type { AbortSignalLike } from './platform/platform.ts';

/** `Blob`, where there is one; without its types, what is needed of it. */
export type FileBlob = typeof globalThis extends { Blob: { prototype: infer B } }
  ? B & { readonly size: number; readonly type: string }
  : { readonly size: number; readonly type: string };

export interface UploadOptions {
  signal?: AbortSignalLike;
  /** With its extension. @default the file's own */
  name?: string;
  /** How much of it has left, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** What is said: a text, or files with or without one. */
export type MessageInput = string | { readonly text?: string; readonly files?: readonly FileRef[] };
