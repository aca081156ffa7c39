// What the hooks give, and what must not compile: the compiler is the judge of this file, and no hook of it runs.
import type { Here, Presence, StaffMember } from '@rapport/protocol';
import { createElement as h } from 'react';
import { expect, expectTypeOf, test } from 'vitest';
import type {
  Agent,
  AgentConversation,
  ChatErrorLike,
  Inbox,
  Message,
  Offer,
  Status,
  Store,
  Timeline,
  Visitor,
  VisitorConversation,
  VisitorState,
} from '../index.ts';
import * as hooks from './index.ts';

const {
  AgentProvider,
  VisitorProvider,
  useAgentConversation,
  useClientEvent,
  useConversation,
  useConversationState,
  useMessages,
  useRead,
  useStore,
  useTimeline,
  useVisitor,
} = hooks;

/** Never drawn: only its types count. */
export function useTyped(visitor: Visitor, agent: Agent, store: Store<number>): void {
  expectTypeOf(useVisitor).returns.toEqualTypeOf<Visitor | null>();
  expectTypeOf(hooks.useAgent).returns.toEqualTypeOf<Agent | null>();
  expectTypeOf(hooks.useConnection).returns.toEqualTypeOf<Status>();
  expectTypeOf(hooks.useConversations).returns.toEqualTypeOf<readonly VisitorState[]>();
  expectTypeOf(hooks.useHere).returns.toEqualTypeOf<Here | null>();
  expectTypeOf(hooks.useInbox).returns.toEqualTypeOf<Inbox>();
  expectTypeOf(hooks.useOffers).returns.toEqualTypeOf<readonly Offer[]>();
  expectTypeOf(hooks.usePresence).returns.toEqualTypeOf<Presence | null>();
  expectTypeOf(hooks.useStaff).returns.toEqualTypeOf<readonly StaffMember[]>();
  const mine = useConversation();
  const theirs = useAgentConversation('c');
  expectTypeOf(mine).toEqualTypeOf<VisitorConversation | null>();
  expectTypeOf(theirs).toEqualTypeOf<AgentConversation | null>();
  // The state is that of the role: each can what it may.
  expectTypeOf(useConversationState(mine)).toEqualTypeOf<VisitorState | null>();
  expectTypeOf(useConversationState(theirs)?.can.accept).toEqualTypeOf<boolean | undefined>();
  expectTypeOf(useTimeline(theirs)).toEqualTypeOf<Timeline>();
  expectTypeOf(useMessages(mine)).toEqualTypeOf<readonly Message[]>();
  expectTypeOf(useStore(store, null)).toEqualTypeOf<number | null>();
  useClientEvent(visitor, 'error', (error) => expectTypeOf(error).toEqualTypeOf<ChatErrorLike>());
  useClientEvent(agent, 'waiting', ({ conversation }) => expectTypeOf(conversation).toEqualTypeOf<string>());
  h(VisitorProvider, { visitor: () => visitor }, 'text');
  h(AgentProvider, { agent });
}

/** Never drawn, either. */
export function useMisuse(visitor: Visitor, agent: Agent): void {
  // @ts-expect-error before it is made there is none
  useVisitor().start();
  // @ts-expect-error an agent does not stay
  useConversationState(useAgentConversation('c'))?.can.stay;
  // @ts-expect-error a visitor's conversation is not an agent's
  const wrong: AgentConversation | null = useConversation('c');
  // @ts-expect-error what an agent opens has an id
  useAgentConversation();
  // @ts-expect-error what is shown is not written to
  useMessages(wrong).push();
  // @ts-expect-error whether it is in view is not left open
  useRead(wrong);
  // @ts-expect-error a visitor hears of no one who waits
  useClientEvent(visitor, 'waiting', () => {});
  // @ts-expect-error an agent is no visitor
  h(VisitorProvider, { visitor: agent });
  // @ts-expect-error a provider has a client
  h(AgentProvider, {});
}

test('the hooks give what their docs say, and misuse does not compile', () => {
  expect([useTyped.length, useMisuse.length]).toEqual([3, 2]);
  // Every function that is offered is looked at above or is one that this list names.
  const own = [useTyped, useMisuse].map(String).join();
  const untyped = Object.keys(hooks).filter((name) => !new RegExp(`\\b${name}\\b`).test(own));
  expect(untyped).toEqual(['useSite']);
});
