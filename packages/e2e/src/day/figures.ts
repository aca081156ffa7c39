// The literals of expected.ts in the form in which the relay tells them.
import {
  answered,
  answeredStill,
  ended,
  happened,
  jon,
  live,
  offline,
  oneStopLater,
  oneStopToday,
  promises,
  runaround,
  spam,
  waitingStill,
} from './expected.ts';

const ms = (seconds: number): number => seconds * 1_000;
const waits = ({ n, never, p50, p90 }: { n: number; never: number; p50: number; p90: number }) => ({
  n,
  never,
  p50: ms(p50),
  p90: ms(p90),
});
const share = (count: number, n: number) => ({ count, n });
const oneStop = ({ n, count, pending }: { n: number; count: number; pending: number }) => ({
  oneStop: share(count, n),
  pending,
});

const { shown, kept, late, never, ratedKept, slowAmongKept } = promises;
const { byHandoffs, handedOn, ranAround, bounced } = runaround;
const { endedByVisitor, endedByAgent, leftQueue, endedIdle, ...occurred } = happened;

/** A part of what the relay says, as it says it. */
type Figures = Readonly<Record<string, unknown>>;

const countsOfDay = {
  scope: 'all',
  ended,
  spam,
  endedBy: { visitor: endedByVisitor, agent: endedByAgent, left: leftQueue, idle: endedIdle },
  open: { waiting: waitingStill, answered: answeredStill },
  promises: {
    n: shown,
    kept: { ...share(kept, shown), share: promises.share },
    late: share(late, shown),
    never: share(never, shown),
    keptButFeltSlow: share(slowAmongKept, ratedKept),
  },
  runaround: {
    n: answered,
    byHandoffs: [...byHandoffs],
    handoffRate: share(handedOn, answered),
    runaroundRate: share(ranAround, answered),
    bounceRate: share(bounced, answered),
    ...oneStop(oneStopToday),
  },
  happened: occurred,
};

/** With every wait to the millisecond. The shop has no hours: both clocks show the same. */
export const figuresOfDay: Figures = {
  ...countsOfDay,
  waits: { live: waits(live), offline: waits(offline), offlineInHours: waits(offline) },
};

export const laterRunaround: Figures = { ...countsOfDay.runaround, ...oneStop(oneStopLater) };

export const figuresOfJon: Figures = {
  scope: 'own',
  ended: jon.ended,
  spam: jon.spam,
  waits: { live: waits(jon.live) },
  promises: {
    n: jon.promises.shown,
    kept: share(jon.promises.kept, jon.promises.shown),
    late: share(jon.promises.late, jon.promises.shown),
    never: share(jon.promises.never, jon.promises.shown),
  },
  runaround: { byHandoffs: [...jon.byHandoffs], bounceRate: { count: jon.bounced } },
};
