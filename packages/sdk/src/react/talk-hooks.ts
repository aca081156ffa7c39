// What is shown of one conversation, whoever looks: a visitor or an agent.
import { useEffect, useMemo } from 'react';
import type { Conversation, Message, Store, Timeline } from '../types.ts';
import { useStore } from './store-hooks.ts';

const blank: Timeline = { items: [], from: 0, head: 0, hasOlder: false, loadingOlder: false };

/** Phase, people, who types, what can be done now; null without a conversation. */
export function useConversationState<S>(conversation: { readonly state: Store<S> } | null): S | null {
  return useStore(conversation?.state, null);
}

/** Everything in it, in order: messages, events and, for agents, notes. */
export function useTimeline(conversation: Pick<Conversation, 'timeline'> | null): Timeline {
  return useStore(conversation?.timeline, blank);
}

/** The messages in it, in order; `key` of each is its key in a list. The same array until one of them changes. */
export function useMessages(conversation: Pick<Conversation, 'timeline'> | null): readonly Message[] {
  const { items } = useTimeline(conversation);
  return useMemo(() => items.flatMap((item) => (item.type === 'message' ? [item.message] : [])), [items]);
}

/** Says that everything was read, now and whatever comes, as long as `isInView`. */
export function useRead(conversation: Pick<Conversation, 'timeline' | 'read'> | null, isInView: boolean): void {
  const { head } = useTimeline(conversation);
  useEffect(() => {
    if (isInView && head > 0) conversation?.read(head);
  }, [conversation, isInView, head]);
}
