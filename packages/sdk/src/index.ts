// The public entry of @rapport/sdk.
export { createAgent } from './agent.ts';
export { ChatError } from './error.ts';
export { createVisitor } from './visitor.ts';
export type {
  AbortSignalLike, Agent, AgentConversation, AgentEvents, AgentOptions, CallOptions, Can, ChatErrorCode, ChatErrorLike, ChatEvent, Client, ConnectOptions, Conversation, ConversationState, Events, Inbox, InboxRow, Item, KV, Lifecycle, Locks, Message, Outgoing, ParticipantView, Platform, Profile, RatingView, Receipt, SendStatus, SocketLike, Status, Store, Timeline, Visitor, VisitorConversation, VisitorOptions,
} from './types.ts';
