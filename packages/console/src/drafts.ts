// What somebody is writing, per conversation and mode. A note can never turn into a reply: they are two drafts (F13).
import type { ConvId } from '@rapport/protocol';
import type { Keep } from './storage.ts';

export type Mode = 'reply' | 'note';

export interface Drafts {
  get(conv: ConvId, mode: Mode): string;
  set(conv: ConvId, mode: Mode, text: string): void;
  /** After signing out: nothing stays on a shared machine. */
  clear(): void;
}

const prefix = 'rapport:draft:';

export function createDrafts(keep: Keep): Drafts {
  const key = (conv: ConvId, mode: Mode): string => `${prefix}${mode}:${conv}`;
  return {
    get: (conv, mode) => keep.get(key(conv, mode)) ?? '',
    set: (conv, mode, text) => keep.set(key(conv, mode), text === '' ? null : text),
    clear: () => {
      for (const k of keep.keys(prefix)) keep.set(k, null);
    },
  };
}
