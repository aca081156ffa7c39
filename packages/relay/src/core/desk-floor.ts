// What the parts of the desk share: the conversations that are not closed, what is offered, the lines, what is due, and their ports.
import type { ActorId, ConvId } from '@rapport/protocol';
import type { Store } from '../store/store.ts';
import type { Book, Entry } from './desk-book.ts';
import type { Duty } from './duty.ts';
import type { Hub } from './hub.ts';
import type { Leases } from './leases.ts';
import type { Offers } from './offers.ts';
import type { Clock, Log } from './ports.ts';
import type { Agenda } from './queue/agenda.ts';
import type { Lines } from './queue/line.ts';
import type { Waits } from './queue/waits.ts';
import type { RelayLimits } from './relay-limits.ts';
import type { Roster } from './roster.ts';
import type { Rows } from './rows.ts';
import type { Sites } from './sites.ts';
import type { Act } from './system-acts.ts';

export interface FloorPorts {
  readonly store: Store;
  readonly hub: Hub;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly log: Log;
  readonly sites: Sites;
  readonly roster: Roster;
  readonly duty: Duty;
  readonly leases: Leases;
  readonly waits: Waits;
  readonly offers: Offers;
  readonly act: Act;
  /** Sites and agents have been read. */
  readonly ready: () => Promise<void>;
  /** What somebody has to do, or how long visitors wait, is not as it was. */
  readonly loadChanged: () => void;
  readonly waitsChanged: () => void;
  /** An offer was not taken: this agent takes nothing new until he says so. */
  readonly missed: (agent: ActorId) => void;
}

export interface Floor extends FloorPorts {
  readonly book: Book;
  readonly lines: Lines;
  readonly agenda: Agenda<ConvId>;
  readonly startedAt: number;
  /** Everything that was there at the start is in the book: before that nobody's turn is known. */
  isLoaded: boolean;
  isStopped: boolean;
}

/** Conversations at once, with what is offered: what counts against his capacity. */
export const loadOf = ({ book, offers }: Floor, agent: ActorId): number => book.of(agent).size + offers.count(agent);

/**
 * Whether it stands in a line: who came while chat was live does until he is served, also past closing time. A message that was left
 * does while its visitor is here and chat is open, and else is answered by whoever finds the time. Who is blocked waits for nobody.
 */
export function isInLine({ hub, duty }: Floor, { state }: Entry): boolean {
  if (state.st !== 'queued' || state.blocked) return false;
  if (state.mode === 'live') return true;
  return !hub.peersOf(state.visitor)[Symbol.iterator]().next().done && duty.opening(state.site, state.team).isOpen;
}

export const sinceOf = ({ state }: Entry): number => state.queuedAt ?? state.openedAt;
