// What the relay does by itself: events, or a refusal. Pure, and judged inside the commit like any command (L5), so that an act that
// is repeated, late, or another node's as well does no harm: it fits the state once, and then no more (Q14).
import type { ActorId, ConvState, EventData, EventKind, Wait } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { type DecideContext, limitsOf, refuse, settingsIn, system } from './decide-context.ts';
import { closing, handBack } from './decide-flow.ts';
import type { SurveyContext } from './decide-survey.ts';

/** Data of each act, by kind. */
export interface SystemData {
  /** Its agent is gone. */
  requeue: { readonly from: ActorId };
  /** An offer was not taken. */
  miss: EventData['missed'];
  /** A hand-over was not accepted. */
  return: { readonly to: ActorId; readonly why: 'timeout' | 'gone' };
  /** "Still there?" */
  ask: object;
  /** Nobody is. */
  idle: object;
  /** A shorter wait than was promised, or the first one. */
  promise: Wait;
  /** The promise is broken; with the estimate of now, if there is one. */
  late: { readonly wait?: Wait };
  mailed: EventData['mailed'];
  /** Somebody of the staff got in touch about the rating of session `n` (R10). */
  lock: { readonly n: number };
  /** Asks for the second score of session `n` (R10). */
  reinvite: { readonly n: number };
}

export type SystemAct = { [K in keyof SystemData]: { readonly k: K; readonly d: SystemData[K] } }[keyof SystemData];

export type SystemContext = SurveyContext & Pick<DecideContext, 'cmd'>;

export function decideSystem(state: ConvState | null, act: SystemAct, context: SystemContext): Decision {
  const events = state && eventsOf(state, act, context);
  if (!state) return refuse('not_found');
  if (!events) return refuse('conflict', { why: 'state' });
  const [first, ...rest] = events;
  return { ok: true, events: [{ ...first, m: context.cmd }, ...rest] };
}

/** Null: the state does not fit, or not any more. */
function eventsOf(state: ConvState, act: SystemAct, context: SystemContext): [Draft, ...Draft[]] | null {
  const { now } = context;
  switch (act.k) {
    case 'requeue': {
      if (state.st !== 'active' || state.as !== act.d.from) return null;
      return [main('requeued', { from: act.d.from, why: 'gone' }), ...handBack(state, system, 'gone')];
    }
    case 'miss':
      return state.st === 'queued' ? [notes('missed', act.d)] : null;
    case 'return': {
      const { hand } = state;
      if (hand?.to !== act.d.to || (act.d.why === 'timeout' && now < hand.until)) return null;
      return [notes('returned', act.d)];
    }
    case 'ask':
      // Q11: who waits for an answer is not asked whether he is there.
      return state.st === 'active' && state.waitingSince === null && state.askedAt === undefined
        ? [main('asked', {})]
        : null;
    case 'idle': {
      const { idle } = settingsIn(context, state.site);
      if (state.st !== 'active' || state.askedAt === undefined || !idle) return null;
      if (now < state.askedAt + idle.endAfterMs - idle.askAfterMs) return null;
      return closing(state, system, { n: state.n, by: 'system', why: 'idle' }, context);
    }
    case 'promise':
      return isWaiting(state) &&
        !state.promise?.late &&
        endOf(act.d, now) < endOf(state.promise, state.promise?.at ?? 0)
        ? [main('promised', act.d)]
        : null;
    case 'late': {
      const { promise } = state;
      if (!isWaiting(state) || !promise || promise.late || now <= endOf(promise, promise.at)) return null;
      return [main('late', {}), ...(act.d.wait ? [main('promised', act.d.wait)] : [])];
    }
    case 'mailed':
      return [notes('mailed', act.d)];
    case 'lock': {
      const { n } = act.d;
      const it = state.rate[n];
      return it?.state === 'rated' && !it.locked ? [rating('locked', { n })] : null;
    }
    case 'reinvite': {
      const { n } = act.d;
      const it = state.rate[n];
      if (!it || it.second || it.state === 'ineligible' || it.state === 'suppressed') return null;
      return [rating('reinvited', { n, until: now + limitsOf(context).rateWithinMs })];
    }
  }
}

/** No human being has answered yet. */
const isWaiting = ({ st, mode, fromStaff }: ConvState): boolean =>
  st !== 'closed' && mode === 'live' && fromStaff === 0;

/** When it is broken. No promise, and one of "more than", never is. */
const endOf = (wait: Wait | undefined, at: number): number => at + (wait?.toMs ?? Number.POSITIVE_INFINITY);

const main = <K extends EventKind>(k: K, d: EventData[K]): Draft => ({ audience: 'main', k, a: system, d });
const rating = <K extends EventKind>(k: K, d: EventData[K]): Draft => ({ audience: 'rating', k, a: system, d });
const notes = <K extends EventKind>(k: K, d: EventData[K]): Draft => ({ audience: 'notes', k, a: system, d });
