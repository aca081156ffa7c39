// The public entry of @rapport/sdk.
export { referenceOf } from '@rapport/protocol';
export { createAgent } from './agent.ts';
export type {
  Agent,
  AgentConversation,
  AgentEvents,
  AgentOptions,
  CaseCounts,
  Complaint,
  Inbox,
  InboxRow,
  Offer,
  Refusal,
  StaffCan,
  StaffState,
} from './agent-types.ts';
export { ChatError } from './error.ts';
export type { FileBlob, MessageInput, UploadOptions } from './file-types.ts';
export type {
  AbortSignalLike,
  KV,
  Lifecycle,
  Locks,
  NativeAbortSignal,
  Platform,
  SocketLike,
} from './platform/platform.ts';
export type { RatingView, SecondView } from './rating-types.ts';
export type {
  CallOptions,
  Can,
  ChatErrorCode,
  ChatErrorLike,
  ChatEvent,
  Client,
  ConnectOptions,
  Conversation,
  ConversationState,
  Events,
  Item,
  Message,
  Outgoing,
  ParticipantView,
  Receipt,
  SendStatus,
  Status,
  Store,
  Timeline,
  TranscriptMail,
  TranscriptWish,
} from './types.ts';
export { createVisitor } from './visitor.ts';
export type {
  IdentitySource,
  Profile,
  Visitor,
  VisitorCan,
  VisitorConversation,
  VisitorOptions,
  VisitorState,
} from './visitor-types.ts';
