// Every frame that travels on the socket, as types: this file compiles to nothing.
// One frame is one WebSocket text message holding one JSON object; `t` names it. Rules: ../PROTOCOL.md.

import type { ConvState } from './conv-state.ts';
import type { CloseReason, ErrCode } from './errors.ts';
import type { CommandKind, Ev, Wait } from './events.ts';
import type { Limits } from './limits.ts';

/** Opaque, 1–40 characters of `A–Z a–z 0–9 _ -`. Made by nanoid: by the client for conversations and commands, by the relay for people. */
export type ConvId = string;
export type CmdId = string;
export type ActorId = string;
/** Place in a stream: 1, 2, 3, … without a hole. 0 is "nothing yet". */
export type Seq = number;
/** `conv`, `conv/n` or `conv/r`: what everybody, the staff, or those entitled to the rating may read (S1). */
export type Stream = string;
/** The members known today, and whatever a newer peer may send: unknown members are tolerated, never an error (V1). */
export type Open<T extends string> = T | (string & {});

export type Role = 'v' | 'a';

/** First frame of every socket, within `helloTimeoutMs` (H1). */
export interface Hello {
  readonly t: 'hello';
  readonly v: 1;
  readonly role: Role;
  /** Site key. Required for `role: 'v'`. */
  readonly k?: string;
  /** Visitor: the token of an earlier `welcome`. Agent: a ticket of `POST /v1/ticket`, or an API token. Never in a URL (T2). */
  readonly tok?: string;
  /** Visitor: a JWT by which the site's own server says who it is; '': nobody is signed in there (I1, I6). */
  readonly id?: string;
  /** Id of this tab or device, for logs only. */
  readonly dev: string;
  /** Epoch of the log these cursors belong to (D8). */
  readonly ep?: string;
  /** Streams to hear, each with the last seq applied; the same as one `sub` each. */
  readonly cur: Readonly<Record<Stream, Seq>>;
  readonly caps?: readonly string[];
  readonly vis?: 0 | 1;
}

/** What a client asks. Answered by exactly one `ack` or `err` carrying the same `i`, or by nothing if the socket dies (C1). */
export interface Command {
  readonly t: 'cmd';
  readonly i: CmdId;
  readonly c: ConvId;
  readonly k: CommandKind;
  readonly d: unknown;
  /** Refuse with `conflict` unless the conversation is still in this state and with this assignee (C6). */
  readonly if?: { readonly st?: Open<'queued' | 'active' | 'closed'>; readonly as?: ActorId | null };
}

export interface Query {
  readonly t: 'q';
  readonly n: number;
  readonly k: Open<'hist' | 'list' | 'get'>;
  readonly c?: Stream;
  readonly before?: Seq;
  readonly lim?: number;
  readonly cursor?: string;
}

export type ClientFrame =
  | Hello
  | Command
  | Query
  | { readonly t: 'auth'; readonly tok: string }
  /** Hear a stream from `s + 1` on; −1: from its tail, as a `snap`. Also the repair of a gap (D5). */
  | { readonly t: 'sub'; readonly c: Stream; readonly s: Seq | -1 }
  | { readonly t: 'unsub'; readonly c: Stream }
  /** Read and delivered marks, each "up to and including", forward only (M1). */
  | { readonly t: 'mark'; readonly c: ConvId; readonly r?: Seq; readonly d?: Seq }
  | { readonly t: 'eph'; readonly c: ConvId; readonly k: Open<'typing' | 'watching'>; readonly on?: 0 | 1 }
  | { readonly t: 'vis'; readonly on: 0 | 1 }
  | { readonly t: 'ping'; readonly n: number }
  | { readonly t: 'bye' };

export interface Mark {
  readonly r: Seq;
  readonly d: Seq;
}

/** What the site's own server has signed of a person (I2). */
export interface Signed {
  /** Its own name for that person. */
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** When it was shown last, server milliseconds. */
  readonly at: number;
}

/** What the staff knows of a visitor. Never sent to another visitor. */
export interface VisitorInfo {
  readonly name?: string;
  readonly email?: string;
  readonly lang?: string;
  readonly page?: { readonly url: string; readonly title?: string };
  readonly fields?: Readonly<Record<string, string>>;
  /** Who it is by the word of the site. Everything above is what the visitor itself or its page says (I7). */
  readonly signed?: Signed;
  /** May not write; only `block` and `unblock` change it. */
  readonly blocked?: 1;
}

/** One conversation as a list shows it. Level-triggered: the newest one replaces what was known (S5). */
export interface Sum {
  readonly c: ConvId;
  /** Site key. */
  readonly site: string;
  /** Head of the main stream. */
  readonly h: Seq;
  /** Head of the notes stream; only to staff. */
  readonly hn?: Seq;
  readonly st: ConvState;
  /** Last `message` event. */
  readonly last?: Ev;
  /** Messages of the other side after the receiver's own read mark. */
  readonly unread: number;
  /** Server milliseconds of the last event. */
  readonly at: number;
  /** Only to staff. */
  readonly v?: VisitorInfo;
}

/** Who would answer now: live sockets of available agents, never a wish (P4). */
export interface Here {
  readonly n: number;
  /** At most three names, for "Maria and 2 others are here now". */
  readonly names: readonly string[];
  /** 0: chat is not offered live now; what is written is a message to be answered later. Absent: as `n` says. */
  readonly open?: 0 | 1;
  /** When the site opens next, server milliseconds. Only while `open` is 0, and only if it is known. */
  readonly opensAt?: number;
  /** The wait that would be promised now; absent: too few were measured, or the site shows none. */
  readonly wait?: Wait;
}

/** One agent with a live socket, as colleagues see him. */
export interface StaffMember {
  readonly id: ActorId;
  readonly name: string;
  readonly role: Open<'agent' | 'lead' | 'owner'>;
  readonly status: Presence;
  /** Active conversations, and what is offered to him. */
  readonly load: number;
  readonly capacity: number;
  readonly teams: readonly string[];
  readonly langs: readonly string[];
}

export interface Welcome {
  readonly t: 'welcome';
  readonly v: 1;
  readonly sid: string;
  readonly ep: string;
  readonly me: { readonly id: ActorId; readonly role: Role; readonly name?: string };
  /** A new visitor's token: 256 random bits, base64url. Only in the answer to a `hello` without one. */
  readonly tok?: string;
  /** Server clock, milliseconds, for display only. */
  readonly now: number;
  /** Heartbeat interval, milliseconds. */
  readonly hb: number;
  readonly lim: Limits;
  readonly caps: readonly string[];
  /** Visitor: own conversations, newest first, at most 20. Agent: conversations that are not closed, the longest open first, as far as there is room. */
  readonly convs: readonly Sum[];
  /** There was no room for all of them: the others come in `sum` frames, and the one that ends them has `all` (A7). */
  readonly more?: 1;
  /** Only to visitors. */
  readonly site?: {
    readonly key: string;
    readonly name: string;
    /** To choose from, if there are two or more. */
    readonly teams?: readonly Team[];
    /** The brand colour, if it is not the default, and what is made of it: [light, dark] by the widget's name for it. */
    readonly colour?: string;
    readonly theme?: Readonly<Record<string, readonly [light: string, dark: string]>>;
    /** Language for those whose own the widget does not speak, and what it says in the site's own words, by language and key. */
    readonly words?: {
      readonly lang?: string;
      readonly texts: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | object>>>>;
    };
    /** "Ask for a supervisor" is offered from the first message on. */
    readonly lead?: 1;
    /** Who leaves an address is answered there, too. */
    readonly mail?: 1;
  };
  readonly here?: Here;
  /** Own presence, only to agents. */
  readonly presence?: Presence;
  /** Rating secrets of this visitor's sessions that can be rated or changed now (R2). */
  readonly inv?: readonly Invite[];
}

/** `finishing`: here, but nothing new. */
export type Presence = 'available' | 'finishing' | 'away';

export interface Team {
  readonly key: string;
  readonly name: string;
}

/** The right to rate one session; goes to that visitor's own sockets alone (R2). */
export interface Invite {
  readonly c: ConvId;
  readonly n: number;
  readonly secret: string;
  /** Server milliseconds until which `rate` is accepted. */
  readonly until: number;
  /** The second score is asked for, too, until then. */
  readonly second?: number;
}

export type ServerFrame =
  | Welcome
  /** A window of a stream and the fold at its head. `reset`: forget what was held of this stream (D6). */
  | {
      readonly t: 'snap';
      readonly c: Stream;
      readonly st: ConvState;
      readonly mk: Readonly<Record<ActorId, Mark>>;
      /** Seq of the first event in `e`; `h + 1` if `e` is empty. */
      readonly lo: Seq;
      readonly h: Seq;
      readonly e: readonly Ev[];
      readonly reset?: 1;
    }
  /** Consecutive events; `h` is the head when read. */
  | { readonly t: 'ev'; readonly c: Stream; readonly e: readonly Ev[]; readonly h: Seq }
  /** Sent only after the commit (D2). `s: 0` for commands that append nothing. */
  | { readonly t: 'ack'; readonly i: CmdId; readonly c: Stream; readonly s: Seq; readonly at: number }
  | {
      readonly t: 'err';
      readonly i?: CmdId;
      readonly n?: number;
      readonly c?: Stream;
      readonly code: Open<ErrCode>;
      /** Milliseconds after which the same command may be tried again. */
      readonly retry?: number;
      readonly d?: unknown;
    }
  | { readonly t: 'res'; readonly n: number; readonly d: unknown }
  | { readonly t: 'mk'; readonly c: ConvId; readonly w: ActorId; readonly r: Seq; readonly d: Seq }
  | {
      readonly t: 'eph';
      readonly c: ConvId;
      readonly a: ActorId;
      /** `watching`: a lead reads along; only to the staff. */
      readonly k: Open<'typing' | 'watching'>;
      readonly on?: 0 | 1;
      /** Milliseconds after which the receiver forgets it by itself (E1). */
      readonly ttl: number;
    }
  /** `all`: with these, everything that `welcome` had no room for has been told. */
  | { readonly t: 'sum'; readonly e: readonly Sum[]; readonly all?: 1 }
  | ({ readonly t: 'here' } & Here)
  /** `missed`: the relay changed it, because an offer was not taken. */
  | { readonly t: 'presence'; readonly status: Presence; readonly why?: Open<'missed'> }
  /** To one agent: take this conversation before `until` (server milliseconds); 0: not any more. */
  | { readonly t: 'offer'; readonly c: ConvId; readonly until: number }
  /** To agents: who is here. Level-triggered: replaces what was known. */
  | { readonly t: 'staff'; readonly e: readonly StaffMember[] }
  /** To a visitor: his place in the queue, 1–9; null: further back, or not in it. Level-triggered. */
  | { readonly t: 'line'; readonly c: ConvId; readonly n: number | null }
  /** To agents: recovery cases that nobody has, that are his (a lead’s: also what others left untouched for half of its time), and of these two together what is past its time. `rev`: another one whenever a case that is not kept from him has changed, also one that is counted nowhere. Level-triggered. */
  | { readonly t: 'cases'; readonly open: number; readonly mine: number; readonly late: number; readonly rev: number }
  | ({ readonly t: 'inv' } & Invite)
  | { readonly t: 'hb'; readonly h?: Readonly<Record<Stream, Seq>> }
  | { readonly t: 'pong'; readonly n: number }
  /** The relay closes this socket in `after` milliseconds; do not come back sooner than `retry` milliseconds after that (X3). */
  | { readonly t: 'bye'; readonly why: Open<CloseReason>; readonly after: number; readonly retry: number };

/** Answer of `q{k:'hist'}`: events before `before`, oldest first. */
export interface HistoryPage {
  readonly e: readonly Ev[];
  readonly more: boolean;
}

/** Answer of `q{k:'list'}`: closed conversations, newest first. */
export interface ListPage {
  readonly rows: readonly Sum[];
  readonly cursor?: string;
}
