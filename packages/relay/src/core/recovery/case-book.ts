// The cases that are not closed, and how many of them concern whom: told to agents as `cases`, level-triggered. What time brings to a
// case follows from its row, so that it is due again after a restart.
import type { ActorId, ConvState } from '@rapport/protocol';
import type { CaseRow } from '../../store/cases.ts';
import { isGuessing } from '../decide-context.ts';
import type { Hub } from '../hub.ts';
import { createPaced } from '../paced.ts';
import type { Peer } from '../peer.ts';
import type { Clock } from '../ports.ts';
import type { Roster } from '../roster.ts';
import { escalatesAt, isLate, isUntouched } from './decide-case.ts';

export interface CaseBook {
  /** The case as it is now; `state`: its conversation's, if it is there. */
  put(row: CaseRow, state: ConvState | null): void;
  /** Its conversation moved: what is kept from whom may have changed. */
  moved(conv: string, state: ConvState): void;
  greet(peer: Peer): void;
  stop(): void;
}

export interface CaseBookPorts {
  readonly hub: Pick<Hub, 'agents'>;
  readonly roster: Pick<Roster, 'get'>;
  readonly clock: Clock;
  /** It is time for its escalation. */
  readonly due: (id: string) => void;
}

interface Entry {
  readonly row: CaseRow;
  /** Of the state of its conversation: whose guess stands out (R7). */
  readonly guess: ConvState['guess'];
  readonly cancel: () => void;
}

const tellEveryMs = 250;
/** The time of day may be set: timers do not run for longer than this. */
const longestMs = 3_600_000;

export function createCaseBook({ hub, roster, clock, due }: CaseBookPorts): CaseBook {
  const entries = new Map<string, Entry>();
  const told = new Map<ActorId, string>();
  /** Changes so far; begun so that the count of another life of this relay is not met again. */
  let changes = clock.now();
  /** How many of them were kept from whom (R7). */
  const kept = new Map<ActorId, number>();
  const paced = createPaced(clock, () => tellEveryMs, tell);

  function frame(agent: ActorId): string {
    const now = clock.now();
    const seen = [...entries.values()].filter(({ guess }) => !isGuessing({ guess }, agent, now));
    const open = seen.filter(({ row }) => row.owner === null);
    // What nobody has touched in half of its time comes to those who lead, too.
    const leads = /lead|owner/.test(roster.get(agent)?.role ?? '');
    const mine = seen.filter(
      ({ row }) => row.owner === agent || (leads && row.owner !== null && row.escalated > 0 && isUntouched(row)),
    );
    const late = [...open, ...mine].filter(({ row }) => isLate(row, now)).length;
    const rev = changes - (kept.get(agent) ?? 0);
    return JSON.stringify({ t: 'cases', open: open.length, mine: mine.length, late, rev });
  }

  function tell(): void {
    const here = new Set<ActorId>();
    for (const { id, peers } of hub.agents()) {
      here.add(id);
      const text = frame(id);
      if (told.get(id) === text) continue;
      told.set(id, text);
      for (const { wire } of peers) wire.send(text);
    }
    for (const id of told.keys()) if (!here.has(id)) told.delete(id);
  }

  function put(row: CaseRow, guess: ConvState['guess']): void {
    entries.get(row.id)?.cancel();
    entries.delete(row.id);
    changes += 1;
    if (guess && isGuessing({ guess }, guess.of, clock.now())) kept.set(guess.of, (kept.get(guess.of) ?? 0) + 1);
    if (row.state !== 'closed') entries.set(row.id, { row, guess, cancel: watch(row, guess) });
    paced.request();
  }

  /** Comes back when it escalates, and when it is kept from nobody any more. */
  function watch(row: CaseRow, guess: ConvState['guess']): () => void {
    const now = clock.now();
    const until = guess && guess.until > now ? guess.until : null;
    const times = [until, escalatesAt(row)].filter((at) => at !== null);
    if (times.length === 0) return () => {};
    return clock.setTimer(Math.min(Math.max(Math.min(...times) - now, 0), longestMs), () => {
      const at = escalatesAt(row);
      if (at !== null && clock.now() >= at) return due(row.id);
      put(row, guess);
    });
  }

  return {
    put: (row, state) => put(row, state?.guess),
    moved: (conv, { guess }) => {
      for (const { row, guess: known } of [...entries.values()])
        if (row.conv === conv && known !== guess) put(row, guess);
    },
    greet: ({ who, wire }) => {
      if (who.role !== 'a') return;
      const text = frame(who.id);
      told.set(who.id, text);
      wire.send(text);
    },
    stop: () => {
      paced.stop();
      for (const { cancel } of entries.values()) cancel();
    },
  };
}
