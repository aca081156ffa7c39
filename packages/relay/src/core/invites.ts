// The right to rate: the secrets of one visitor's sessions, made when asked for and kept nowhere (R2).
import type { ConvId, ConvState, Invite } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ratingSecret } from './secret.ts';

/** What may be rated or changed now. For the visitor of `state` and nobody else. */
export function invitesOf(core: Core, conv: ConvId, state: ConvState): readonly Invite[] {
  const now = core.clock.now();
  return Object.entries(state.rate)
    .filter(([, r]) => r.state !== 'superseded' && r.until > now)
    .map(([n, r]) => ({ c: conv, n: Number(n), secret: ratingSecret(core.secret, conv, Number(n)), until: r.until }));
}

/** R2: to that visitor's own sockets alone. */
export function sendInvite(core: Core, visitor: string, invite: Invite): void {
  for (const peer of core.hub.peersOf(visitor)) if (peer.who.role === 'v') peer.wire.frame({ t: 'inv', ...invite });
}
