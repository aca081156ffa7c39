// Ratings over real sockets: many at once make one, and what is not a rating stores nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startApp } from '../test/http-harness.ts';
import type { RawClient } from '../test/raw-client.ts';
import { createSiege, hello, type Siege } from '../test/siege.ts';

let siege: Siege;
beforeEach(async () => {
  // Twenty at once are more than one visitor may ask (B4).
  siege = await createSiege({ limits: { helloTimeoutMs: 10_000, visitorCommands: [{ count: 100, perMs: 10_000 }] } });
});
afterEach(() => siege.end());

const said = async (): Promise<string[]> => (await siege.store.events('conv1', 'rating', 0, 99)).map(({ k }) => k);
const period = { from: 0, to: Date.now() * 2, zone: 'UTC', now: Date.now() };

/** The bystander's tabs: as many sockets as one visitor may have. */
async function tabs(): Promise<readonly RawClient[]> {
  const tok = siege.bystander.frames.find((f) => f['t'] === 'welcome')?.['tok'];
  const more = await Promise.all(
    Array.from({ length: 7 }, async (_, n) => {
      const client = await siege.upgrade();
      client.json({ ...hello, tok, dev: `tab${n}` });
      await client.until((f) => f['t'] === 'welcome');
      return client;
    }),
  );
  return [siege.bystander, ...more];
}

describe.each([
  ['each with an id of its own', (n: number) => `rate-${n}`],
  ['all with the same id', () => 'rate-it'],
])('twenty at once, %s,', (_name, idOf) => {
  test('[R5] [L3] make one rating, and each is acknowledged', async () => {
    const all = await tabs();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const client = all[n % all.length] as RawClient;
        const d = { n: 1, secret: siege.inviteSecret, score: 4, comment: 'Fine' };
        client.json({ t: 'cmd', i: idOf(n), c: 'conv1', k: 'rate', d });
        return client.until((f) => f['i'] === idOf(n));
      }),
    );
    expect(new Set(answers.map((f) => f['t']))).toEqual(new Set(['ack']));
    expect(await said()).toEqual(['invited', 'rated']);
    const { rows } = await siege.store.reportRows(period, null, 99);
    expect(rows).toMatchObject([{ conv: 'conv1', invitation: 'rated', score: 4, revisions: 1 }]);
  });
});

test('[R5] twenty different answers at once are revisions one after the other, of one rating', async () => {
  const all = await tabs();
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => {
      const client = all[n % all.length] as RawClient;
      const d = { n: 1, secret: siege.inviteSecret, score: (n % 5) + 1, comment: `${n}` };
      client.json({ t: 'cmd', i: `rate-${n}`, c: 'conv1', k: 'rate', d });
      return client.until((f) => f['i'] === `rate-${n}`);
    }),
  );
  const events = await siege.store.events('conv1', 'rating', 0, 99);
  const revisions = events.filter(({ k }) => k === 'rated').map(({ d }) => (d as { rev: number }).rev);
  expect(revisions).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect((await siege.store.reportRows(period, null, 99)).rows).toHaveLength(1);
});

describe('[R3] what is no rating', () => {
  const answer = (d: object): object => ({ n: 1, secret: siege.inviteSecret, score: 5, ...d });
  test.each<[string, () => object, string]>([
    ['[R3] a score of 0', () => answer({ score: 0 }), 'score'],
    ['[R3] a score of null', () => answer({ score: null }), 'score'],
    ['[R9] a recommendation of 11', () => answer({ nps: 11 }), 'nps'],
    ['[R9] a recommendation that nobody asked for', () => answer({ nps: 9 }), 'nps'],
    ['[R9] an ease of 8', () => answer({ ces: 8 }), 'ces'],
    ['[R9] an expectation of 3', () => answer({ expect: 3 }), 'expect'],
    ['[R3] a comment of 2,001 characters', () => answer({ comment: 'x'.repeat(2_001) }), 'comment'],
    ['[R3] an unknown reason', () => answer({ reasons: ['hours', 'weather'] }), 'reasons'],
    ['[R3] six reasons', () => answer({ reasons: Array(6).fill('hours') }), 'reasons'],
  ])('%s is invalid, and stores nothing', async (_name, d, field) => {
    await siege.withstand(async () => {
      const refused = await siege.ask(siege.bystander, 'conv1', 'rate', d());
      expect(refused).toMatchObject({ t: 'err', code: 'invalid_field', d: { field: expect.stringContaining(field) } });
    });
  });

  test('[R2] [C4] with the secret of another nobody rates what is not his', async () => {
    const other = await siege.visitor();
    await siege.withstand(async () => {
      for (const k of ['rate', 'dismiss', 'shown', 'rerate'])
        expect(await siege.ask(other, 'conv1', k, answer({}))).toMatchObject({ t: 'err', code: 'not_found' });
    });
  });

  test('[R11] an agent leaves nothing out, and guesses nothing that he was not asked', async () => {
    const agent = await siege.staff();
    await siege.withstand(async () => {
      expect(await siege.ask(agent, 'conv1', 'void', { n: 1, reason: 'x' })).toMatchObject({ code: 'forbidden' });
      expect(await siege.ask(agent, 'conv1', 'unvoid', { n: 1 })).toMatchObject({ code: 'forbidden' });
      expect(await siege.ask(agent, 'conv1', 'guess', { n: 1, score: 5 })).toMatchObject({ code: 'conflict' });
    });
  });
});

test('[R3] whatever opens an address, nothing is rated by it', { timeout: 60_000 }, async () => {
  const app = await startApp({ store: siege.store });
  const paths = Object.entries(
    ((await app.ask('GET', '/v1/openapi.json')).json() as { paths: Record<string, object> }).paths,
  );
  const rating = `n=1&secret=${siege.inviteSecret}&score=5&conv=conv1&k=rate`;
  const own = paths.filter(([, methods]) => 'get' in methods).map(([path]) => path.replace(/\{\w+\}/g, 'conv1'));
  const made = [
    '/',
    '/rate',
    '/v1/rate',
    '/v1/ratings',
    '/v1/ratings/conv1/1',
    '/v1/ratings/read',
    '/v1/survey',
    '/v1/ws',
  ];
  const cookie = await app.as('lea', 'owner');
  await siege.withstand(async () => {
    for (const path of [...own, ...made])
      for (const method of ['GET', 'HEAD'])
        for (const asked of [path, `${path}?${rating}`])
          expect((await app.ask(method, asked, { cookie })).status).toBeLessThan(500);
    expect(await said()).toEqual(['invited']);
  });
  await app.close();
});
