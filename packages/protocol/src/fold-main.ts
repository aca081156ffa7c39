// What everybody hears of a conversation: who takes part, whose turn it is, and whether it goes on.
import type { ConvState, Step, StreamFold } from './conv-state.ts';
import { foldBy } from './conv-state.ts';
import type { EventKind } from './events.ts';
import type { ActorId } from './frames.ts';

/** What every session begins with. */
const begin = (at: number) =>
  ({
    st: 'queued',
    as: null,
    openedAt: at,
    queuedAt: at,
    takenAt: null,
    closedAt: null,
    fromVisitor: 0,
    fromStaff: 0,
    waitingSince: at,
    staffAt: undefined,
    lead: undefined,
    promise: undefined,
    askedAt: undefined,
  }) as const;

/** Without `id` among those who take part now. */
const without = (s: ConvState, id: ActorId | null): ConvState => {
  const who = id !== null && s.who[id];
  return who ? { ...s, who: { ...s.who, [id]: { ...who, in: 0 } } } : s;
};

/** The lead who was asked for has come, if `id` is one. */
const led = (s: ConvState, id: ActorId): ConvState =>
  s.lead && /lead|owner/.test(s.who[id]?.role ?? '') ? { ...s, lead: undefined } : s;

const main: { [K in EventKind]?: Step<K> } = {
  opened: (s, { d, at }) => ({
    ...s,
    ...begin(at),
    mode: d.mode,
    site: d.site,
    visitor: d.who.id,
    n: 1,
    who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } },
    team: d.team,
    lang: d.lang,
  }),
  message: (s, { a, at }) =>
    a === s.visitor
      ? { ...s, fromVisitor: s.fromVisitor + 1, waitingSince: s.waitingSince ?? at, askedAt: undefined }
      : { ...led(s, a), fromStaff: s.fromStaff + 1, staffAt: at, waitingSince: null, askedAt: undefined },
  joined: (s, { d }) => led({ ...s, who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } } }, d.who.id),
  left: (s, { d }) => without(s, d.who),
  assigned: (s, { d, at }) => ({ ...s, st: 'active', as: d.to, takenAt: s.takenAt ?? at }),
  closed: (s, { at }) => ({
    ...s,
    st: 'closed',
    closedAt: at,
    waitingSince: null,
    lead: undefined,
    askedAt: undefined,
  }),
  reopened: (s, { d, at }) => ({ ...s, ...begin(at), mode: d.mode, n: d.n }),
  transferred: (s, { d: { from, to, team }, at }) =>
    to
      ? led({ ...without(s, from), st: 'active', as: to, takenAt: s.takenAt ?? at }, to)
      : { ...queue(without(s, from)), team },
  requeued: (s, { d }) => queue(without(s, d.from)),
  escalated: (s) => ({ ...s, lead: 1 }),
  promised: (s, { d, at }) => ({ ...s, promise: { ...d, at, late: s.promise?.late } }),
  late: (s) => (s.promise ? { ...s, promise: { ...s.promise, late: 1 } } : s),
  asked: (s, { at }) => ({ ...s, askedAt: at }),
  stayed: (s) => ({ ...s, askedAt: undefined }),
};

/** Back to where it was in the queue: ahead of whoever came later. */
const queue = (s: ConvState): ConvState => ({ ...s, st: 'queued', as: null, queuedAt: s.openedAt });

export const foldMain: StreamFold = /* @__PURE__ */ foldBy(main);
