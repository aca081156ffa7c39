// What staff alone hear of a conversation.
import type { ConvState, Step, StreamFold } from './conv-state.ts';
import { foldBy } from './conv-state.ts';
import type { EventKind } from './events.ts';

const settled = (s: ConvState): ConvState => ({ ...s, hand: undefined });

const notes: { [K in EventKind]?: Step<K> } = {
  note: (s) => ({ ...s, notes: s.notes + 1 }),
  handing: (s, { a, d }) => (d.to ? { ...s, hand: { from: a, to: d.to, until: d.until ?? 0 } } : s),
  handed: settled,
  returned: settled,
  consulted: (s, { d }) => ({ ...s, helpers: { ...s.helpers, [d.to]: d.n } }),
  outcome: (s, { d }) => ({ ...s, outcome: d }),
  blocked: (s) => ({ ...s, blocked: 1 }),
  unblocked: (s) => ({ ...s, blocked: undefined }),
  guessing: (s, { d }) => ({ ...s, guess: d }),
  guessed: (s, { d }) => (s.guess?.n === d.n ? { ...s, guess: undefined } : s),
  insider: (s, { d }) => ({ ...s, insider: d }),
  voiding: (s, { a, d }) => ({ ...s, voids: { ...s.voids, [d.n]: { by: a, reason: d.reason } } }),
  voided: (s, { a, d }) => {
    const asked = s.voids?.[d.n];
    return asked ? { ...s, voids: { ...s.voids, [d.n]: { ...asked, second: a } } } : s;
  },
  unvoided: (s, { d }) => {
    const { [d.n]: _, ...voids } = s.voids ?? {};
    return { ...s, voids };
  },
};

export const foldNotes: StreamFold = /* @__PURE__ */ foldBy(notes);
