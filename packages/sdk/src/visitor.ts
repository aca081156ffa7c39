// createVisitor: the person who asks for help, from a page.
import { limits } from '@rapport/protocol';
import type { ConvId, Here } from '@rapport/protocol';
import { createClient } from './client.ts';
import type { Core } from './client.ts';
import { createConversation } from './conversation.ts';
import { ChatError } from './error.ts';
import { createIdentity } from './identity.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { patch } from './outbox.ts';
import { nowhere } from './sending.ts';
import { keep } from './store.ts';
import { createThread, onSum, stateIn } from './thread.ts';
import type { Thread } from './thread.ts';
import type { Profile, Visitor, VisitorConversation, VisitorOptions } from './types.ts';
import { stateOf } from './view.ts';

/**
 * The visitor's side of a site's chat. Nothing is opened and nothing is stored until something is said or `connect()` is
 * called; what is said without a connection is sent when there is one, also after a reload.
 */
export function createVisitor(o: VisitorOptions): Visitor {
  const made = new Map<ConvId, VisitorConversation>();
  let profile: Profile & { page?: { url: string; title?: string } } = {};
  let current: VisitorConversation | null = null;
  let here: Here | null = null;
  let siteName: string | null = null;
  let isKeeping = false;

  const core: Core = createClient(o, 'v', {
    hello: () => {
      const tok = identity.token();
      return { k: o.site, ...(tok && { tok }) };
    },
    outbox: () => outbox,
    mayCommand(real) {
      // T3: the token is on disk before the first command leaves.
      if (identity.isKept()) return true;
      if (real && !isKeeping) {
        isKeeping = true;
        void identity.keep().then((isOther) => {
          isKeeping = false;
          // Two tabs that wrote first at the same time are one visitor.
          if (isOther) core.link.input({ on: 'reopen' });
          else sending.pump();
        });
      }
      return false;
    },
    mayRest: () => !threads().some((t) => /queued|active/.test(stateIn(t)?.st ?? '')),
    welcomed(w) {
      if (w.tok) identity.minted(w.tok);
      here = w.here ?? null;
      siteName = w.site?.name ?? null;
    },
    receive(f) {
      if (f.t === 'here') here = { n: f.n, names: f.names };
    },
    moved: () => begin().id,
    settled() {
      for (const { c, k } of sending.box()) if (c !== nowhere) hold(c, k !== 'open');
      const [newest] = threads();
      current = newest ? hold(newest.id, true) : null;
    },
  });
  const { p, sending, reading } = core;
  const identity = createIdentity(o.site, p.storage, p.locks);
  const outbox = createOutboxStorage(o.site, core.load, p.storage, p.session, p.locks, p.now);

  /** Newest first; what is begun here and not yet there, before all. */
  const threads = (): readonly Thread[] => {
    const listed = [...reading.sums.values()].map((sum) => reading.held.get(sum.c)?.thread ?? onSum(createThread(sum.c, true), sum));
    const others = [...reading.held.values()].map((h) => h.thread).filter((t) => !reading.sums.has(t.id));
    const openedAt = (t: Thread): number => stateIn(t)?.openedAt ?? 1e15;
    return [...others.reverse(), ...listed].sort((a, b) => openedAt(b) - openedAt(a));
  };

  const hold = (id: ConvId, there: boolean): VisitorConversation => made.get(id) ?? make(id, there);

  const make = (id: ConvId, there: boolean): VisitorConversation => {
    const { held, conversation, put } = createConversation(core, id, there, limits.textVisitor, () => made.delete(id));
    held.takers++;
    const invitation = (): { n: number; secret: string } => {
      const [newest] = [...core.invites.values()].filter(({ c }) => c === id).sort((a, b) => b.n - a.n);
      if (!newest) throw new ChatError('forbidden', 'there is no invitation to rate this conversation; look at state.can.rate first');
      return { n: newest.n, secret: newest.secret };
    };
    const visitors: VisitorConversation = {
      ...conversation,
      rate(rating) {
        if (![1, 2, 3, 4, 5].includes(rating.score)) {
          throw new ChatError('invalid_field', 'score must be 1, 2, 3, 4 or 5', { details: { field: 'score' } });
        }
        const d = { ...rating, ...invitation() };
        // R5: the newest counts, so one that failed before has nothing to say.
        sending.replace(sending.box().filter((e) => e.c !== id || e.k !== 'rate' || e.st !== 'failed'));
        return put('rate', d);
      },
      dismiss: () => put('dismiss', invitation()),
    };
    made.set(id, visitors);
    return visitors;
  };

  const begin = (): VisitorConversation => make(p.id(), false);

  const tell = (more: typeof profile): void => {
    profile = { ...profile, ...more };
    const waits = sending.box().find((e) => e.k === 'profile' && e.st === 'queued');
    if (waits) sending.replace(patch(sending.box(), waits.i, { d: { ...profile } }));
    else sending.push(nowhere, 'profile', { ...profile }, true);
  };

  if (o.profile) tell(o.profile);
  core.adopt();

  return {
    ...core.client,
    current: core.view(() => current, keep),
    conversations: core.view(() => threads().map((t) => stateOf(t, core.eye()))),
    here: core.view(() => here),
    siteName: core.view(() => siteName),
    start({ message } = {}) {
      core.alive();
      const conversation = begin();
      try {
        if (message !== undefined) conversation.send(message);
      } catch (error) {
        // The caller's mistake leaves nothing behind.
        conversation.dispose();
        throw error;
      }
      reading.held.get(conversation.id)!.takers++;
      core.changed();
      return conversation;
    },
    open(id) {
      core.alive();
      const conversation = hold(id, true);
      reading.held.get(id)!.takers++;
      core.changed();
      return conversation;
    },
    update: tell,
    page: (url, title) => tell({ page: { url, ...(title !== undefined && { title }) } }),
    async forget() {
      core.link.input({ on: 'disconnect' });
      identity.forget();
      profile = {};
      made.clear();
      core.forget();
      outbox.clear();
      core.changed();
    },
    get known() {
      return identity.isKnown();
    },
  };
}
