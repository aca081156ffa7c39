// Sends what the store holds as queued, at its time, some at once. Each attempt stands in the store before it is made and its end right
// after; between the server's yes and that note there is a moment in which a crash makes a second delivery, under the same Message-ID.
import type { MailRow, Mails } from '../../store/mails.ts';
import type { Chance, Checkpoint, Clock, Log } from '../ports.ts';
import { sha256hex } from '../secret.ts';
import { readAddress } from './address.ts';
import type { Composed } from './compose.ts';
import type { MailLimits } from './mail-limits.ts';
import type { MailDesk, MailTransport } from './mailer.ts';
import { again, beginning, ending } from './retry.ts';

export interface MailQueue extends MailDesk {
  /** Begins with what another life of this relay has left. */
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
}

export interface MailQueuePorts {
  readonly store: Mails;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly limits: MailLimits;
  /** Null: there is no mail server. */
  readonly transport: MailTransport | null;
  /** Null: there is no more reason to send it. */
  readonly compose: (row: MailRow) => Promise<Composed | null>;
  /** Tells whom the end of a mail concerns; again, if it rejects. */
  readonly ended: (row: MailRow) => Promise<void>;
  /** It was taken out of the queue, because `compose` gave nothing. */
  readonly dropped: (row: MailRow) => void;
  readonly checkpoint: (at: Checkpoint) => void;
}

const page = 50;
/** After trouble in the store (B7). */
const troubleMs = 5_000;
/** Of one mail whose note was not taken. It keeps its place among those under way meanwhile. */
const restMs = 1_000;
/** The time of day may be set: timers do not run for longer than this. */
const longestMs = 300_000;

/** 32 digits: unique, and no more than a name. */
export const mailId = (key: string): string => sha256hex(`mail:${key}`).slice(0, 32);

export function createMailQueue(p: MailQueuePorts): MailQueue {
  const { store, clock, chance, log, limits, transport } = p;
  const underWay = new Map<string, Promise<void>>();
  const counted = { sent: 0, givenUp: 0, attempts: 0 };
  let state: 'new' | 'running' | 'stopped' = 'new';
  let problem: string | null = null;
  let looking: Promise<void> | null = null;
  let isLookDue = false;
  let isUntoldDue = true;
  let cancelTimer = (): void => {};

  function wake(): void {
    if (state !== 'running' || !transport) return;
    isLookDue = true;
    looking ??= lookAll().finally(() => {
      looking = null;
    });
  }

  async function lookAll(): Promise<void> {
    while (isLookDue && state === 'running') {
      isLookDue = false;
      try {
        if (isUntoldDue) await tellAll();
        const ms = await beginDue();
        later(isUntoldDue ? Math.min(ms ?? troubleMs, troubleMs) : ms);
      } catch (error) {
        trouble('the mail queue cannot be read', error);
        later(troubleMs);
      }
    }
  }

  /** Gives the milliseconds until there is more to do; null: what is under way will say. */
  async function beginDue(): Promise<number | null> {
    const now = clock.now();
    for (const row of await store.queuedMails(page)) {
      if (underWay.has(row.id)) continue;
      if (underWay.size >= limits.mailsAtOnce || state !== 'running') return null;
      if (row.nextAt > now) return row.nextAt - now;
      const attempt = tryOnce(row).finally(() => {
        underWay.delete(row.id);
        wake();
      });
      underWay.set(row.id, attempt);
    }
    return null;
  }

  function later(ms: number | null): void {
    cancelTimer();
    if (ms !== null && state === 'running') cancelTimer = clock.setTimer(Math.min(ms, longestMs), wake);
  }

  async function tryOnce(row: MailRow): Promise<void> {
    if (!transport) return;
    try {
      const begun: MailRow = { ...row, ...beginning(row, clock.now(), chance.random(), limits) };
      if (!(await isNoted(row, begun))) return;
      const composed = await p.compose(begun);
      if (!composed) {
        await store.dropMail(row.id);
        return p.dropped(row);
      }
      counted.attempts += 1;
      p.checkpoint('mail-begun');
      const messageId = `${row.id}@${transport.domain}`;
      const sent = await transport.send({ ...composed, messageId, to: row.to });
      if (sent.ok) p.checkpoint('mail-accepted');
      problem = !sent.ok && sent.isOurs ? sent.why : null;
      const change = ending(begun, sent, clock.now(), chance.random(), limits);
      await insist(() => store.changeMail(begun, change));
      p.checkpoint('mail-noted');
      const ended = { ...begun, ...change };
      if (ended.state === 'sent') counted.sent += 1;
      if (ended.state === 'failed') counted.givenUp += 1;
      // No address, and nothing that the server said: that may hold one (T2).
      log.info('mail', { id: row.id, kind: row.kind, attempt: begun.attempts, state: ended.state, ok: sent.ok });
      if (ended.state !== 'queued') await tell(ended);
    } catch (error) {
      trouble('a mail was not tried', error);
    }
  }

  /** What was sent and not noted would be sent again: this is not given up before the process ends. */
  async function insist(write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        if (state === 'stopped') throw error;
        trouble('what became of a mail cannot be noted', error);
        await rest();
      }
    }
  }

  /** False: it is not to be tried now. The row is as due as before, so whoever looks at once would come back to it in circles. */
  async function isNoted(row: MailRow, { attempts, nextAt }: MailRow): Promise<boolean> {
    try {
      return await store.changeMail(row, { attempts, nextAt });
    } catch (error) {
      trouble('an attempt cannot be noted, so it is not made', error);
      await rest();
      return false;
    }
  }

  const rest = (): Promise<void> => new Promise((resolve) => void clock.setTimer(restMs, resolve));

  async function tell(row: MailRow): Promise<void> {
    try {
      await p.ended(row);
      await store.changeMail(row, { isTold: true });
    } catch (error) {
      isUntoldDue = true;
      trouble('the end of a mail cannot be told', error);
    }
  }

  async function tellAll(): Promise<void> {
    isUntoldDue = false;
    const rows = await store.untoldMails(page);
    for (const row of rows) if (!underWay.has(row.id)) await tell(row);
    if (rows.length === page && !isUntoldDue) isUntoldDue = isLookDue = true;
  }

  function trouble(what: string, error: unknown): void {
    log.warn(what, { error: error instanceof Error ? error.name : 'unknown' });
  }

  return {
    isConfigured: transport !== null,
    get problem() {
      return problem;
    },
    enqueue: async ({ key, to, kind, lang, data }) => {
      if (!transport) throw new Error('There is no mail server: ask isConfigured first.');
      if (readAddress(to) !== to) throw new RangeError('A mail has one address, as readAddress gives it.');
      const now = clock.now();
      const of = 'conv' in data ? { conv: data.conv, visitor: data.visitor } : { conv: null, visitor: null };
      const times = { attempts: 0, since: now, nextAt: now, endedAt: null, error: null, round: 0, isTold: false };
      await store.putMail({ id: mailId(key), key, kind, to, lang, data, ...of, state: 'queued', ...times });
      p.checkpoint('mail-queued');
      wake();
    },
    list: async (limit) => ({ queued: await store.queuedMails(limit), failed: await store.failedMails(limit) }),
    retry: async (id) => {
      const row = await store.mail(id);
      if (!row) return false;
      const change = again(row, clock.now());
      if (change) await store.changeMail(row, change);
      wake();
      return true;
    },
    counts: async () => ({ ...counted, ...(await store.countMails()) }),
    start: () => {
      if (state !== 'new') return;
      state = 'running';
      wake();
      void transport?.check().then((found) => {
        if (found.ok || state === 'stopped') return;
        problem = found.why;
        // The reason may hold what the server says: it is in /v1/mail, not in a log (T2).
        log.warn('the mail server takes no mail at present; /v1/mail says why, and what waits is tried again');
      });
    },
    stop: async () => {
      state = 'stopped';
      cancelTimer();
      await looking;
      await Promise.all(underWay.values());
      transport?.close();
    },
  };
}
