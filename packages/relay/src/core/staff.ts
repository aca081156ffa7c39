// Who would answer now: live sockets of available agents, never a wish (P4). Visitors hear of each change once.
import type { Here } from '@rapport/protocol';
import type { Hub } from './hub.ts';

export interface Staff {
  here(): Here;
  /** To be called after an agent came, went or changed presence. */
  changed(): void;
}

const namesShown = 3;

export function createStaff(hub: Hub): Staff {
  let told = JSON.stringify(frameOf({ n: 0, names: [] }));

  function here(): Here {
    const available = [...hub.agents()].filter((agent) => agent.presence === 'available');
    return { n: available.length, names: available.slice(0, namesShown).map((agent) => agent.name) };
  }

  return {
    here,
    changed: () => {
      const text = JSON.stringify(frameOf(here()));
      if (text === told) return;
      told = text;
      for (const peer of hub.visitorPeers()) peer.wire.send(text);
    },
  };
}

const frameOf = (here: Here): { t: 'here' } & Here => ({ t: 'here', ...here });
