// Carries out the faults of a schedule that befall a person, a page or a connection. Each counts only when there was something to break.
import { breakHouse, type HouseFault } from './house-fault.ts';
import type { Fault, Step } from './step.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

const mostTabs = 3;
const strange = {
  down: [
    { t: 'from_the_future', x: 1 },
    { t: 'ack', i: 'nobodys', c: 'nowhere', s: 1, at: 1 },
    { t: 'err', i: 'nobodys', code: 'from_the_future' },
    { t: 'eph', c: 'nowhere', a: 'x', k: 'dance', ttl: 1 },
  ],
  up: [
    { t: 'from_the_future', x: 1 },
    { t: 'cmd', i: 'strange', c: 'nowhere', k: 'from_the_future', d: {} },
    [],
    { t: 'mark', c: 'nowhere', r: 1e9 },
  ],
};

export function breakDown(world: World, fault: Exclude<Step, { readonly do: 'wait' }> & Fault): void {
  const { clock } = world;
  const tabs = [...world.tabs];
  const tab = 'who' in fault ? (tabs[fault.who % Math.max(1, tabs.length)] as Tab | undefined) : undefined;
  const link = tab && world.linksOf(tab)[0];

  switch (fault.do) {
    case 'reset':
      if (!link) return;
      link.reset();
      return world.faulted('reset');
    case 'half-open': {
      if (!link || !(fault.up || fault.down)) return;
      if (fault.up) link.setLane('up', 'lost');
      if (fault.down) link.setLane('down', 'lost');
      return world.faulted(`half-open ${fault.up ? (fault.down ? 'both' : 'up') : 'down'}`);
    }
    case 'stall': {
      const direction = fault.up ? 'up' : 'down';
      if (link?.[direction].state !== 'flowing') return;
      link.setLane(direction, 'stalled');
      clock.setTimer(fault.ms, () => void (link[direction].state === 'stalled' && link.setLane(direction, 'flowing')));
      return world.faulted(`stall ${direction}`);
    }
    case 'delay': {
      if (!link) return;
      link[fault.up ? 'up' : 'down'].extraMs = fault.ms;
      return world.faulted('delay');
    }
    case 'frame twice':
      if (link) link[fault.up ? 'up' : 'down'].next = 'twice';
      return;
    case 'field more':
      if (link) link[fault.up ? 'up' : 'down'].next = 'with more';
      return;
    case 'odd close':
      if (!link || link.over) return;
      link.closeAs(fault.code);
      return world.faulted('unknown close');
    case 'lose event frame':
      if (link) link.down.next = 'never';
      return;
    case 'unknown frame': {
      if (!link || world.tap.whoIs(link) === undefined) return;
      const direction = fault.up ? 'up' : 'down';
      link.inject(direction, JSON.stringify(strange[direction][fault.kind]));
      return world.faulted('unknown frame');
    }
    case 'offline': {
      if (!tab || tab.person.offline) return;
      const { person } = tab;
      person.offline = true;
      const own = [...world.tabs].filter((one) => one.person === person);
      for (const one of own) {
        for (const each of world.linksOf(one))
          (['up', 'down'] as const).forEach((direction) => void each.setLane(direction, 'lost'));
        if (fault.told) one.page.signal('offline');
      }
      clock.setTimer(fault.ms, () => {
        person.offline = false;
        if (fault.told) for (const one of own) one.page.signal('online');
      });
      return world.faulted('offline');
    }
    case 'hide': {
      if (!tab) return;
      tab.page.signal('hidden');
      clock.setTimer(fault.ms, () => tab.page.signal('visible'));
      return world.faulted('hidden tab');
    }
    case 'reload': {
      if (!tab) return;
      end(world, tab, fault.abrupt);
      if (world.defects.forget) tab.person.profile.stored.clear();
      clock.setTimer(fault.awayMs, () => {
        // What was left unsent may be sent by another tab that is open (O6): then the two have no order between them.
        const isAlone = ![...world.tabs].some((one) => one.person === tab.person);
        world.openTab(tab.person, isAlone ? tab.line : undefined);
      });
      return world.faulted('reload');
    }
    case 'duplicate tab': {
      if (!tab || tabs.filter((one) => one.person === tab.person).length >= mostTabs) return;
      world.openTab(tab.person);
      return world.faulted('duplicate tab');
    }
    case 'close tab': {
      if (!tab || tabs.filter((one) => one.person === tab.person).length < 2) return;
      end(world, tab, false);
      // Whoever closes a tab looks at another one.
      [...world.tabs].find((one) => one.person === tab.person)?.page.signal('visible');
      return world.faulted('closed tab');
    }
    case 'skew':
      if (!tab) return;
      tab.person.skewMs = fault.ms;
      tab.person.skewedAt = clock.now();
      return world.faulted('clock skew');
    default:
      breakHouse(world, fault satisfies HouseFault);
  }
}

/** A tab that goes away closes its sockets, unless the whole device does. */
function end(world: World, tab: Tab, abrupt: boolean): void {
  for (const link of world.linksOf(tab)) {
    if (abrupt) (['up', 'down'] as const).forEach((direction) => void link.setLane(direction, 'lost'));
    else link.leave();
  }
  tab.die();
}
