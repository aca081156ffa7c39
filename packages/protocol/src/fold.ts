// The state of a conversation as a pure function of its log: the relay, the SDK and the console all run this one (S4).
// The three streams touch separate parts of the state, so any interleaving of them gives the same result. Each has a file of
// its own, so that a client need not carry what it does not hear (S1) or has not heard yet.
import type { ConvState, StreamFold } from './conv-state.ts';
import type { Ev } from './events.ts';
import { foldMain } from './fold-main.ts';
import { foldNotes } from './fold-notes.ts';
import { foldRating } from './fold-rating.ts';
import type { Audience } from './streams.ts';

/** The state after `ev`, of whichever stream. */
export type Fold = (state: ConvState | null, audience: Audience, ev: Ev) => ConvState;

const folds: { readonly [A in Audience]: StreamFold } = { main: foldMain, notes: foldNotes, rating: foldRating };

export const fold: Fold = (state, audience, ev) => folds[audience](state, ev);
