// One socket from its opening to its end, as a state that says what may happen on it. It decides nothing about frames.
// A handler that throws ends this socket and nothing else (B6).
import { close, type Hello, type Presence, type ServerFrame } from '@rapport/protocol';
import { isTrouble } from '../store/store.ts';
import type { Core } from './core.ts';
import { decode, errFrame, type Undecodable } from './decode.ts';
import { type Desk, dispatch } from './dispatch.ts';
import { greet, introduce } from './greet.ts';
import { beat } from './heartbeat.ts';
import { authenticate, readHello } from './hello.ts';
import { Inbox, type InboxOwner } from './inbox.ts';
import { Outflow, type OutflowOwner } from './outflow.ts';
import { newPeer, type Peer, type Wire } from './peer.ts';
import type { ConnectionPort, Socket, UpgradeInfo } from './ports.ts';
import { Serial } from './serial.ts';
import { subscribe } from './subscribe.ts';
import { welcome } from './welcome.ts';

/** What one relay does with its connections as a whole. */
export interface Household {
  joined(peer: Peer, presence: Presence): void;
  left(peer: Peer): void;
  /** It has said its hello, whatever comes of that. */
  spoke(connection: Connection): void;
  /** The socket is gone from the network. */
  gone(connection: Connection): void;
}

/** When to come back after being sent away for asking or taking too much. */
const awhileMs = 5_000;

/** H5: a second hello. */
const again: Undecodable = { ok: false, code: 'bad_frame' };

type State =
  | { readonly at: 'hello'; readonly cancelTimeout: () => void; readonly origin: string | null }
  | { readonly at: 'authenticating'; readonly cancelTurn: () => void }
  | {
      readonly at: 'ready';
      readonly peer: Peer;
      readonly serial: Serial;
      cancelBeat: () => void;
      isSilent: boolean;
      isWelcomed: boolean;
    }
  | { readonly at: 'closed' };

export class Connection implements ConnectionPort, Wire, Desk, InboxOwner, OutflowOwner {
  readonly address: string;
  readonly #countedAs: string | null;
  readonly #isStaff: boolean;
  readonly #core: Core;
  readonly #socket: Socket;
  readonly #household: Household;
  readonly #inbox: Inbox;
  readonly #out: Outflow;
  #state: State;
  #badAt: number[] = [];

  constructor(core: Core, socket: Socket, info: UpgradeInfo, household: Household) {
    this.address = info.address;
    this.#countedAs = info.isOwnMachine ? null : info.address;
    this.#isStaff = info.isStaff === true;
    this.#core = core;
    this.#socket = socket;
    this.#household = household;
    this.#out = new Outflow(socket, core.limits, core.clock, this);
    this.#inbox = new Inbox(this, core.limits.inFlight, core.limits.hardBufferBytes);
    const cancelTimeout = core.clock.setTimer(core.limits.helloTimeoutMs, () =>
      this.close(close.helloTimeout, 'hello_timeout'),
    ); // H1
    this.#state = { at: 'hello', cancelTimeout, origin: info.origin };
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  /* ---------- from the network ---------- */

  receive(text: string): void {
    if (this.#state.at === 'closed') return;
    const state = this.#state;
    if (state.at === 'hello') this.#guard(() => this.#hello(text, state));
    else if (text.length > this.#core.limits.frameBytes) this.close(close.tooLarge, 'too_large');
    else if (state.at === 'ready' && this.#core.quotas.pace(state.peer, 'frames', this.#core.clock.now()) > 0)
      this.close(close.rateLimited, `rate_limited;retry=${awhileMs}`); // A5
    else this.#inbox.accept(text);
  }

  pong(): void {
    if (this.#state.at === 'ready') this.#state.isSilent = false;
  }

  drained(): void {
    if (this.#state.at !== 'ready' || this.isFull) return;
    const { peer } = this.#state;
    this.#out.rest();
    for (const sub of peer.subs.values()) if (sub.pos < sub.head) void this.#core.pump.pump(sub);
    this.#core.sums.resume(peer);
  }

  closed(): void {
    this.#end();
    this.#household.gone(this);
  }

  /* ---------- to the network (Wire) ---------- */

  get isOpen(): boolean {
    return this.#state.at !== 'closed';
  }

  /** Before the welcome nothing else is told (H5): what is level-triggered waits, what the welcome holds anyway is dropped. */
  get isFull(): boolean {
    if (this.#state.at !== 'ready' || !this.#state.isWelcomed) return true;
    return this.#out.isFull;
  }

  send(text: string): void {
    if (this.#state.at !== 'ready' || !this.#state.isWelcomed) return;
    this.#out.send(text);
  }

  /** B5: it comes back by cursor. */
  tooSlow(): void {
    this.close(close.slowConsumer, `slow_consumer;retry=${awhileMs}`);
  }

  frame(frame: ServerFrame): void {
    this.send(JSON.stringify(frame));
  }

  close(code: number, reason = ''): void {
    if (this.#state.at === 'closed') return;
    this.#end();
    this.#socket.close(code, reason);
  }

  /** X3: takes nothing more, answers what it has, then closes. */
  leave(code: number, reason: string): void {
    if (this.#state.at === 'ready') this.#inbox.finish(() => this.close(code, reason));
    else this.close(code, reason);
  }

  terminate(): void {
    this.#end();
    this.#socket.terminate();
  }

  /* ---------- hello ---------- */

  #hello(text: string, { cancelTimeout, origin }: State & { at: 'hello' }): void {
    this.#household.spoke(this);
    const first = readHello(this.#core, text);
    if (!first.ok) {
      if (first.err) this.#socket.send(JSON.stringify(errFrame(first.err)));
      this.close(first.code, first.reason);
      return;
    }
    cancelTimeout();
    const enter = (): void => void this.#enter(first.hello, origin).catch((error: unknown) => this.#fail(error));
    // A1: meanwhile it is not read.
    const cancelTurn = first.waitMs > 0 ? this.#core.clock.setTimer(first.waitMs, enter) : () => {};
    this.#state = { at: 'authenticating', cancelTurn };
    if (first.waitMs === 0) enter();
  }

  async #enter(hello: Hello, origin: string | null): Promise<void> {
    const core = this.#core;
    await core.ready();
    if (!this.isOpen) return;
    const admitted = await authenticate(core, hello, origin);
    if (!admitted.ok) return this.close(admitted.code, admitted.reason);
    if (!this.isOpen) return;
    const peer = newPeer(admitted.who, this.#countedAs, this, admitted.whence, this.#isStaff);
    const serial = new Serial((error) => this.#fail(error));
    const ready: State = { at: 'ready', peer, serial, cancelBeat: () => {}, isSilent: false, isWelcomed: false };
    this.#state = ready;
    this.#armBeat();
    this.#household.joined(peer, admitted.presence);
    this.task(async () => {
      const [first, further] = await welcome(core, admitted.who, admitted.newToken);
      ready.isWelcomed = true;
      this.frame(first);
      const sameLog = hello.ep === undefined || hello.ep === core.store.epoch; // D8
      for (const [stream, cursor] of Object.entries(hello.cur)) await subscribe(core, peer, stream, cursor, sameLog);
      greet(core, peer);
      this.#inbox.release();
      await introduce(core, peer, admitted);
      await further?.(peer);
    });
  }

  /* ---------- frames (InboxOwner, Desk) ---------- */

  handle(text: string): void {
    if (this.#state.at !== 'ready') return;
    try {
      const decoded = decode(text);
      if (!decoded.ok) this.#refuse(decoded);
      else if (!dispatch(this.#core, this.#state.peer, decoded.frame, this)) this.#refuse(again);
    } catch (error) {
      this.#fail(error);
    }
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  overflow(): void {
    this.close(close.rateLimited, `rate_limited;retry=${awhileMs}`);
  }

  begin(): void {
    this.#inbox.begin();
  }

  end(): void {
    this.#inbox.end();
  }

  task(work: () => Promise<void>): void {
    if (this.#state.at !== 'ready') return;
    this.begin();
    this.#state.serial.run(async () => {
      try {
        if (this.isOpen) await work();
      } finally {
        this.end();
      }
    });
  }

  /** B1: the socket stays, unless it goes on like this. */
  #refuse(why: Undecodable): void {
    const { limits, clock } = this.#core;
    this.frame(errFrame(why));
    if (why.code !== 'bad_frame') return;
    const now = clock.now();
    this.#badAt = [...this.#badAt.filter((at) => at > now - limits.badFramesWindowMs), now];
    if (this.#badAt.length > limits.badFrames) this.close(close.badFrames, 'bad_frames');
  }

  /* ---------- liveness and the end ---------- */

  #armBeat(): void {
    if (this.#state.at !== 'ready') return;
    this.#state.cancelBeat = this.#core.clock.setTimer(this.#core.limits.heartbeatMs, () => this.#beat());
  }

  #beat(): void {
    if (this.#state.at !== 'ready') return;
    if (this.#state.isSilent) {
      this.terminate(); // P1
      return;
    }
    this.#state.isSilent = true;
    const { peer } = this.#state;
    this.#socket.ping();
    this.task(() => beat(this.#core, peer));
    this.#armBeat();
  }

  /** Nothing is read, executed or sent from here on. */
  #end(): void {
    const state = this.#state;
    this.#state = { at: 'closed' };
    this.#inbox.clear();
    this.#out.rest();
    if (state.at === 'hello') state.cancelTimeout();
    if (state.at === 'authenticating') state.cancelTurn();
    if (state.at !== 'ready') return;
    state.cancelBeat();
    this.#household.left(state.peer);
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** B6; B7: a store in trouble is no mistake of ours, and who comes meanwhile is asked to come again. */
  #fail(error: unknown): void {
    if (isTrouble(error)) {
      const retryMs = 5_000 + Math.floor(this.#core.chance.random() * 10_000);
      return this.close(close.overloaded, `unavailable;retry=${retryMs}`);
    }
    this.#core.log.error('connection failed', { error: error instanceof Error ? error.name : 'unknown' });
    this.close(close.internal, 'internal');
  }
}
