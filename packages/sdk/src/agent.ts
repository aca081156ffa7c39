// createAgent: those who answer, with all conversations of the house.

import type { ActorId, ConvId, Ev, ListPage, Sum, Welcome } from '@rapport/protocol';
import { foldMain, foldNotes, parseStream } from '@rapport/protocol';
import { createAgentConversation } from './agent-conversation.ts';
import { createAgentDesk } from './agent-desk.ts';
import type { Agent, AgentConversation, AgentEvents, AgentOptions, InboxRow } from './agent-types.ts';
import type { Made } from './client.ts';
import { createClient } from './client.ts';
import { ChatError } from './error.ts';
import type { Heard } from './inbox.ts';
import { inboxOf, newsOf, rowOf } from './inbox.ts';
import { keep } from './keeping.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { query } from './query.ts';
import { hold, onRow } from './reading.ts';
import { committed, nowhere, push } from './sending.ts';
import type { Thread } from './thread.ts';
import { chatEvent } from './view.ts';

/** The staff's side: the inbox, and any number of conversations at once. `connect()` begins it. */
export function createAgent(o: AgentOptions): Agent {
  const made = new Map<ConvId, AgentConversation>();
  const heard = new Map<ConvId, Heard>();
  let owner: ActorId | undefined;
  /** What the list of this socket has named so far. */
  const listed = new Set<ConvId>();
  let isComplete = false;
  /** The signal of a call for credentials ends with the socket that they are for. */
  let fetching: AbortController | undefined;

  const x: Made<AgentEvents> = createClient<AgentEvents>(o, {
    role: 'a',
    folds: { main: foldMain, notes: foldNotes },
    hello: (tok) => (tok ? { tok } : {}),
    async credentials(reason) {
      fetching = new AbortController();
      const { gen } = x.connection();
      try {
        return await o.token({ reason, signal: fetching.signal });
      } catch (error) {
        if (ChatError.is(error) && /^(unauthenticated|forbidden)$/.test(error.code))
          x.input({ on: 'refused', gen, error });
        throw error;
      }
    },
    lost: () => fetching?.abort(),
    mayCommand: () => true,
    settled() {},
  });

  const desk = createAgentDesk(x);
  /** Seq of the newest note told of, by conversation that is held. */
  const noted = new Map<ConvId, number>();

  const welcomed = (w: Welcome): void => {
    if (owner !== w.me.id) {
      // What another agent wrote on this computer stays that agent's.
      if (owner) x.box = [];
      owner = w.me.id;
      x.outbox = createOutboxStorage(x.p, owner, x.load);
      keep(x, x.box);
      x.adopt();
    }
    listed.clear();
    list(w.convs, !w.more);
  };

  /** A7: a list may come in pieces. */
  const list = (sums: readonly Sum[], isWhole: boolean): void => {
    for (const sum of sums) {
      listed.add(sum.c);
      tell(sum, isComplete);
    }
    if (!isWhole) return;
    isComplete = true;
    // Not listed any more, so ended meanwhile: ask how.
    for (const t of x.threads.values()) if (t.sum && t.sum.st.st !== 'closed' && !listed.has(t.id)) look(t.id);
  };

  x.ears.add((f) => {
    desk.hear(f);
    if (f.t === 'welcome') welcomed(f);
    if (f.t === 'sum') list(f.e, !!f.all);
    const stream = f.t === 'ev' && parseStream(f.c);
    if (stream && stream.audience === 'notes') listen(stream.conv, f.e);
  });

  /** Of what came before it was held, nothing is news. */
  const listen = (c: ConvId, events: readonly Ev[]): void => {
    for (const e of events) {
      if (e.s <= (noted.get(c) ?? Infinity)) continue;
      noted.set(c, e.s);
      if (e.a !== x.me) x.emit('note', { conversation: c, event: chatEvent(e) });
    }
  };

  const tell = (sum: Sum, aloud: boolean): void => {
    const { heard: now, news } = newsOf(heard.get(sum.c), sum, x.me, desk.local);
    heard.set(sum.c, now);
    if (aloud) for (const { type, value } of news) x.emit(type, value as never);
  };

  const look = (c: ConvId): void => {
    query<Sum>(x, { k: 'get', c }).then(
      (sum) => {
        onRow(x, sum);
        if (noted.get(c) === Infinity) noted.set(c, sum.hn ?? 0);
        if (heard.has(c)) tell(sum, true);
        x.changed();
      },
      // Nobody waits for it: the next list has it, or it is not ours.
      (error) => {
        const t = x.threads.get(c);
        if (error.retryAfterMs) x.p.setTimer(error.retryAfterMs, () => look(c));
        else if (error.code !== 'not_found') return;
        else if (t?.takers) t.sum = null;
        else x.threads.delete(c);
      },
    );
  };

  const rows = (threads: readonly Thread[]): InboxRow[] =>
    threads.flatMap((t) => (t.sum ? rowOf(t, t.sum, x, x.p.now(), desk) : []));

  const make = (id: ConvId): AgentConversation => {
    const { thread, agents } = createAgentConversation(x, desk, id, () => {
      made.delete(id);
      noted.delete(id);
    });
    made.set(id, agents);
    noted.set(id, thread.sum?.hn ?? Infinity);
    if (!thread.sum) look(id);
    return agents;
  };

  return {
    ...x.client,
    inbox: x.view(() => inboxOf(rows([...x.threads.values()]), x.me, isComplete)),
    presence: x.view(() => desk.presence),
    missedAt: x.view(() => desk.missedAt),
    offers: x.view(() => desk.offers()),
    staff: x.view(() => desk.staff),
    cases: x.view(() => desk.cases),
    async setPresence(status, waiting) {
      await committed(x, push(x, nowhere, 'presence', { status }, true), waiting);
      desk.chosen(status);
      x.changed();
    },
    conversation(id) {
      x.alive();
      const known = made.get(id);
      if (known) hold(x, id, true);
      const conversation = known ?? make(id);
      x.changed();
      return conversation;
    },
    async archive({ limit, cursor } = {}, waiting) {
      const page = await query<ListPage>(
        x,
        { k: 'list', ...(limit && { lim: limit }), ...(cursor && { cursor }) },
        waiting,
      );
      const found = rows(page.rows.map((sum) => onRow(x, sum)));
      x.changed();
      return { rows: found, ...(page.cursor && { cursor: page.cursor }) };
    },
  };
}
