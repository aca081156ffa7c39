// A command on its way: counted (B4), given its author (T6), judged inside the commit (L5), answered once (C1).
import {
  type Command,
  type CommandData,
  type ConvState,
  type ServerFrame,
  streamOf,
  type Wait,
} from '@rapport/protocol';
import type { FileOf } from '../store/files.ts';
import type { Decision, Others, Unit } from '../store/store.ts';
import { prepareBlock } from './block-command.ts';
import type { Settled } from './committer.ts';
import type { Core } from './core.ts';
import { type Colleague, type DecideContext, decide } from './decide.ts';
import { known } from './decide-talk.ts';
import { fingerprint } from './fingerprint.ts';
import { insiderBy } from './insider.ts';
import { idsOf, type Peer, selfIn, type Who } from './peer.ts';
import { presence } from './presence-command.ts';
import { profile } from './profile-command.ts';
import { ratingSecret } from './secret.ts';
import { hearFromStart } from './subscribe.ts';

/** Milliseconds after which a command that met trouble in the store may be sent again. */
const storeRetryMs = 1_000;

/** Commands that append nothing (C11). */
const standing = new Map([
  ['profile', profile],
  ['presence', presence],
]);

/** Commands that change something else before the log. */
const preparations = new Set(['block', 'unblock']);
const trouble: Settled = { kind: 'failed', code: 'unavailable' };

/** `settled` is called once, when the command has been answered. Given back: work to do in the socket's own queue, if it is of that kind. */
export function runCommand(core: Core, peer: Peer, cmd: Command, settled: () => void): (() => Promise<void>) | null {
  const retry = core.quotas.command(peer.who, core.clock.now());
  if (retry > 0) {
    peer.wire.frame(refusal(cmd, { code: 'rate_limited', retry }));
    settled();
    return null;
  }
  core.commands += 1;
  const append = standing.get(cmd.k);
  if (append)
    return async () =>
      peer.wire.frame(
        await append(core, peer, cmd).catch(() => refusal(cmd, { code: 'unavailable', retry: storeRetryMs })),
      );
  if (peer.who.role === 'v' && peer.who.person && peer.who.person.ids.size > 1) return () => asPerson(core, peer, cmd);
  const unit = unitOf(core, peer, cmd);
  if (!preparations.has(cmd.k)) {
    core.committer.submit(unit, (outcome) => {
      answer(core, peer, cmd, outcome);
      settled();
    });
    return null;
  }
  return async () => {
    const context = new Context(core, peer, peer.who, cmd, unit.now);
    const outcome = await prepareBlock(core, unit, cmd, context).catch(() => trouble);
    answer(core, peer, cmd, outcome ?? (await new Promise<Settled>((done) => core.committer.submit(unit, done))));
  };
}

/** I5: first it must be known whose conversation it is. All in the socket's own queue, so that none overtakes another (L6). */
async function asPerson(core: Core, peer: Peer, cmd: Command): Promise<void> {
  const outcome = await core.rows
    .get(cmd.c)
    .then((known) => {
      const id = known ? selfIn(peer.who, known.row.state.visitor) : peer.who.id;
      const unit = unitOf(core, peer, cmd, { ...peer.who, id } as Who);
      return new Promise<Settled>((done) => core.committer.submit(unit, done));
    })
    .catch(() => trouble);
  answer(core, peer, cmd, outcome);
}

function unitOf(core: Core, peer: Peer, cmd: Command, who: Who = peer.who): Unit {
  const now = core.clock.now();
  const ctx = new Context(core, peer, who, cmd, now);
  return {
    conv: cmd.c,
    actor: who.id, // T6: from the socket, never from the frame
    cmd: cmd.i,
    hash: fingerprint(cmd),
    now,
    decide: (state, others, file): Decision => {
      if (peer.revoked) return { ok: false, code: peer.who.role === 'v' ? 'banned' : 'forbidden' }; // T7, Q13
      ctx.state = state;
      ctx.others = others;
      ctx.file = file;
      try {
        return counted(core, peer, state, decide(state, cmd, ctx));
      } catch (error) {
        // B6: the batch goes on; the socket that brought it does not.
        core.log.error('decide failed', { kind: cmd.k, error: error instanceof Error ? error.name : 'unknown' });
        peer.wire.close(1011, 'internal');
        return { ok: false, code: 'unavailable' };
      }
    },
  };
}

/** B4: a conversation that comes to be. What is sent again is no new one, and does not come this far (L3). */
function counted(core: Core, peer: Peer, before: ConvState | null, decision: Decision): Decision {
  if (before || !decision.ok || peer.who.role === 'a') return decision;
  const retry = core.quotas.conversation(peer, core.clock.now());
  return retry > 0 ? { ok: false, code: 'rate_limited', retry } : decision;
}

/** What a decision may ask. There is one for each command, so nothing of it is made before it is asked for. */
class Context implements DecideContext {
  readonly actor: Who; // T6
  readonly now: number;
  readonly whence: Peer['whence'];
  /** The conversation as it is inside the commit. */
  state: ConvState | null = null;
  others: Others = () => [];
  file: FileOf = () => null;
  readonly #core: Core;
  readonly #peer: Peer;
  readonly #command: Command;

  constructor(core: Core, peer: Peer, who: Who, command: Command, now: number) {
    this.actor = who;
    this.whence = peer.whence;
    this.#peer = peer;
    this.now = now;
    this.#core = core;
    this.#command = command;
  }

  get site(): string {
    return this.actor.role === 'v' ? this.actor.site.key : '';
  }
  get conv(): string {
    return this.#command.c;
  }
  get cmd(): string {
    return this.#command.i;
  }
  get hereNow(): boolean {
    const { site, team, lang } = this.#wanted;
    return this.#core.duty.canAnswer(site, team, lang);
  }
  get limits(): Core['limits'] {
    return this.#core.limits;
  }
  get ratingSecret(): DecideContext['ratingSecret'] {
    return (n) => ratingSecret(this.#core.secret, this.#command.c, n);
  }
  get settings(): Core['sites']['settings'] {
    return this.#core.sites.settings;
  }
  get agent(): (id: string) => Colleague | null {
    return (id) => {
      const row = this.#core.roster.get(id);
      return row && !row.disabled ? { id, name: row.name, role: row.role, isHere: this.#core.duty.isHere(id) } : null;
    };
  }
  get wait(): (team?: string) => Wait | null {
    const { site } = this.#wanted;
    if (!this.settings(site).promise) return () => null;
    return (team = '') => this.#core.waits.estimate(site, team, this.now);
  }
  get insider(): NonNullable<DecideContext['insider']> | null {
    return insiderBy(this.#core.hub, this.#peer);
  }
  get isOwnUpload(): (by: string) => boolean {
    return (by) => [...idsOf(this.actor)].includes(by);
  }
  get isOffered(): boolean {
    return this.#core.desk.isOffered(this.conv, this.actor.id);
  }

  /** For whom somebody would have to be there: for what is known of the conversation, or for what is asked with `open` (Q1). */
  get #wanted(): Pick<ConvState, 'site' | 'team' | 'lang'> {
    if (this.state) return this.state;
    const { site } = this;
    const { k, d } = this.#command;
    return k === 'open' ? { site, ...known(d as CommandData['open'], this) } : { site };
  }
}

function answer(core: Core, peer: Peer, cmd: Command, outcome: Settled): void {
  switch (outcome.kind) {
    case 'committed':
    case 'repeated': {
      const stream = streamOf(cmd.c, outcome.audience);
      // All four are plain: two ids and two numbers.
      peer.wire.send(`{"t":"ack","i":"${cmd.i}","c":"${stream}","s":${outcome.seq},"at":${outcome.at}}`);
      if (cmd.k === 'open') hear(core, peer, cmd, outcome.kind);
      return;
    }
    case 'refused':
      peer.wire.frame(refusal(cmd, outcome));
      return;
    case 'failed':
      peer.wire.frame(refusal(cmd, { code: outcome.code, retry: storeRetryMs }));
  }
}

/** Who begins a conversation hears it without asking. */
function hear(core: Core, peer: Peer, cmd: Command, kind: 'committed' | 'repeated'): void {
  hearFromStart(core, peer, cmd.c);
  if (kind === 'repeated') for (const sub of peer.subs.values()) if (sub.conv === cmd.c) void core.pump.pump(sub);
}

function refusal(cmd: Command, why: { code: string; retry?: number; d?: unknown }): ServerFrame {
  return {
    t: 'err',
    i: cmd.i,
    c: cmd.c,
    code: why.code,
    ...(why.retry === undefined ? {} : { retry: why.retry }),
    ...(why.d === undefined ? {} : { d: why.d }),
  };
}
