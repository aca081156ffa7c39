// Whether the one who writes as a visitor is of the staff, as far as can be told (R12). An address is compared with those of the sockets
// that are open at that moment, in this process, and is written down nowhere.
import type { EventData } from '@rapport/protocol';
import type { Hub } from './hub.ts';
import type { Peer } from './peer.ts';

/** `session`: its browser is signed in here. `address`: somebody who is here comes from where it comes from. */
export function insiderBy(
  hub: Pick<Hub, 'agentPeers'>,
  { who, address, isStaff }: Pick<Peer, 'who' | 'address' | 'isStaff'>,
): EventData['insider']['by'] | null {
  if (who.role !== 'v') return null;
  if (isStaff) return 'session';
  // null: from this machine itself, as everybody is behind a proxy that does not say for whom.
  if (address === null) return null;
  for (const peer of hub.agentPeers()) if (peer.address === address) return 'address';
  return null;
}
