// What both sides of the socket agree on. Nothing here does I/O, reads a clock or makes a random number.

export type { CloseCode, CloseReason, ErrCode } from './errors.ts';
export { afterClose, close, errors } from './errors.ts';
export type {
  CommandData,
  CommandKind,
  Ev,
  EventData,
  EventKind,
  MessageData,
  Person,
  Rating,
  Reason,
  Resolved,
  Score,
} from './events.ts';
export { reasons } from './events.ts';
export type { ConvState, Participant, RatingState } from './fold.ts';
export { adopt, fold } from './fold.ts';
export type {
  ActorId,
  ClientFrame,
  CmdId,
  Command,
  ConvId,
  Hello,
  Here,
  HistoryPage,
  Invite,
  ListPage,
  Mark,
  Open,
  Presence,
  Query,
  Role,
  Seq,
  ServerFrame,
  Stream,
  Sum,
  VisitorInfo,
  Welcome,
} from './frames.ts';
export type { Limits } from './limits.ts';
export { isId, limits, subprotocol } from './limits.ts';
export type { Audience } from './streams.ts';
export { mayHear, parseStream, streamOf } from './streams.ts';
