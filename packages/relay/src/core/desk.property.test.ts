// Random days at the desk: whatever people do, nobody is overtaken or forgotten, nobody has more than he takes at once, and
// everybody who waits has exactly one place.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caller, createShop, hire, offers } from '../test/desk-world.ts';
import type { Client, World } from '../test/world.ts';

const names = ['ann', 'bob', 'cem'] as const;
const capacity = 2;
const teams = [
  { key: 'sales', name: 'Sales', hours: null },
  { key: 'help', name: 'Help', hours: null },
];
const served = { ann: ['sales', 'help'], bob: ['sales'], cem: ['help'] };

const step = fc.record({
  do: fc.constantFrom(
    'open',
    'open',
    'open',
    'accept',
    'accept',
    'decline',
    'close',
    'say',
    'choose',
    'drop',
    'come',
    'wait',
  ),
  who: fc.nat({ max: 2 }),
  conv: fc.nat({ max: 20 }),
  ms: fc.nat({ max: 70_000 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Day {
  readonly world: World;
  readonly agents: Map<string, Client>;
  readonly visitors: Map<string, Client>;
}

async function act({ world, agents, visitors }: Day, { do: what, who, conv, ms }: Step): Promise<void> {
  const name = names[who] as (typeof names)[number];
  const agent = agents.get(name);
  const c = [...visitors.keys()][conv % Math.max(1, visitors.size)] ?? '';
  if (what === 'open') {
    const id = `c${visitors.size}`;
    visitors.set(id, await caller(world, id, who === 2 ? {} : { team: who === 1 ? 'sales' : 'help' }));
  } else if (what === 'wait') await world.clock.pass(ms);
  else if (what === 'say') await visitors.get(c)?.ask(c, 'message', { text: 'x' });
  else if (what === 'come' && !agent) agents.set(name, await world.agent(name));
  else if (!agent) return;
  else if (what === 'drop') {
    agents.delete(name);
    agent.drop();
  } else if (what === 'choose')
    await agent.ask('', 'presence', { status: (['available', 'finishing', 'away'] as const)[conv % 3] ?? 'available' });
  else if (what === 'close') await agent.ask(c, 'close', {});
  else if (what === 'accept') await agent.ask(offers(agent)[0] ?? '', 'accept', {});
  else if (what === 'decline') await agent.ask(offers(agent)[0] ?? '', 'decline', {});
}

async function check({ world, agents, visitors }: Day): Promise<void> {
  await world.clock.pass(200);
  const states = new Map<string, Awaited<ReturnType<World['store']['conversation']>>>();
  for (const c of visitors.keys()) states.set(c, await world.store.conversation(c));
  const offered = [...agents].flatMap(([name, client]) => offers(client).map((c) => ({ name, c })));
  // Each is offered to one at most, and only what waits.
  expect(new Set(offered.map(({ c }) => c)).size).toBe(offered.length);
  for (const { c } of offered) expect(states.get(c)?.state.st).toBe('queued');
  for (const [name] of agents) {
    const active = [...states.values()].filter((row) => row?.state.st === 'active' && row.state.as === name).length;
    expect(active + offered.filter((one) => one.name === name).length).toBeLessThanOrEqual(capacity);
    const presence = (await world.store.agent(name))?.presence;
    if (presence !== 'available') continue;
    // Nobody is free while somebody waits whom he could take, unless he let him pass.
    const room = capacity - active - offered.filter((one) => one.name === name).length;
    for (const [c, row] of states) {
      if (room <= 0 || row?.state.st !== 'queued' || offered.some((one) => one.c === c)) continue;
      const { team, mode } = row.state;
      if (mode === 'offline' && !visitors.get(c)) continue;
      const serves = team === undefined || served[name as keyof typeof served].includes(team);
      const notes = await world.store.events(c, 'notes', 0, 99);
      const hasPassed = notes.some(({ k, d }) => k === 'missed' && (d as { by: string }).by === name);
      expect({ c, name, waits: serves && !hasPassed }).toEqual({ c, name, waits: false });
    }
  }
  // Places are 1, 2, 3, … in the order of coming, in each line.
  for (const team of ['sales', 'help', undefined]) {
    const line = [...states]
      .filter(([, row]) => row?.state.st === 'queued' && row.state.team === team)
      .sort(([a, x], [b, y]) => (x?.state.queuedAt ?? 0) - (y?.state.queuedAt ?? 0) || (a < b ? -1 : 1));
    const told = line.map(([c]) => visitors.get(c)?.all('line').at(-1)?.n);
    expect(told).toEqual(line.map((_, n) => (n < 9 ? n + 1 : null)));
  }
}

test('[Q15] [Q17] [Q2] random days: no overtaking, no starving, no overload, one place each', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = await createShop(
        { teams, capacity },
        { limits: { addressConversations: [{ count: 999, perMs: 1 }], agentCommands: [{ count: 999, perMs: 1 }] } },
      );
      for (const name of names) await hire(world, name, { teams: served[name] });
      const day: Day = { world, agents: new Map(), visitors: new Map() };
      for (const name of names) day.agents.set(name, await world.agent(name));
      for (const one of steps) await act(day, one);
      await check(day);
    }),
    { numRuns: 60 },
  );
});
