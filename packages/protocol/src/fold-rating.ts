// What becomes of the invitation to rate each session.
import type { ConvState, RatingState, Step, StreamFold } from './conv-state.ts';
import { foldBy } from './conv-state.ts';
import type { Ev, EventKind } from './events.ts';

const setRate = (s: ConvState, n: number, r: RatingState): ConvState => ({ ...s, rate: { ...s.rate, [n]: r } });

const rating: { [K in EventKind]?: Step<K> } = {
  invited: (s, { d: { n, ...given }, at }) => setRate(s, n, { state: 'offered', ...given, rev: 0, at }),
  rated: (s, { d: { n, rev, until, ...given }, at }) =>
    setRate(s, n, { ...s.rate[n], state: 'rated', until, rev, at, rating: given }),
  dismissed: move,
  superseded: move,
  excused: (s, { d: { n, state, why }, at }) => setRate(s, n, { state, why, until: 0, rev: 0, at }),
  shown: (s, { d: { n, again }, at }) =>
    change(s, n, (r) => ({
      ...r,
      ...(r.state === 'offered' && { state: 'shown', at }),
      ...(r.shownAt === undefined && { shownAt: at }),
      ...(again && { reminded: 1 }),
    })),
  locked: (s, { d }) => change(s, d.n, (r) => ({ ...r, locked: 1 })),
  reinvited: (s, { d }) => change(s, d.n, (r) => ({ ...r, second: { until: d.until } })),
  rerated: (s, { d }) => change(s, d.n, (r) => ({ ...r, second: { until: r.second?.until ?? 0, score: d.score } })),
  complained: (s) => ({ ...s, complaints: (s.complaints ?? 0) + 1 }),
};

function change(s: ConvState, n: number, to: (now: RatingState) => RatingState): ConvState {
  const now = s.rate[n];
  return now ? setRate(s, n, to(now)) : s;
}

/** Puts an invitation into the state that the event is named for. */
function move(s: ConvState, { k, d, at }: Ev<'dismissed' | 'superseded', { n: number }>): ConvState {
  return change(s, d.n, (now) => ({ ...now, state: k, at }));
}

export const foldRating: StreamFold = /* @__PURE__ */ foldBy(rating);
