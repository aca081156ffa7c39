// Carries out the faults of a schedule that befall the house: its nodes, their bus, their disk, their clocks, and its sign-in.
import { unheardOf } from './record.ts';
import type { Fault } from './step.ts';
import type { World } from './world.ts';

export type HouseFault = Extract<
  Fault,
  {
    readonly do:
      | 'skew node'
      | 'skew nodes'
      | 'hint'
      | 'cut bus'
      | 'newer node'
      | 'sign out'
      | 'drain'
      | 'disk'
      | 'crash'
      | 'crash now';
  }
>;

const slow = { commitMs: 400, forMs: 5_000 };
export const usualCommitMs = 4;

export function breakHouse(world: World, fault: HouseFault): void {
  const { clock, nodes, disk, bus } = world;
  const place = 'node' in fault ? nodes.places[fault.node] : undefined;

  switch (fault.do) {
    case 'skew node':
      if (!place) return;
      place.skewMs = fault.ms + (nodes.places[1 - place.number]?.skewMs ?? 0);
      return world.faulted('node clock apart');
    case 'skew nodes':
      for (const each of nodes.places) each.skewMs = fault.ms;
      return world.faulted('node clocks moved');
    case 'hint':
      bus.next = fault.fate;
      return;
    case 'cut bus':
      return bus.cut(fault.ms);
    case 'newer node':
      return void writeUnheardOf(world, fault.conv, fault.isTold);
    case 'sign out': {
      const agents = world.people.filter((one) => one.role === 'a');
      const agent = agents[fault.who % agents.length];
      if (!agent || !world.staffRoom.isSignedIn(agent.name)) return;
      void world.staffRoom.signOut(agent.name);
      clock.setTimer(fault.awayMs, () => void world.staffRoom.signIn(agent.name));
      return world.faulted('signed out');
    }
    case 'drain':
      return place && nodes.drain(place, fault.downMs);
    case 'disk':
      if (fault.how !== 'slow') {
        disk.failNext = fault.how;
        return;
      }
      disk.commitMs = slow.commitMs;
      clock.setTimer(slow.forMs, () => {
        disk.commitMs = usualCommitMs;
      });
      return world.faulted('disk slow');
    case 'crash':
      if (place) place.crashAt = fault.crash;
      return;
    case 'crash now': {
      const hit = place ? [place] : nodes.places;
      for (const each of hit) nodes.crash(each, fault.downMs, fault.silent);
      return world.faulted(place ? 'crash now' : 'crash of both');
    }
  }
}

/** V2: a node of a later version has written what these do not know. `isTold`: the bus tells of it. */
async function writeUnheardOf(world: World, conv: number, isTold: boolean): Promise<void> {
  const convs = [...world.record.convs.keys()];
  const id = convs[conv % Math.max(1, convs.length)];
  if (id === undefined) return;
  const cmd = world.dice.id();
  const actor = 'A1';
  world.guard.foreign.add(cmd);
  const draft = { audience: 'main', k: unheardOf, a: actor, m: cmd, d: { wonder: [1] } } as const;
  const unit = {
    conv: id,
    actor,
    cmd,
    hash: cmd,
    now: world.clock.now(),
    decide: () => ({ ok: true, events: [draft] }) as const,
  };
  world.faulted('unknown event');
  const outcomes = await world.disk.kept.commit([unit]);
  world.record.committed([unit], outcomes);
  const outcome = outcomes[0];
  if (isTold && outcome?.kind === 'committed') world.bus.tellAll({ conv: id, heads: outcome.heads });
}
