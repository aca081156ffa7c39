// createAgent: those who answer, with all conversations of the house.
import { limits } from '@rapport/protocol';
import type { ActorId, ConvId, ListPage, Presence, Sum } from '@rapport/protocol';
import { createClient } from './client.ts';
import type { Core } from './client.ts';
import { createConversation } from './conversation.ts';
import { inboxOf, newsOf, rowOf } from './inbox.ts';
import type { Heard } from './inbox.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import { nowhere } from './sending.ts';
import { createThread, onSum } from './thread.ts';
import type { Agent, AgentConversation, AgentEvents, AgentOptions, InboxRow } from './types.ts';

/** The staff's side: the inbox, and any number of conversations at once. `connect()` begins it. */
export function createAgent(o: AgentOptions): Agent {
  const made = new Map<ConvId, AgentConversation>();
  const heard = new Map<ConvId, Heard>();
  let outbox: OutboxStorage | null = null;
  let owner: ActorId | null = null;
  let presence: Presence | null = null;
  let complete = false;

  const core: Core<AgentEvents> = createClient<AgentEvents>(o, 'a', {
    hello: (tok) => (tok ? { tok } : {}),
    credentials: o.token,
    outbox: () => outbox,
    mayCommand: () => true,
    mayRest: () => false,
    welcomed(w) {
      presence = w.presence ?? null;
      if (owner === w.me.id) return;
      // What another agent wrote on this computer stays that agent's.
      outbox?.release();
      outbox = null;
      if (owner) sending.replace([]);
      owner = w.me.id;
      outbox = createOutboxStorage(owner, core.load, p.storage, p.session, p.locks, p.now);
      sending.replace(sending.box());
      core.adopt();
    },
    receive(f) {
      if (f.t === 'presence') presence = f.status;
      if (f.t === 'sum') f.e.forEach((sum) => tell(sum, true));
      if (f.t !== 'welcome') return;
      for (const sum of f.convs) tell(sum, complete);
      complete = true;
      // Not listed any more, so ended meanwhile: ask how.
      for (const { c, st } of reading.sums.values()) if (st.st !== 'closed' && !f.convs.some((sum) => sum.c === c)) look(c);
    },
    moved: () => p.id(),
    settled() {},
  });
  const { p, sending, reading } = core;

  const tell = (sum: Sum, aloud: boolean): void => {
    const { heard: now, news } = newsOf(heard.get(sum.c), sum, core.me());
    heard.set(sum.c, now);
    if (aloud) for (const { type, value } of news) core.emitter.emit(type, value as never);
  };

  const look = (c: ConvId): void => {
    core.query<Sum>({ k: 'get', c }).then(
      (sum) => {
        reading.sum(sum);
        if (heard.has(c)) tell(sum, true);
        core.changed();
      },
      // Nobody waits for it: the next list has it, or it is not ours.
      () => reading.sums.delete(c),
    );
  };

  const row = (sum: Sum): InboxRow => rowOf(sum, reading.held.get(sum.c)?.thread ?? onSum(createThread(sum.c, true), sum), core.eye());

  const make = (id: ConvId): AgentConversation => {
    const { conversation, call, say } = createConversation(core, id, true, limits.textAgent, () => made.delete(id));
    const agents: AgentConversation = {
      ...conversation,
      visitor: core.view(() => reading.sums.get(id)?.v ?? {}),
      note: (text) => say('note', text),
      accept: (call_) => call('accept', {}, call_),
    };
    made.set(id, agents);
    if (!reading.sums.has(id)) look(id);
    return agents;
  };

  return {
    ...core.client,
    inbox: core.view(() => inboxOf([...reading.sums.values()].map(row), core.me(), complete)),
    presence: core.view(() => presence),
    async setPresence(status, call) {
      core.alive();
      await sending.committed(sending.push(nowhere, 'presence', { status }, true), call);
      presence = status;
      core.changed();
    },
    conversation(id) {
      core.alive();
      const conversation = made.get(id) ?? make(id);
      reading.held.get(id)!.takers++;
      core.changed();
      return conversation;
    },
    async archive(q = {}, call) {
      const page = await core.query<ListPage>({ k: 'list', ...(q.limit && { lim: q.limit }), ...(q.cursor && { cursor: q.cursor }) }, call);
      page.rows.forEach(reading.sum);
      core.changed();
      return { rows: page.rows.map(row), ...(page.cursor !== undefined && { cursor: page.cursor }) };
    },
  };
}
