import { describe, expect, test } from 'vitest';
import { mint, withKeys } from '../../test/mint.ts';
import { type Client, createWorld, type FrameOf, type World } from '../../test/world.ts';
import { addressOf } from '../mail/reply.ts';

async function signing(): Promise<World> {
  const world = await createWorld();
  await withKeys(world.store);
  return world;
}

const convsOf = ({ welcome }: Client): string[] => welcome.convs.map(({ c }) => c);
const why = (client: Client): unknown => client.all('err').find(({ code }) => code === 'identity_invalid')?.d;
const said = (frames: readonly FrameOf<'ev'>[], c: string): unknown[] =>
  frames.flatMap((f) =>
    f.c === c ? f.e.flatMap((ev) => (ev.k === 'message' ? [(ev.d as { text: string }).text] : [])) : [],
  );

describe('what is not accepted', () => {
  test.each([
    ['expired', { iat: 1, exp: 2 }, 'expired'],
    ['for another site', { aud: 'other' }, 'audience'],
    ['without a subject', { sub: undefined }, 'subject'],
    ['too long', { pad: 'x'.repeat(4_100) }, 'too_large'],
  ])(
    '[I1] an identity that is %s keeps nobody out: the chat goes on, and the reason is said by a word',
    async (_name, claims, expected) => {
      const world = await signing();
      const visitor = await world.visitor({ id: mint(world.clock.now(), claims) });
      await visitor.until('err');
      expect(why(visitor)).toEqual({ why: expected });
      expect(visitor.frames[0]?.t).toBe('welcome');
      expect(await visitor.ask('c1', 'open', { text: 'Hello' })).toMatchObject({ t: 'ack' });
      expect((await world.store.visitor(visitor.welcome.me.id))?.info.signed).toBeUndefined();
    },
  );

  test('[I1] [T2] no part of a token, good or bad, stands in a log line, an answer or a close reason', async () => {
    const world = await signing();
    const now = world.clock.now();
    const tokens = [
      mint(now),
      mint(now, { aud: 'other' }),
      mint(now, {}, { key: 'wrong' }),
      `${mint(now)}.x`,
      'canary.canary.canary',
    ];
    const seen: string[] = [];
    for (const id of tokens) {
      const visitor = await world.visitor({ id });
      await visitor.ask('none', 'message', { text: 'x' });
      seen.push(JSON.stringify(visitor.frames));
    }
    expect(world.logged.filter((line) => line.includes('identity refused'))).toHaveLength(4);
    const all = [...world.logged, ...seen].join('\n');
    for (const token of tokens)
      for (const part of token.split('.')) if (part.length > 4) expect(all).not.toContain(part);
  });

  test('[I3] a token that was taken from somebody else is replayed, and opens nothing', async () => {
    const world = await signing();
    const id = mint(world.clock.now());
    const ann = await world.visitor({ id });
    await ann.ask('c1', 'open', { text: 'a secret of mine' });
    const thief = await world.visitor({ id, cur: { c1: 0 } });
    await thief.until('err', ({ code }) => code === 'identity_invalid');
    expect(why(thief)).toEqual({ why: 'replayed' });
    expect(convsOf(thief)).toEqual([]);
    expect(thief.all('err').some(({ code, c }) => code === 'not_found' && c === 'c1')).toBe(true);
    expect(JSON.stringify(thief.frames)).not.toContain('secret of mine');
    // Whose it is may come back with it.
    const again = await world.visitor({ id, tok: ann.welcome.tok ?? '' });
    await again.ask('c1', 'message', { text: 'more' });
    expect(why(again)).toBeUndefined();
  });

  test('[I5] without an accepted identity the token opens what was begun with it, and nothing of the other devices', async () => {
    const world = await signing();
    const now = world.clock.now();
    const phone = await world.visitor({ id: mint(now) });
    await phone.ask('of-phone', 'open', { text: 'from the phone' });
    const desk = await world.visitor({ id: mint(now) });
    await desk.ask('of-desk', 'open', { text: 'from the desk' });
    const unsigned = await world.visitor({ tok: desk.welcome.tok ?? '' });
    expect(convsOf(unsigned)).toEqual(['of-desk']);
    expect(await unsigned.ask('of-phone', 'message', { text: 'x' })).toMatchObject({ t: 'err', code: 'not_found' });
    await phone.ask('of-phone', 'message', { text: 'a word not for it' });
    await unsigned.ask('of-desk', 'message', { text: 'y' });
    expect(JSON.stringify(unsigned.frames)).not.toContain('not for it');
  });
});

describe('one person', () => {
  test('[I5] hears the same conversations on two devices, and each message once, under one author', async () => {
    const world = await signing();
    const now = world.clock.now();
    const agent = await world.agent();
    const phone = await world.visitor({ id: mint(now, { name: 'Ann' }) });
    await phone.ask('c1', 'open', { text: 'from the phone' });
    await agent.ask('c1', 'accept', {});
    const desk = await world.visitor({ id: mint(now, {}, { kid: 'es' }), cur: {} });
    expect(convsOf(desk)).toEqual(['c1']);
    expect(desk.welcome.me.id).not.toBe(phone.welcome.me.id);
    desk.send({ t: 'sub', c: 'c1', s: 0 });
    await desk.until('ev', ({ h }) => h >= 2);
    expect(await desk.ask('c1', 'message', { text: 'from the desk' }, { i: 'm1' })).toMatchObject({ t: 'ack' });
    expect(await desk.ask('c1', 'message', { text: 'from the desk' }, { i: 'm1' })).toMatchObject({ t: 'ack' });
    // L2: the same entry, sent by another tab that has become the other visitor.
    expect(await phone.ask('c1', 'message', { text: 'from the desk' }, { i: 'm1' })).toMatchObject({ t: 'ack' });
    await agent.ask('c1', 'message', { text: 'to both' });
    await phone.until('ev', ({ e }) => e.some((ev) => ev.a === 'maria' && ev.k === 'message'));
    await desk.until('ev', ({ e }) => e.some((ev) => ev.a === 'maria' && ev.k === 'message'));
    for (const one of [phone, desk])
      expect(said(one.all('ev'), 'c1')).toEqual(['from the phone', 'from the desk', 'to both']);
    const events = await world.store.events('c1', 'main', 0, 99);
    const authors = events.filter(({ k }) => k === 'message').map(({ a }) => a);
    expect(authors).toEqual([phone.welcome.me.id, phone.welcome.me.id, 'maria']);
  });

  test('[I5] what is begun on one device is told to the other, which may rate it, end it and mark it as read', async () => {
    const world = await signing();
    const now = world.clock.now();
    const agent = await world.agent();
    const phone = await world.visitor({ id: mint(now) });
    const desk = await world.visitor({ id: mint(now) });
    await phone.ask('c1', 'open', { text: 'hello' });
    await world.clock.pass(2_000);
    await desk.until('sum', ({ e }) => e.some(({ c }) => c === 'c1'));
    await agent.ask('c1', 'message', { text: 'an answer' });
    desk.send({ t: 'mark', c: 'c1', r: 3 });
    await world.clock.pass(2_000);
    expect((await world.store.marks('c1'))[phone.welcome.me.id]).toMatchObject({ r: 3 });
    expect(await desk.ask('c1', 'close', {})).toMatchObject({ t: 'ack' });
    const { n, secret } = await desk.until('inv');
    expect(await desk.ask('c1', 'rate', { n, secret, score: 5 })).toMatchObject({ t: 'ack' });
    expect((await world.store.conversation('c1'))?.state.rate[1]).toMatchObject({ state: 'rated' });
  });

  test('[I5] its typing is told to the staff, and not to itself', async () => {
    const world = await signing();
    const agent = await world.agent();
    const phone = await world.visitor({ id: mint(world.clock.now()) });
    await phone.ask('c1', 'open', { text: 'hello' });
    await agent.ask('c1', 'accept', {});
    agent.send({ t: 'sub', c: 'c1', s: 0 });
    const desk = await world.visitor({ id: mint(world.clock.now()), cur: { c1: 0 } });
    desk.send({ t: 'eph', c: 'c1', k: 'typing', on: 1 });
    expect(await agent.until('eph')).toMatchObject({ a: phone.welcome.me.id, k: 'typing' });
    await phone.ask('c1', 'message', { text: 'x' });
    expect(phone.all('eph')).toEqual([]);
  });

  test('[I4] an anonymous visitor who signs in keeps the token and everything said before, and a device that is open hears of it', async () => {
    const world = await signing();
    const now = world.clock.now();
    const phone = await world.visitor({ id: mint(now) });
    const anonymous = await world.visitor();
    await anonymous.ask('before', 'open', { text: 'before signing in' });
    const tok = anonymous.welcome.tok ?? '';
    const signed = await world.visitor({ tok, id: mint(now) });
    expect(signed.welcome.tok).toBeUndefined();
    expect(signed.welcome.me.id).toBe(anonymous.welcome.me.id);
    expect(convsOf(signed)).toEqual(['before']);
    await world.clock.pass(2_000);
    await phone.until('sum', ({ e }) => e.some(({ c }) => c === 'before'));
    expect(await phone.ask('before', 'message', { text: 'and after' })).toMatchObject({ t: 'ack' });
  });

  test('[I4] [S3] somebody else who signs in on the same device begins as a new visitor and sees nothing of the other', async () => {
    const world = await signing();
    const now = world.clock.now();
    const ann = await world.visitor({ id: mint(now) });
    await ann.ask('of-ann', 'open', { text: 'only for Ann' });
    const bea = await world.visitor({
      tok: ann.welcome.tok ?? '',
      id: mint(now, { sub: 'bea' }),
      cur: { 'of-ann': 0 },
    });
    expect(bea.welcome.tok).toMatch(/^[\w-]{43}$/);
    expect(bea.welcome.me.id).not.toBe(ann.welcome.me.id);
    expect(convsOf(bea)).toEqual([]);
    await bea.until('err', ({ c }) => c === 'of-ann');
    expect(JSON.stringify(bea.frames)).not.toContain('only for Ann');
    expect(await bea.ask('of-ann', 'message', { text: 'x' })).toMatchObject({ t: 'err', code: 'not_found' });
    // Ann is still herself.
    expect(convsOf(await world.visitor({ tok: ann.welcome.tok ?? '', id: mint(now) }))).toEqual(['of-ann']);
  });

  test('[I6] signed out, the device begins as a new visitor; who never signed in stays who he is', async () => {
    const world = await signing();
    const ann = await world.visitor({ id: mint(world.clock.now()) });
    await ann.ask('of-ann', 'open', { text: 'only for Ann' });
    const nobody = await world.visitor({ tok: ann.welcome.tok ?? '', id: '' });
    expect(nobody.welcome.tok).toBeDefined();
    expect(convsOf(nobody)).toEqual([]);
    const anonymous = await world.visitor();
    const same = await world.visitor({ tok: anonymous.welcome.tok ?? '', id: '' });
    expect(same.welcome.me.id).toBe(anonymous.welcome.me.id);
    expect(same.welcome.tok).toBeUndefined();
    expect(why(same)).toBeUndefined();
  });

  test('[I7] the staff sees apart what is signed and what is said; visitors see neither', async () => {
    const world = await signing();
    const agent = await world.agent();
    const claims = { name: 'Ann Site', email: 'ann@site.example', attributes: { plan: 'gold' } };
    const ann = await world.visitor({ id: mint(world.clock.now(), claims) });
    await ann.ask('c1', 'open', { text: 'hello' });
    await ann.ask('c1', 'profile', { name: 'Somebody', email: 'other@example.com', fields: { plan: 'platinum' } });
    await world.clock.pass(2_000);
    const sum = await agent.until('sum', ({ e }) => e.some(({ v }) => v?.name === 'Somebody'));
    expect(sum.e.find(({ c }) => c === 'c1')?.v).toMatchObject({
      ...{ name: 'Somebody', email: 'other@example.com', fields: { plan: 'platinum' } },
      signed: { sub: 'ann', name: 'Ann Site', email: 'ann@site.example', fields: { plan: 'gold' } },
    });
    const desk = await world.visitor({ id: mint(world.clock.now()) });
    expect(JSON.stringify([ann.frames, desk.frames])).not.toContain('site.example');
  });

  test('[I7] an address that is merely said connects nobody', async () => {
    const world = await signing();
    const ann = await world.visitor({ id: mint(world.clock.now(), { email: 'ann@site.example' }) });
    await ann.ask('c1', 'open', { text: 'hello' });
    const eve = await world.visitor();
    await eve.ask('c2', 'profile', { email: 'ann@site.example', name: 'ann', fields: { sub: 'ann' } });
    expect(convsOf(await world.visitor({ tok: eve.welcome.tok ?? '' }))).toEqual([]);
  });

  test('[I8] blocked as one visitor, the person is kept out of every device, whoever it comes as', async () => {
    const world = await signing();
    const now = world.clock.now();
    const agent = await world.agent();
    const phone = await world.visitor({ id: mint(now) });
    const desk = await world.visitor({ id: mint(now) });
    await phone.ask('c1', 'open', { text: 'hello' });
    await desk.ask('c2', 'open', { text: 'hello' });
    await agent.ask('c1', 'block', { reason: 'Insults' });
    for (const one of [phone, desk]) expect(await one.ended()).toMatchObject({ code: 4505 });
    for (const hello of [
      { id: mint(now) },
      { tok: desk.welcome.tok ?? '' },
      { tok: phone.welcome.tok ?? '', id: '' },
    ]) {
      const client = world.connect();
      client.send({ t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {}, ...hello });
      expect(await client.ended()).toMatchObject({ code: 4505 });
    }
    expect((await world.visitor({ id: mint(now, { sub: 'bea' }) })).welcome.me.role).toBe('v');
  });

  test('[I5] a device that goes leaves the person here on the other', async () => {
    const world = await signing();
    const now = world.clock.now();
    const phone = await world.visitor({ id: mint(now) });
    await phone.ask('c1', 'open', { text: 'hello' });
    const desk = await world.visitor({ id: mint(now), cur: { c1: 0 } });
    phone.drop();
    const agent = await world.agent();
    await agent.ask('c1', 'message', { text: 'still there' });
    await desk.until('ev', ({ e }) => e.some(({ k, a }) => k === 'message' && a === 'maria'));
    const third = await world.visitor({ id: mint(now) });
    expect(convsOf(third)).toEqual(['c1']);
  });
});

test('[I2] once a key is removed, whoever it let in is asked anew, and others are left in peace', async () => {
  const world = await signing();
  const ann = await world.visitor({ id: mint(world.clock.now()) });
  const anonymous = await world.visitor();
  world.relay.identityRevoked('other');
  expect(ann.socket.ended).toBeNull();
  world.relay.identityRevoked('shop');
  expect(await ann.ended()).toMatchObject({ code: 4100 });
  expect(anonymous.socket.ended).toBeNull();
});

test('[I7] an answer goes to the address that the site has signed, unless the visitor named another', async () => {
  const world = await signing();
  const ann = await world.visitor({ id: mint(world.clock.now(), { email: 'ann@site.example' }) });
  await ann.ask('c1', 'open', { text: 'hello' });
  const to = async (): Promise<string | undefined> => {
    const row = await world.store.conversation('c1');
    return row ? (await addressOf(world.store, row))?.to : undefined;
  };
  expect(await to()).toBe('ann@site.example');
  await ann.ask('c1', 'profile', { email: 'ann@home.example' });
  expect(await to()).toBe('ann@home.example');
});
