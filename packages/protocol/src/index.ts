// What both sides of the socket agree on, and how both make the colours of a brand. Nothing here does I/O, reads a clock or makes a random number.

export type { Theme, Tokens } from './brand/brand.ts';
export { themeOf, tokenNames } from './brand/brand.ts';
export type { Hex } from './brand/colour.ts';
export { contrast, hexOf } from './brand/colour.ts';
export type { WidgetTheme } from './brand/widget-theme.ts';
export { widgetTheme } from './brand/widget-theme.ts';
export type { ConvState, Hand, Participant, PromiseState, RatingState, StreamFold } from './conv-state.ts';
export { adopt } from './conv-state.ts';
export type { CloseCode, CloseReason, ErrCode } from './errors.ts';
export { afterClose, close, errors } from './errors.ts';
export type {
  CommandData,
  CommandKind,
  Empty,
  Ev,
  EventData,
  EventKind,
  Excuse,
  Extra,
  MessageData,
  Person,
  Rating,
  Reason,
  Resolved,
  Score,
  Wait,
} from './events.ts';
export { reasons } from './events.ts';
export type { FileId, FileRef, FileType } from './files.ts';
export { fileTypes } from './files.ts';
export type { Fold } from './fold.ts';
export { fold } from './fold.ts';
export { foldMain } from './fold-main.ts';
export { foldNotes } from './fold-notes.ts';
export { foldRating } from './fold-rating.ts';
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
  Signed,
  StaffMember,
  Stream,
  Sum,
  Team,
  VisitorInfo,
  Welcome,
} from './frames.ts';
export { type InvitationState, invitationOf } from './invitation.ts';
export type { Limits } from './limits.ts';
export { isId, limits, subprotocol } from './limits.ts';
export { referenceOf } from './reference.ts';
export type { Cell, Figure, Report, ReportName, ReportQuery, ReportTable, SessionLine } from './report.ts';
export type { Audience } from './streams.ts';
export { mayHear, parseStream, streamOf } from './streams.ts';
