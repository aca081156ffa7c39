// What an agent can do in one conversation: createAgent makes these.

import type { CommandKind, ConvId } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import type { AgentDesk } from './agent-desk.ts';
import type { AgentConversation, AgentEvents } from './agent-types.ts';
import type { Made } from './client.ts';
import { createConversation } from './conversation.ts';
import { ChatError } from './error.ts';
import { complaintsOf, staffStateOf, withNotes } from './inbox.ts';
import type { Thread } from './thread.ts';
import { stateIn } from './thread.ts';
import type { CallOptions, Receipt } from './types.ts';

export function createAgentConversation(
  x: Made<AgentEvents>,
  desk: AgentDesk,
  id: ConvId,
  disposed: () => void,
): { thread: Thread; agents: AgentConversation } {
  const { thread, conversation, call, say } = createConversation(x, id, true, limits.textAgent, () => {
    desk.watch(id, false);
    disposed();
  });
  const plain =
    (k: CommandKind) =>
    (o?: CallOptions): Promise<Receipt> =>
      call(k, {}, o);
  const agents: AgentConversation = {
    ...conversation,
    state: x.view(() => staffStateOf(thread, x, x.p.now(), desk)),
    timeline: x.view(() => withNotes(thread, x)),
    visitor: x.view(() => thread.sum?.v ?? {}),
    ratings: x.view(() => stateIn(thread)?.rate ?? {}),
    complaints: x.view(() => complaintsOf(thread)),
    note: (words, { to } = {}) => say('note', words, to ? { to } : {}),
    accept: plain('accept'),
    decline: plain('decline'),
    join: plain('join'),
    takeover: plain('takeover'),
    escalate: plain('escalate'),
    unblock: plain('unblock'),
    async transfer({ note, signal, timeoutMs, ...to }) {
      return call(
        'transfer',
        { ...to, note: words(note) },
        { ...(signal && { signal }), ...(timeoutMs && { timeoutMs }) },
      );
    },
    async consult({ to, text, ...o }) {
      return call('consult', { to, ...(text && { text: words(text) }) }, o);
    },
    async block({ reason, spam, ...o }) {
      return call('block', { reason: words(reason), ...(spam && { spam: 1 }) }, o);
    },
    guess: (n, score, o) => call('guess', { n, score }, o),
    async voidRating({ session: n, reason, ...o }) {
      return call('void', { n, reason: words(reason) }, o);
    },
    unvoidRating: (n, o) => call('unvoid', { n }, o),
    watch: (on) => desk.watch(id, on),
  };
  return { thread, agents };
}

/** What the relay would refuse is refused here already. */
function words(text: string): string {
  if (!text.trim()) throw new ChatError('empty');
  if ([...text].length > limits.textAgent) throw new ChatError('too_large');
  return text;
}
