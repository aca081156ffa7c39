// What only these screens know while they are open: what is typed in their fields, and how far it has got.
import { createDraft, type Draft } from '../draft.ts';
import type { Address } from '../email-form.tsx';

export interface Own {
  /** The message form. */
  name: string;
  readonly nameDraft: Draft;
  isEmpty: boolean;
  readonly address: Address;
  /** The field for an address is open. */
  isAsking: boolean;
  complaint: { text: string; step: 'writing' | 'sending' | 'late' | 'failed' | 'saved' };
  /** Whether anything has been told of: before, all of it is news. */
  isBegun: boolean;
  /** When the place in the queue was said last. */
  placeSaidAt: number;
}

export function createOwn(email: string): Own {
  const nameDraft = createDraft('name');
  return {
    nameDraft,
    name: nameDraft.read(),
    isEmpty: false,
    address: { text: email, isWrong: false },
    isAsking: false,
    complaint: { text: '', step: 'writing' },
    isBegun: false,
    placeSaidAt: 0,
  };
}
