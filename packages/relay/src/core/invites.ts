// The right to rate: the secrets of one visitor's sessions, made when asked for and kept nowhere (R2).
import type { ConvId, ConvState, Invite } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ratingSecret } from './secret.ts';

/** What may be rated or changed now, and where the second score is asked for (R10). For the visitor of `state` and nobody else. */
export function invitesOf(core: Core, conv: ConvId, state: ConvState): readonly Invite[] {
  const now = core.clock.now();
  return Object.entries(state.rate).flatMap(([key, r]) => {
    const n = Number(key);
    const isFixed = r.state === 'superseded' || r.locked || state.voids?.[n]?.second;
    const until = isFixed ? 0 : r.until;
    const second = r.second && r.second.score === undefined && r.second.until > now ? r.second.until : undefined;
    if (until <= now && second === undefined) return [];
    return [{ c: conv, n, secret: ratingSecret(core.secret, conv, n), until, ...(second !== undefined && { second }) }];
  });
}

/** R2: to that visitor's own sockets alone. */
export function sendInvite(core: Core, visitor: string, invite: Invite): void {
  for (const peer of core.hub.peersOf(visitor)) if (peer.who.role === 'v') peer.wire.frame({ t: 'inv', ...invite });
}
