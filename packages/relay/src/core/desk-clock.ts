// What time brings about, for thousands of conversations and one timer. What is due follows from the state, so that it is due again
// after a restart; what is done goes through the commit, so that it is done once.
import type { ConvState } from '@rapport/protocol';
import type { Appended, Heads } from '../store/store.ts';
import type { SystemAct } from './decide-system.ts';
import type { Entry } from './desk-book.ts';
import type { Floor } from './desk-floor.ts';
import type { Round } from './desk-round.ts';
import { duesOf } from './queue/due.ts';

/** A conversation as it is after something happened to it. */
export interface Seen {
  readonly conv: string;
  readonly state: ConvState;
  readonly heads: Heads;
  readonly at: number;
}

export interface DeskClock {
  /** Says when to look at it again. To be called whenever its state has changed. */
  note(entry: Entry): void;
  /** Looks at it in a moment. */
  soon(entry: Entry): void;
  perform(entry: Entry, act: SystemAct): void;
  stop(): void;
}

/** What is due at once is done in pieces, with a turn for everybody else between them. */
const atOnce = 200;
/** After an act was refused because something else has happened, and after trouble in the store. */
const againMs = 1_000;
/** A timer is set for no longer than this. */
const longestMs = 3_600_000;

export function createDeskClock(
  floor: Floor,
  round: Round,
  saw: (seen: Seen, events?: readonly Appended[]) => void,
  erased: (conv: string) => void,
): DeskClock {
  const { book, offers, clock, agenda, leases, sites } = floor;
  let armedFor = Number.POSITIVE_INFINITY;
  let disarm = (): void => {};

  function arm(): void {
    const at = agenda.next;
    if (at >= armedFor || floor.isStopped) return;
    disarm();
    armedFor = at;
    disarm = clock.setTimer(Math.min(Math.max(0, at - clock.now()), longestMs), tick);
  }

  function tick(): void {
    armedFor = Number.POSITIVE_INFINITY;
    if (floor.isStopped) return;
    const now = clock.now();
    for (const conv of agenda.take(now, atOnce)) {
      const entry = book.get(conv);
      if (entry) look(entry, now);
    }
    if (agenda.next <= now) clock.soon(tick);
    else arm();
  }

  function look(entry: Entry, now: number): void {
    if (entry.isActing) return; // It is looked at again when that is settled.
    if (entry.notBefore > now) return agenda.note(entry.conv, entry.notBefore);
    const act = dueAct(entry, now);
    if (act) perform(entry, act);
    else note(entry);
  }

  function dueAct(entry: Entry, now: number): SystemAct | null {
    const { conv, state } = entry;
    const offer = offers.get(conv);
    if (offer && offer.until <= now) return { k: 'miss', d: { by: offer.to, why: 'timeout' } };
    if (isForsaken(state)) return { k: 'requeue', d: { from: state.as ?? '' } };
    if (state.hand && ['away', 'gone'].includes(leases.of(state.hand.to)))
      return { k: 'return', d: { to: state.hand.to, why: 'gone' } };
    const settings = sites.settings(state.site);
    for (const { k, at } of duesOf(state, entry.quietSince, settings)) {
      if (at > now) continue;
      if (k === 'return') return { k, d: { to: state.hand?.to ?? '', why: 'timeout' } };
      if (k === 'late') return { k, d: estimate(state, now) };
      if (k === 'ask') return { k, d: {} };
      // Nobody could say that he is there while the relay was not.
      const { idle } = settings;
      if (k === 'idle' && idle && now >= floor.startedAt + idle.endAfterMs - idle.askAfterMs) return { k, d: {} };
      if (k === 'overflow') round.request();
    }
    return null;
  }

  /** Its visitor waits for somebody who is gone. */
  const isForsaken = ({ st, as, waitingSince }: ConvState): boolean =>
    st === 'active' && as !== null && waitingSince !== null && leases.of(as) === 'gone';

  function estimate(
    { site, team, lang, openedAt }: ConvState,
    now: number,
  ): { wait?: { fromMs: number; toMs: number | null } } {
    const isHonest = sites.settings(site).promise && floor.duty.canAnswer(site, team, lang);
    const wait = isHonest ? floor.waits.estimate(site, team ?? '', now, now - openedAt) : null;
    return wait ? { wait } : {};
  }

  function note(entry: Entry): void {
    const { conv, state } = entry;
    const now = clock.now();
    const offer = offers.get(conv);
    if (offer) agenda.note(conv, offer.until);
    if (isForsaken(state)) agenda.note(conv, now);
    const settings = sites.settings(state.site);
    for (const { k, at } of duesOf(state, entry.quietSince, settings)) {
      const { idle } = settings;
      const from = k === 'idle' && idle ? floor.startedAt + idle.endAfterMs - idle.askAfterMs : at;
      const due = Math.max(at, from);
      // The turn of the overflow team comes once.
      if (due > now || k !== 'overflow') agenda.note(conv, due);
    }
    arm();
  }

  function perform(entry: Entry, act: SystemAct): void {
    if (entry.isActing) return;
    entry.isActing = true;
    const { conv } = entry;
    floor.act(conv, act, (outcome) => {
      entry.isActing = false;
      if (floor.isStopped) return;
      if (act.k === 'miss' && outcome.kind !== 'failed') passed(entry, act.d.by);
      if (outcome.kind === 'committed') {
        const { state, heads, at, events } = outcome;
        const isAll = entry.total + events.length === heads.main + heads.notes + heads.rating;
        // What others did in the same commit is in the hint, which comes right after this: with that, nothing is overlooked.
        if (isAll) saw({ conv, state, heads, at }, events);
        else if (book.get(conv) === entry) note(entry);
        if (act.k === 'miss' && act.d.why === 'timeout') floor.missed(act.d.by);
        return;
      }
      entry.notBefore = clock.now() + againMs;
      agenda.note(conv, entry.notBefore);
      arm();
      if (outcome.kind === 'refused') reread(conv);
    });
  }

  /** Offered, and not taken: its place is as it was, and it is somebody else's turn. */
  function passed(entry: Entry, by: string): void {
    entry.not.set(by, Math.max(entry.not.get(by) ?? 0, clock.now()));
    if (offers.get(entry.conv)?.to === by) offers.end(entry.conv);
    floor.loadChanged();
    round.request();
  }

  /** Something has happened to it that was not heard of here. */
  function reread(conv: string): void {
    floor.rows
      .refresh(conv)
      .then((known) => (known ? saw(known.row) : erased(conv)))
      .catch((error: unknown) =>
        floor.log.warn('reading for the desk failed', { error: error instanceof Error ? error.name : 'unknown' }),
      );
  }

  return {
    note,
    soon: (entry) => {
      agenda.note(entry.conv, clock.now());
      arm();
    },
    perform,
    stop: () => disarm(),
  };
}
