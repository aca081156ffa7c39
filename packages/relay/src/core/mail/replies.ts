// When a visitor who has gone is written to: no live socket for a while, an address, and messages of the staff that were not read.
// All of it follows from what is stored, so a restart forgets nothing: it looks, and waits anew.
import type { ActorId, ConvId, Seq } from '@rapport/protocol';
import type { Mails } from '../../store/mails.ts';
import type { ConvRow, Store } from '../../store/store.ts';
import type { Hub } from '../hub.ts';
import type { Clock, Hint, Log } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { MailLimits } from './mail-limits.ts';
import type { Mailer } from './mailer.ts';
import { addressOf, unmailedOf } from './reply.ts';

export interface Replies {
  /** To be called after the rows have taken the hint in. */
  moved(hint: Hint): void;
  /** A socket of this visitor has gone. */
  left(visitor: ActorId): void;
  /** Something may be due. */
  look(conv: ConvId, afterMs: number): void;
  isHere(visitor: ActorId): boolean;
  /** After a start: what another life of this relay has left. */
  begin(): void;
  stop(): void;
}

/** Why messages were not sent by mail at all: no mail server; the address has got its share of today. */
export type Refused = 'not_configured' | 'too_many';

export interface RepliesPorts {
  readonly store: Store & Mails;
  readonly hub: Pick<Hub, 'peersOf'>;
  readonly rows: Rows;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: MailLimits;
  readonly mailer: Mailer;
  /** Tells the staff that it was not even tried. */
  readonly refused: (conv: ConvId, upTo: Seq, why: Refused) => Promise<void>;
}

const page = 200;
const dayMs = 86_400_000;
/** After trouble in the store (B7). */
const troubleMs = 5_000;

export function createReplies(p: RepliesPorts): Replies {
  const { store, hub, rows, clock, log, limits, mailer } = p;
  const timers = new Map<ConvId, () => void>();
  /** Visitors who have just gone, with what ends their grace. */
  const leaving = new Map<ActorId, () => void>();
  const underWay = new Set<ConvId>();
  let isStopped = false;

  const isHere = (visitor: ActorId): boolean => [...hub.peersOf(visitor)].some(({ wire }) => wire.isOpen);

  function look(conv: ConvId, afterMs: number): void {
    if (isStopped || timers.has(conv)) return;
    const cancel = clock.setTimer(afterMs, () => {
      timers.delete(conv);
      void lookNow(conv);
    });
    timers.set(conv, cancel);
  }

  async function lookNow(conv: ConvId): Promise<void> {
    if (underWay.has(conv)) return look(conv, troubleMs);
    underWay.add(conv);
    try {
      const waitMs = await consider(conv);
      if (waitMs > 0) look(conv, waitMs);
    } catch (error) {
      trouble('whether a visitor is to be written to is not known', error);
      look(conv, troubleMs);
    } finally {
      underWay.delete(conv);
    }
  }

  /** Gives the milliseconds after which to look again; 0: something else will say. */
  async function consider(conv: ConvId): Promise<number> {
    const row = (await rows.get(conv))?.row;
    if (!row || isHere(row.state.visitor) || leaving.has(row.state.visitor)) return 0;
    const person = await addressOf(store, row);
    const unmailed = person && (await unmailedOf(store, row));
    if (!unmailed) return 0;
    const now = clock.now();
    const { lastAt, firstAt, upTo, after } = unmailed;
    const due = Math.min(lastAt + limits.mailQuietMs, firstAt + limits.mailPatienceMs);
    if (now < due) return due - now;
    // Its end is the time to look again: then there is one mail of all that was written meanwhile.
    if (await store.isReplyQueued(conv)) return 0;
    const refusal = await refusalOf(person.to, now);
    if (refusal) await p.refused(conv, upTo, refusal);
    else {
      const data = { conv, visitor: row.state.visitor, after, upTo };
      const key = `reply:${conv}:${upTo}`;
      await mailer.enqueue({ key, to: person.to, kind: 'reply', lang: person.info.lang ?? 'en', data });
    }
    return 0;
  }

  async function refusalOf(to: string, now: number): Promise<Refused | null> {
    if (!mailer.isConfigured) return 'not_configured';
    return (await store.countMailsTo(to, 'reply', now - dayMs)) >= limits.mailsPerAddress ? 'too_many' : null;
  }

  function left(visitor: ActorId): void {
    if (isHere(visitor) || isStopped) return;
    leaving.get(visitor)?.();
    const cancel = clock.setTimer(limits.mailAwayMs, () => {
      leaving.delete(visitor);
      void gone(visitor);
    });
    leaving.set(visitor, cancel);
  }

  async function gone(visitor: ActorId): Promise<void> {
    if (isHere(visitor) || isStopped) return;
    try {
      for (const { conv, state } of await store.conversationsOf(visitor, page)) if (isAnswered(state)) look(conv, 0);
    } catch (error) {
      trouble('what a visitor has left is not known', error);
      if (!leaving.has(visitor)) left(visitor);
    }
  }

  async function beginAll(): Promise<void> {
    for (let after: ConvId | undefined, more = true; more && !isStopped; ) {
      const open = await store.openConversations(page, after);
      for (const row of open) await beginOne(row);
      after = open.at(-1)?.conv;
      more = open.length === page;
      await new Promise<void>((resolve) => clock.soon(resolve));
    }
    const since = clock.now() - limits.mailGiveUpMs;
    for (let cursor: string | undefined, more = true; more && !isStopped; ) {
      const closed = await store.closedConversations(page, cursor);
      const recent = closed.rows.filter(({ state }) => (state.closedAt ?? 0) >= since);
      for (const row of recent) await beginOne(row);
      cursor = closed.cursor;
      more = cursor !== undefined && recent.length === page;
      await new Promise<void>((resolve) => clock.soon(resolve));
    }
  }

  async function beginOne(row: ConvRow): Promise<void> {
    if (isAnswered(row.state) && (await addressOf(store, row))) look(row.conv, limits.mailAwayMs);
  }

  function trouble(what: string, error: unknown): void {
    log.warn(what, { error: error instanceof Error ? error.name : 'unknown' });
  }

  function begin(): void {
    if (isStopped) return;
    beginAll().catch((error: unknown) => {
      trouble('whom to write to after a start is not known', error);
      clock.setTimer(troubleMs, begin);
    });
  }

  return {
    moved: ({ conv, events }) => {
      const visitor = rows.held(conv)?.row.state.visitor;
      if (events && !events.some(({ ev }) => ev.k === 'message' && ev.a !== visitor)) return;
      if (visitor === undefined || !(isHere(visitor) || leaving.has(visitor))) look(conv, limits.mailQuietMs);
    },
    left,
    look,
    isHere,
    begin,
    stop: () => {
      isStopped = true;
      for (const cancel of [...timers.values(), ...leaving.values()]) cancel();
      timers.clear();
      leaving.clear();
    },
  };
}

const isAnswered = ({ fromStaff, blocked }: ConvRow['state']): boolean => fromStaff > 0 && !blocked;
