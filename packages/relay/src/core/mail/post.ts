// The post of one relay: the queue of all mail, the replies to visitors who have gone, and what the log is told of them.
import type { ConvId, EventData } from '@rapport/protocol';
import type { MailRow } from '../../store/mails.ts';
import type { Core } from '../core.ts';
import type { Checkpoint } from '../ports.ts';
import { createAct } from '../system-acts.ts';
import { type Composed, compose } from './compose.ts';
import type { MailData, MailDesk, MailTransport } from './mailer.ts';
import { createMailQueue } from './queue.ts';
import { createReplies } from './replies.ts';
import { replyMail } from './reply.ts';
import { transcriptMail } from './transcript.ts';

export interface Post {
  readonly desk: MailDesk;
  readonly left: (visitor: string) => void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
}

export interface PostOptions {
  /** Null: there is no mail server, and the staff is told so where a mail would have gone. */
  readonly transport: MailTransport | null;
  readonly ownOrigin: string;
  readonly checkpoint: (at: Checkpoint) => void;
}

export function createPost(core: Core, { transport, ownOrigin, checkpoint }: PostOptions): Post {
  const { store, hub, rows, clock, chance, log, limits, bus } = core;
  const act = createAct(core);

  /** `cmd` is the same for the same thing, so that it stands in the log once (L3). */
  function mailed(conv: ConvId, d: EventData['mailed'], cmd: string): Promise<void> {
    return new Promise((resolve, reject) => {
      // Refused: it has been erased meanwhile.
      act(conv, { k: 'mailed', d }, ({ kind }) => (kind === 'failed' ? reject(new Error(kind)) : resolve()), cmd);
    });
  }

  async function composed(row: MailRow): Promise<Composed | null> {
    const { host } = new URL(ownOrigin);
    if (row.kind === 'invite') return compose({ kind: 'invite', host, ...(row.data as MailData['invite']) }, row.lang);
    if (row.kind === 'reset') return compose({ kind: 'reset', host, ...(row.data as MailData['reset']) }, row.lang);
    if (row.kind === 'recovery') {
      const { site, name, text } = row.data as MailData['recovery'];
      return compose({ kind: 'reply', site, messages: [{ name, text }], count: 1, link: null }, row.lang);
    }
    if (row.kind === 'transcript') return transcriptMail(store, row.data as MailData['transcript'], row.lang);
    const data = row.data as MailData['reply'];
    return replies.isHere(data.visitor) ? null : replyMail(store, data, { to: row.to, ownOrigin });
  }

  async function ended(row: MailRow): Promise<void> {
    if (row.kind !== 'reply') return;
    const { conv, upTo } = row.data as MailData['reply'];
    const isGivenUp = (row.endedAt ?? 0) - row.since >= limits.mailGiveUpMs - limits.mailRetryMostMs;
    const how = row.state === 'sent' ? { state: 'sent' } : { state: 'failed', why: isGivenUp ? 'gave_up' : 'refused' };
    await mailed(conv, { upTo, ...how }, `m-${row.id}-${row.round}`);
    replies.look(conv, 0);
  }

  const desk = createMailQueue({
    ...{ store, clock, chance, log, limits, transport, checkpoint },
    compose: composed,
    ended,
    // Whoever is here leaves again; whoever has another address is looked for there.
    dropped: ({ conv, kind }) => void (conv && kind === 'reply' && replies.look(conv, limits.mailAwayMs)),
  });
  const replies = createReplies({
    ...{ store, hub, rows, clock, log, limits, mailer: desk },
    refused: (conv, upTo, why) => mailed(conv, { upTo, state: 'failed', why }, `m-${why}-${upTo}`),
  });
  const unsubscribe = bus.subscribe(replies.moved);
  desk.start();
  replies.begin();

  return {
    desk,
    left: replies.left,
    stop: async () => {
      unsubscribe();
      replies.stop();
      await desk.stop();
    },
  };
}
