// createVisitor: the person who asks for help, from a page.

import type { CommandData, ConvId, Here, Welcome } from '@rapport/protocol';
import { foldMain, limits } from '@rapport/protocol';
import type { Made } from './client.ts';
import { createClient } from './client.ts';
import { createConversation } from './conversation.ts';
import type { Part } from './core.ts';
import { ChatError } from './error.ts';
import { createIdentity, tokenKey } from './identity.ts';
import { keep } from './keeping.ts';
import type { Entry } from './outbox.ts';
import { createOutboxStorage } from './outbox-storage.ts';
import { hold } from './reading.ts';
import { isQuiet, nowhere, push } from './sending.ts';
import type { Signing } from './signing.ts';
import type { Thread } from './thread.ts';
import { stateIn } from './thread.ts';
import type { Events } from './types.ts';
import { stateOf } from './view.ts';
import type { Visitor, VisitorConversation, VisitorOptions } from './visitor-types.ts';

/**
 * The visitor's side of a site's chat. Nothing is opened and nothing is stored until something is said or `connect()` is
 * called; what is said without a connection is sent when there is one, also after a reload.
 */
export function createVisitor(o: VisitorOptions): Visitor {
  const made = new Map<ConvId, VisitorConversation>();
  let profile: CommandData['profile'] = {};
  let current: VisitorConversation | null = null;
  let here: Here | null = null;
  let site: NonNullable<Welcome['site']> | null = null;
  let isKeeping = false;
  let signing: Signing | undefined;

  const part: Part = {
    role: 'v',
    folds: { main: foldMain },
    visitor: () => ({ site: o.site, identity }),
    hello(id) {
      const tok = identity.token();
      return { k: o.site, ...(tok && { tok }), ...(id !== undefined && { id }) };
    },
    mayCommand(isReal) {
      // T3: the token is on disk before the first command leaves.
      if (identity.isKept()) return true;
      if (isReal && !isKeeping) {
        isKeeping = true;
        void identity.keep().then((isOther) => {
          isKeeping = false;
          // Two tabs that wrote first at the same time are one visitor.
          if (isOther) x.input({ on: 'reopen' });
          else x.changed();
        });
      }
      return false;
    },
    settled() {
      if (!isQuiet(x)) identity.mark();
      for (const { c, k } of x.box) if (c !== nowhere) take(c, k !== 'open');
      const [newest] = threads();
      current = newest ? take(newest.id, true) : null;
    },
  };
  const x: Made<Events> = createClient(o, part);
  const identity = createIdentity(x.p, o.site);
  const outbox = (x.outbox = createOutboxStorage(x.p, o.site, x.load));

  /** Newest first; what is begun here and not yet there, before all. */
  const threads = (): readonly Thread[] => {
    const openedAt = (t: Thread): number => stateIn(t)?.openedAt ?? 1e15;
    return [...x.threads.values()].reverse().sort((a, b) => openedAt(b) - openedAt(a));
  };

  const take = (id: ConvId, isThere: boolean): VisitorConversation => made.get(id) ?? make(id, isThere);

  const make = (id: ConvId, isThere: boolean, wish?: Entry['d']): VisitorConversation => {
    const forget = (): boolean => made.delete(id);
    const { conversation, put, call } = createConversation(x, id, isThere, limits.textVisitor, forget, wish);
    const ratings = () => {
      if (!x.ratings) throw new ChatError('forbidden'); // state.can.rate told so
      return x.ratings.commands(x, conversation, put);
    };
    const visitors: VisitorConversation = {
      ...conversation,
      rate: (rating) => ratings().rate(rating),
      rerate: (score) => ratings().rerate(score),
      shown: (seen) => ratings().shown(seen),
      dismiss: () => ratings().dismiss(),
      escalate: (waiting) => call('escalate', {}, waiting),
      complain: (text, waiting) => call('complain', { text }, waiting),
      stay: (waiting) => call('stay', {}, waiting),
    };
    made.set(id, visitors);
    return visitors;
  };

  /** For the application, which may dispose it. */
  const give = (conversation: VisitorConversation): VisitorConversation => {
    hold(x, conversation.id, true);
    x.changed();
    return conversation;
  };

  /** I1: nothing of it is loaded for those who never sign in. */
  const identify = (ask: Exclude<VisitorOptions['identity'], undefined>): void => {
    const since = x.p.now();
    part.credentials = async () => {
      signing ??= (await import('./signing.ts')).createSigning(x, made);
      return signing.token(ask, since);
    };
    if (x.connection().at < Infinity) x.input({ on: 'reopen' });
  };

  /** `brief`: not worth keeping, nor a connection. */
  const tell = (more: typeof profile, brief: boolean): void => {
    profile = { ...profile, ...more };
    const waits = x.box.find((e) => e.k === 'profile' && e.st === 'queued' && e.brief === brief);
    if (waits) {
      waits.d = { ...profile };
      keep(x, x.box);
    } else push(x, nowhere, 'profile', { ...profile }, brief);
  };

  x.ears.add((f) => {
    if (f.t === 'here') {
      const { t, ...rest } = f;
      here = rest;
    }
    if (f.t !== 'welcome') return;
    if (f.tok && !identity.isKept()) identity.minted(f.tok);
    here = f.here ?? null;
    site = f.site ?? null;
  });
  if (o.identity) identify(o.identity);
  if (o.profile) tell(o.profile, true);
  x.adopt();

  return {
    ...x.client,
    current: x.view(
      () => current,
      (_, next) => next,
    ),
    conversations: x.view(() => threads().map((t) => stateOf(t, x, x.p.now()))),
    here: x.view(() => here),
    site: x.view(() => site),
    start({ message, ...wish } = {}) {
      x.alive();
      const conversation = make(x.p.id(), false, wish);
      try {
        if (message !== undefined) conversation.send(message);
      } catch (error) {
        // The caller's mistake leaves nothing behind.
        conversation.dispose();
        throw error;
      }
      return give(conversation);
    },
    open(id) {
      x.alive();
      return give(take(id, true));
    },
    // What was said on this device may be answered: then it must not be lost where to. Before that nothing is stored.
    update: (more) => tell(more, isQuiet(x) && !identity.isKept()),
    page: (url, title) => tell({ page: { url, ...(title && { title }) } }, true),
    identify,
    async forget() {
      x.input({ on: 'disconnect' });
      identity.forget();
      outbox.clear();
      made.clear();
      profile = {};
      x.forget();
      x.changed();
    },
    get known() {
      return x.p.storage.get(tokenKey(o.site)) !== null;
    },
  };
}
