// Answers that are wrong, forged, late, or not the visitor's own: each is told its code, and of none anything is stored.
import { beforeEach, describe, expect, test } from 'vitest';
import { type Client, chat, createWorld, type World } from '../test/world.ts';

const hourMs = 3_600_000;

let world: World;
let visitor: Client;
let agent: Client;
let secret: string;

/** Ended and asked about, NPS too. */
beforeEach(async () => {
  world = await createWorld();
  await world.store.changeSite('shop', (site) => ({
    ...site,
    settings: { guess: 0, extra: { expect: 0, nps: 100, ces: 0 } },
  }));
  await world.relay.siteChanged('shop');
  ({ visitor, agent } = await chat(world));
  await agent.ask('conv1', 'message', { text: 'Hi' });
  await agent.ask('conv1', 'close', {});
  ({ secret } = await visitor.until('inv'));
});

async function kept(): Promise<unknown> {
  const streams = (['main', 'notes', 'rating'] as const).map((it) => world.store.events('conv1', it, 0, 999));
  return [await world.store.conversation('conv1'), await Promise.all(streams)];
}

/** What it is refused with; nothing is stored of it. */
async function refused(who: Client, d: object, k: 'rate' | 'dismiss' | 'shown' | 'rerate' = 'rate'): Promise<unknown> {
  const before = await kept();
  const answer = await who.ask('conv1', k, { n: 1, secret, ...(k === 'rate' ? { score: 4 } : {}), ...d } as never);
  expect(await kept()).toEqual(before);
  return answer;
}

/** Of what the visitor gives now. */
const given = async (d: object): Promise<void> => {
  expect(await visitor.ask('conv1', 'rate', { n: 1, secret, score: 4, ...d } as never)).toMatchObject({ t: 'ack' });
};

describe('[R3] an answer that is none', () => {
  test.each<[field: string, what: object]>([
    ...([0, 6, 3.5, '5', -1, null, true, [5]] as const).map((score): [string, object] => ['score', { score }]),
    ...([11, -1, 7.5, '10'] as const).map((nps): [string, object] => ['nps', { nps }]),
    // R9: it was not asked.
    ['ces', { ces: 5 }],
    ['expect', { expect: 1 }],
    ['comment', { comment: 'x'.repeat(2_001) }],
    ['reasons', { reasons: ['because'] }],
    ['reasons', { reasons: ['hours', 'rhythm', 'apathy', 'coldness', 'reaction', 'language'] }],
    ['resolved', { resolved: 'maybe' }],
    ['contact', { contact: { wish: true, to: 'x'.repeat(255) } }],
  ])('[R3] names its field: %s of %j', async (field, what) => {
    expect(await refused(visitor, what)).toMatchObject({ t: 'err', code: 'invalid_field', d: { field } });
  });

  test('[R3] at its limits it is taken', async () => {
    await given({ score: 1, nps: 10, comment: 'x'.repeat(2_000), reasons: ['hours', 'rhythm', 'apathy'] });
    expect((await world.store.conversation('conv1'))?.state.rate[1]).toMatchObject({ rating: { score: 1, nps: 10 } });
  });
});

describe('[R2] [R3] who may', () => {
  const forbidden = { t: 'err', code: 'forbidden' };

  test('[R3] a wrong secret, none, and that of another visitor’s chat are forbidden', async () => {
    const other = await world.visitor();
    await other.ask('conv2', 'open', { text: 'Hello' });
    await agent.ask('conv2', 'message', { text: 'Hi' });
    await agent.ask('conv2', 'close', {});
    const { secret: others } = await other.until('inv');
    for (const wrong of ['', 'x'.repeat(43), secret.slice(0, -1), `${secret}x`, others]) {
      // So that no limit is met instead.
      await world.clock.pass(10_000);
      for (const k of ['rate', 'dismiss', 'shown', 'rerate'] as const)
        expect(await refused(visitor, { secret: wrong, score: 4 }, k)).toMatchObject(forbidden);
    }
    expect(await refused(visitor, { secret: undefined })).toMatchObject(forbidden);
    expect(await refused(visitor, { n: 2 })).toMatchObject(forbidden);
  });

  test('[C4] [R3] another visitor who has stolen the secret does not even learn that there is such a chat', async () => {
    expect(await refused(await world.visitor(), {})).toMatchObject({ t: 'err', code: 'not_found' });
  });

  test('[R3] no agent, whose chat it was or not, with the right secret', async () => {
    for (const one of [agent, await world.agent('ben')])
      for (const k of ['rate', 'dismiss', 'shown', 'rerate'] as const)
        expect(await refused(one, { score: 5 }, k)).toMatchObject(forbidden);
  });
});

describe('[R4] [R10] too late', () => {
  const conflict = (why: string): object => ({ t: 'err', code: 'conflict', d: { why } });

  test('[R4] a first answer later than 72 h after the end is expired', async () => {
    await world.clock.pass(72 * hourMs + 1);
    const late = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    for (const k of ['rate', 'dismiss', 'shown'] as const)
      expect(await refused(late, {}, k)).toMatchObject(conflict('expired'));
  });

  test('[R4] another answer later than 24 h after the first is expired', async () => {
    await given({ score: 2 });
    await world.clock.pass(24 * hourMs + 1);
    const late = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    expect(await refused(late, { score: 5 })).toMatchObject(conflict('expired'));
  });

  test('[R10] [R11] void by one person: told to ask a second, the rating counts; by two it is locked', async () => {
    for (const id of ['maria', 'ben']) await world.store.putAgent({ ...(await lead(id)), role: 'lead' });
    const [eva, ben] = [await world.agent('maria'), await world.agent('ben')];
    await given({ score: 2 });
    const about = { n: 1, reason: 'Somebody else typed it' };
    expect(await eva.ask('conv1', 'void', about)).toMatchObject({ t: 'ack' });
    const before = await kept();
    expect(await eva.ask('conv1', 'void', about)).toMatchObject(conflict('second_person'));
    expect(await visitor.ask('conv1', 'void', about)).toMatchObject({ t: 'err', code: 'forbidden' });
    expect(await kept()).toEqual(before);
    const { voids, rate } = (await world.store.conversation('conv1'))?.state ?? {};
    expect(voids).toEqual({ 1: { by: 'maria', reason: about.reason } });
    expect(rate?.[1]).toMatchObject({ state: 'rated', rating: { score: 2 } });
    expect(await ben.ask('conv1', 'void', about)).toMatchObject({ t: 'ack' });
    expect(await refused(visitor, { score: 5 })).toMatchObject(conflict('locked'));
  });
});

async function lead(id: string): Promise<NonNullable<Awaited<ReturnType<World['store']['agent']>>>> {
  const row = await world.store.agent(id);
  if (!row) throw new Error(`${id} is not there.`);
  return row;
}
