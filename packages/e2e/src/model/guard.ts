// Watches each connection as a connection: who may still be on it, what it may hold, how it ends, and what it gives away
// (invariants 14, 15, 16, 18, 22, 24). What the frames say of the log is tap.ts.
import { close, type ServerFrame } from '@rapport/protocol';
import type { Unit } from '@rapport/relay';
import { modelLimits, type Process } from './nodes.ts';
import type { Tab } from './tab.ts';
import type { Link, Taps } from './wire.ts';

export interface Guard
  extends Pick<
    Taps,
    'sentByRelay' | 'closedByRelay' | 'closedByClient' | 'heardByClient' | 'sentByClient' | 'heardByRelay'
  > {
  /** Everything that must stay between one client and the relay: tokens, tickets, sessions, secrets. */
  readonly tokens: Set<string>;
  /** Commands that no client asked for: the model itself did. */
  readonly foreign: Set<string>;
  /** Commands that left again, because their answer had not come. */
  readonly resent: { count: number };
  /** 16 */
  checkSpilled(text: string, where: string): void;
  /** 14: of a unit that was carried out. */
  checkAsked(unit: Unit): void;
  /** 14: of every connection there is. */
  checkLinks(links: Iterable<Link>): void;
  /** When this tab last heard that `who` is typing in `conv`. */
  lastSign(tab: Tab, conv: string, who: string): number;
}

export interface GuardOptions {
  readonly fail: (invariant: number, what: string) => void;
  readonly now: () => number;
  readonly revokedAt: (ticket: string) => number | null;
  /** What the relay called who is on it; undefined: not welcomed. */
  readonly whoIs: (link: Link) => string | undefined;
  /** Whose conversation it is. */
  readonly ownerOf: ReadonlyMap<string, string>;
}

/** T7, and the latency of the store. */
const revokedWithinMs = 5_100;
/** P2: of the two the shorter. */
const probeMs = 5_000;

export function createGuard({ fail, now, revokedAt, whoIs, ownerOf }: GuardOptions): Guard {
  const tokens = new Set<string>();
  const foreign = new Set<string>();
  const resent = { count: 0 };
  const tickets = new WeakMap<Link, string>();
  const welcomeBytes = new WeakMap<Link, number>();
  const pingedAt = new WeakMap<Link, number>();
  const heardAt = new WeakMap<Link, number>();
  const signs = new WeakMap<Tab, Map<string, number>>();
  /** Visitors whom somebody wanted kept out (Q13). */
  const unwanted = new Set<string>();
  const left = new Set<string>();
  const asked = new Map<string, Link[]>();

  const isRevoked = (link: Link): boolean => now() - (revokedAt(tickets.get(link) ?? '') ?? Infinity) > revokedWithinMs;

  function checkSpilled(text: string, where: string): void {
    for (const token of tokens) if (text.includes(token)) fail(16, `${where} holds a token: ${text}`);
  }

  /** 15: fed up to the soft limit and one batch, and up to the hard limit with what must be said. */
  function checkHeld(link: Link, kind: string, name: string): void {
    const held = link.heldBytes();
    const allowance = welcomeBytes.get(link) ?? 0;
    const isFed = ['ev', 'eph', 'sum'].includes(kind);
    const most = (isFed ? modelLimits.softBufferBytes : modelLimits.hardBufferBytes) + allowance;
    if (held > most) fail(15, `${name} was sent ${kind} while ${held} bytes waited, ${most} may`);
  }

  return {
    tokens,
    foreign,
    resent,
    checkSpilled,
    lastSign: (tab, conv, who) => signs.get(tab)?.get(`${conv} ${who}`) ?? -Infinity,

    checkAsked(unit) {
      // Q14: what the relay does by itself nobody has asked for.
      if (foreign.has(unit.cmd) || unit.actor === 'system') return;
      const links = (asked.get(unit.cmd) ?? []).filter((link) => whoIs(link) === unit.actor);
      if (links.length === 0) fail(14, `${unit.cmd} ran as ${unit.actor}, who did not ask for it`);
      else if (links.every(isRevoked)) fail(14, `${unit.cmd} of ${unit.actor} ran after the sign-out`);
    },

    checkLinks(links) {
      for (const link of links)
        if (link.node.alive() && isRevoked(link) && whoIs(link) !== undefined && !link.isClosing)
          fail(14, `${link.seat.name} is still connected after the sign-out`);
    },

    sentByRelay(link, text) {
      const { name } = link.seat;
      const frame = JSON.parse(text) as ServerFrame;
      if (isRevoked(link)) fail(14, `${name} was sent ${frame.t} after the sign-out`);
      if (frame.t === 'welcome') {
        welcomeBytes.set(link, text.length);
        if (frame.tok !== undefined) tokens.add(frame.tok);
        for (const { secret } of frame.inv ?? []) tokens.add(secret);
      }
      if (frame.t === 'inv') tokens.add(frame.secret);
      checkHeld(link, frame.t, name);
      if (frame.t !== 'err') return;
      checkSpilled(text, `an error for ${name}`);
      if ((link.node as Process).isDraining && frame.code === 'unavailable' && !frame.retry)
        fail(24, `${name} was refused for good by a node that drains: ${text}`);
    },

    closedByRelay(link, code, reason) {
      checkSpilled(reason, 'a close reason');
      const { name } = link.seat;
      const isSignedOut = revokedAt(tickets.get(link) ?? '') !== null;
      // Nobody here does anything that would deserve to be turned away for good.
      const isUnwanted = code === close.banned && unwanted.has((link.seat as Tab).person.name);
      if (code >= 4500 && !isUnwanted && !(isSignedOut && code === close.revoked))
        fail(22, `${name} was closed with ${code}`);
      if (code === close.restart && !/^restart;retry=\d+$/.test(reason))
        fail(24, `${name} was closed for a restart without a time: ${reason}`);
    },

    closedByClient(link, code, reason) {
      checkSpilled(reason, 'a close reason');
      if (code !== close.heartbeatLost || whoIs(link) === undefined) return;
      const tab = link.seat as Tab;
      const [pinged, heard] = [pingedAt.get(link) ?? -Infinity, heardAt.get(link) ?? -Infinity];
      if (heard > pinged) fail(18, `${tab.name} closed a socket that spoke after its last ping, or got none`);
      // A clock that was set forward meanwhile makes any wait look long enough.
      else if (now() - pinged < probeMs && tab.person.skewedAt < pinged)
        fail(18, `${tab.name} waited ${now() - pinged} ms for the answer to its ping`);
    },

    heardByClient(link, text) {
      heardAt.set(link, now());
      const frame = JSON.parse(text) as ServerFrame;
      if (frame.t !== 'eph' || frame.k !== 'typing' || frame.on === 0) return;
      const tab = link.seat as Tab;
      const heard = signs.get(tab) ?? new Map<string, number>();
      signs.set(tab, heard.set(`${frame.c} ${frame.a}`, now()));
    },

    sentByClient(link, text) {
      const frame = JSON.parse(text) as { t: string; tok?: string; i?: string };
      if (frame.t === 'hello' && frame.tok !== undefined && link.seat.role === 'a') tickets.set(link, frame.tok);
      if (frame.t === 'ping') pingedAt.set(link, now());
      if (frame.t !== 'cmd' || frame.i === undefined) return;
      if (left.has(frame.i)) resent.count += 1;
      left.add(frame.i);
    },

    heardByRelay(link, text) {
      let frame: { t?: string; i?: string; k?: string; c?: string } | null;
      try {
        frame = JSON.parse(text);
      } catch {
        return;
      }
      if (frame?.t === 'cmd' && frame.k === 'block' && link.seat.role === 'a')
        unwanted.add(ownerOf.get(frame.c ?? '') ?? '');
      if (frame?.t === 'cmd' && frame.i !== undefined) asked.set(frame.i, [...(asked.get(frame.i) ?? []), link]);
    },
  };
}
