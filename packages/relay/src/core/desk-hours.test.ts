// Chat by the clock on the wall: open, closed, when next, and for which team.
import { describe, expect, test } from 'vitest';
import { caller, createShop, hire, minute, offers } from '../test/desk-world.ts';
import { createFakeClock } from '../test/fake-clock.ts';
import { site } from '../test/world.ts';
import type { Hours } from './queue/hours.ts';

const day = (from: number, to: number): Hours => ({
  zone: 'Europe/Athens',
  week: Array.from({ length: 7 }, () => [[from * 60, to * 60] as const]),
  days: {},
});
const at = (iso: string): ReturnType<typeof createFakeClock> => createFakeClock(Date.parse(iso));

describe('[Q18] hours', () => {
  test('[Q18] chat is live while it is open and somebody is here; each turn is told when it comes', async () => {
    // Nine to five in Athens is seven to three in UTC, in summer six to two.
    const world = await createShop({ hours: day(9, 17) }, { clock: at('2026-11-20T14:30:00Z') });
    const visitor = await world.visitor();
    expect(visitor.welcome.here).toEqual({ n: 0, names: [], open: 0 });
    const maria = await world.agent('maria');
    await world.clock.pass(1_000);
    expect(visitor.all('here').at(-1)).toEqual({ t: 'here', n: 1, names: ['Maria'], open: 1 });
    await visitor.ask('c1', 'open', {});
    await maria.ask('c1', 'accept', {});
    await world.clock.pass(30 * minute);
    const opensAt = Date.parse('2026-11-21T07:00:00Z');
    expect(visitor.all('here').at(-1)).toEqual({ t: 'here', n: 1, names: ['Maria'], open: 0, opensAt });
    await visitor.ask('c2', 'open', {});
    expect((await world.store.conversation('c1'))?.state.mode).toBe('live');
    expect((await world.store.conversation('c2'))?.state.mode).toBe('offline');
    maria.drop();
    await world.clock.pass(Date.parse('2026-11-21T07:00:00Z') - world.clock.now());
    await world.clock.pass(1_000);
    expect(visitor.all('here').at(-1)).toEqual({ t: 'here', n: 0, names: [], open: 0 });
  });

  test('[Q18] a clock change over a closing hour: it closes by the wall, not by the hours that have passed', async () => {
    // Athens leaves summer time on 25 October 2026 at four, which is three again: 01:00 UTC.
    const night: Hours = {
      zone: 'Europe/Athens',
      week: Array.from({ length: 7 }, () => [[0, 210] as const]),
      days: {},
    };
    const world = await createShop({ hours: night }, { clock: at('2026-10-25T00:00:00Z') });
    const maria = await world.agent('maria');
    const mode = async (c: string): Promise<string | undefined> => {
      await caller(world, c);
      await maria.ask(c, 'accept', {});
      return (await world.store.conversation(c))?.state.mode;
    };
    // 03:00 in summer; it closes at half past three, the first of the two.
    expect(await mode('c1')).toBe('live');
    await world.clock.pass(29 * minute);
    expect(await mode('c2')).toBe('live');
    const watcher = await world.visitor();
    await world.clock.pass(minute);
    expect(await mode('c3')).toBe('offline');
    const opensAt = Date.parse('2026-10-25T22:00:00Z');
    expect(watcher.all('here').at(-1)).toMatchObject({ open: 0, opensAt });
    // The hour that comes twice does not open it again.
    await world.clock.pass(45 * minute);
    expect(await mode('c4')).toBe('offline');
  });

  test('[Q18] a team may keep hours of its own, and chat is live only for whom somebody could take', async () => {
    const teams = [
      { key: 'sales', name: 'Sales', hours: day(9, 12) },
      { key: 'help', name: 'Help', hours: null },
    ];
    const world = await createShop({ hours: day(9, 17), teams }, { clock: at('2026-11-20T09:00:00Z') });
    await hire(world, 'maria', { teams: ['sales'] });
    const maria = await world.agent('maria');
    const visitor = await world.visitor();
    expect(visitor.welcome.site?.teams).toEqual([
      { key: 'sales', name: 'Sales' },
      { key: 'help', name: 'Help' },
    ]);
    const mode = async (c: string, team?: string): Promise<string | undefined> => {
      await visitor.ask(c, 'open', team === undefined ? {} : { team });
      await maria.ask(c, 'accept', {});
      return (await world.store.conversation(c))?.state.mode;
    };
    expect([await mode('a1', 'sales'), await mode('a2', 'help'), await mode('a3')]).toEqual([
      'live',
      'offline',
      'live',
    ]);
    await world.clock.pass(2 * 60 * minute);
    expect([await mode('b1', 'sales'), await mode('b2')]).toEqual(['offline', 'live']);
  });

  test('[Q18] settings that change are told to who is there; other sites hear nothing', async () => {
    const world = await createShop();
    await world.agent('maria');
    const visitor = await world.visitor();
    const stranger = await world.visitor({ k: 'other', origin: 'https://other.example' });
    await world.clock.pass(1_000);
    const before = [visitor, stranger].map((client) => client.all('here').length);
    const row = await world.store.site('shop');
    if (row)
      await world.store.putSite({ ...row, settings: { hours: { zone: 'UTC', week: Array(7).fill([]), days: {} } } });
    await world.relay.siteChanged('shop');
    await world.clock.pass(1_000);
    expect(visitor.all('here').slice(before[0])).toEqual([{ t: 'here', n: 1, names: ['Maria'], open: 0 }]);
    expect(stranger.all('here').length).toBe(before[1]);
  });
});

test('[Q1] [Q15] who comes back to a team that is gone is answered live, by anybody', async () => {
  const hours = null;
  const world = await createShop({ teams: [{ key: 'help', name: 'Help', hours }] });
  await hire(world, 'maria', { teams: ['help'] });
  const maria = await world.agent('maria');
  const visitor = await caller(world, 'c1', { team: 'help' });
  await maria.ask('c1', 'message', { text: 'Hello' });
  await maria.ask('c1', 'close', {});
  await world.store.putSite({ ...site, settings: {} });
  await world.relay.siteChanged(site.key);
  await hire(world, 'maria', { teams: [] });
  await visitor.ask('c1', 'message', { text: 'One more thing' });
  await world.clock.pass(100);
  expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued', mode: 'live' });
  expect(offers(maria)).toEqual(['c1']);
});
