// Keeps every conversation of mine followed, so that whispers are heard, typing is seen and switching to it takes no time.
import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { ConvId } from '@rapport/protocol';
import type { Agent, AgentConversation, Inbox } from '@rapport/sdk';

/** More than anybody can talk in at once. */
const most = 50;

export function holdMine(agent: Agent, inbox: ReadonlySignal<Inbox>): () => void {
  const held = new Map<ConvId, AgentConversation>();
  const stop = effect(() => {
    const mine = new Set(inbox.value.mine.slice(0, most).map(({ id }) => id));
    untracked(() => {
      for (const [id, chat] of held) if (!mine.has(id) && held.delete(id)) chat.dispose();
      for (const id of mine) if (!held.has(id)) held.set(id, agent.conversation(id));
    });
  });
  return () => {
    stop();
    for (const chat of held.values()) chat.dispose();
  };
}
