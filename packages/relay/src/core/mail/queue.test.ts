import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { type Store, StoreFailed } from '../../store/store.ts';
import { createFakeClock, type FakeClock } from '../../test/fake-clock.ts';
import { createFakePost, down, type FakePost, notNow } from '../../test/fake-post.ts';
import { compose } from './compose.ts';
import { defaultMailLimits } from './mail-limits.ts';
import type { NewMail, Sent } from './mailer.ts';
import { createMailQueue, type MailQueue, type MailQueuePorts, mailId } from './queue.ts';

const minute = 60_000;
const link = 'https://chat.example/#setup=canary';
const invite = (n: number): NewMail<'invite'> => ({
  key: `invite ${n}`,
  to: `jo${n}@example.com`,
  kind: 'invite',
  lang: 'en',
  data: { link, until: 0, by: 'Maria' },
});

interface Desk {
  readonly queue: MailQueue;
  readonly post: FakePost;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly logged: string[];
  readonly told: string[];
}

function desk(o: Partial<MailQueuePorts> & { post?: FakePost; clock?: FakeClock; store?: Store } = {}): Desk {
  const { post = createFakePost(), clock = createFakeClock(), store = createMemoryStore() } = o;
  const logged: string[] = [];
  const told: string[] = [];
  const line = (what: string, fields?: object): void => void logged.push(`${what} ${JSON.stringify(fields)}`);
  const queue = createMailQueue({
    store,
    clock,
    chance: { random: () => 0.5, id: () => 'id', token: () => 'token' },
    log: { info: line, warn: line, error: line },
    limits: defaultMailLimits,
    transport: post,
    compose: async ({ data }) =>
      compose({ kind: 'invite', host: 'chat.example', ...(data as typeof invite.prototype) }, 'en'),
    ended: async ({ id, state }) => void told.push(`${id} ${state}`),
    dropped: () => {},
    checkpoint: () => {},
    ...o,
  });
  queue.start();
  return { queue, post, store, clock, logged, told };
}

test('what is enqueued is on disk first, goes out once, and its link is forgotten', async () => {
  const it = desk();
  await it.queue.enqueue(invite(1));
  expect(await it.store.mail(mailId('invite 1'))).toMatchObject({ to: 'jo1@example.com', data: { link } });
  await it.clock.settle();
  await it.queue.enqueue(invite(1));
  await it.clock.pass(minute);
  expect(it.post.taken.map(({ to }) => to)).toEqual(['jo1@example.com']);
  expect(it.post.taken[0]?.text).toContain(link);
  expect(await it.store.mail(mailId('invite 1'))).toMatchObject({ state: 'sent', data: {}, isTold: true });
  expect(it.logged.join('')).not.toMatch(/canary|jo1@/);
});

test('each try is one more in the store before it is made, and waits twice as long', async () => {
  const it = desk();
  const seen: unknown[] = [];
  it.post.answer = async () => {
    const { attempts, nextAt } = (await it.store.mail(mailId('invite 1'))) ?? { attempts: 0, nextAt: 0 };
    seen.push([attempts, (nextAt - it.clock.now()) / minute]);
    return notNow;
  };
  await it.queue.enqueue(invite(1));
  await it.clock.pass(16 * minute);
  expect(seen).toEqual([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 16],
  ]);
});

test('a process that died in its attempt comes back to it in its time, under the same Message-ID', async () => {
  const first = desk();
  first.post.answer = () => new Promise<Sent>(() => {});
  await first.queue.enqueue(invite(1));
  await first.clock.settle();
  expect(first.post.tried).toHaveLength(1);
  const second = desk({ store: first.store, clock: first.clock });
  await second.clock.pass(59_000);
  expect(second.post.tried).toEqual([]);
  await second.clock.pass(2_000);
  expect(second.post.taken.map(({ messageId }) => messageId)).toEqual([first.post.tried[0]?.messageId]);
});

test('only so many are under way at once, a slow one holds up nobody, and all of them go', async () => {
  const it = desk();
  let most = 0;
  let now = 0;
  it.post.answer = async ({ to }) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>(
      (resolve) => void it.clock.setTimer(to === 'jo1@example.com' ? 30 * minute : 1_000, resolve),
    );
    now -= 1;
    return { ok: true };
  };
  for (let n = 1; n <= 30; n += 1) await it.queue.enqueue(invite(n));
  await it.clock.pass(minute);
  expect([most, it.post.taken.length]).toEqual([defaultMailLimits.mailsAtOnce, 29]);
  await it.clock.pass(30 * minute);
  expect(new Set(it.post.tried.map(({ to }) => to)).size).toBe(30);
  expect(it.post.tried).toHaveLength(30);
});

test('a yes that cannot be noted is noted when it can, and never sent again meanwhile', async () => {
  const memory = createMemoryStore();
  let isBroken = false;
  const changeMail: Store['changeMail'] = (...args) =>
    isBroken ? Promise.reject(new StoreFailed('bad disk')) : memory.changeMail(...args);
  const it = desk({ store: { ...memory, changeMail } });
  it.post.answer = () => {
    isBroken = true;
    return { ok: true };
  };
  await it.queue.enqueue(invite(1));
  await it.clock.pass(10 * minute);
  expect(it.post.tried).toHaveLength(1);
  expect(await it.store.mail(mailId('invite 1'))).toMatchObject({ state: 'queued', attempts: 1 });
  isBroken = false;
  await it.clock.pass(2_000);
  expect(await it.store.mail(mailId('invite 1'))).toMatchObject({ state: 'sent' });
  await it.clock.pass(60 * minute);
  expect(it.post.tried).toHaveLength(1);
});

test('a store that does not take the note of an attempt is asked again in its time, not in circles', async () => {
  const memory = createMemoryStore();
  let refused = 0;
  let isBroken = true;
  const changeMail: Store['changeMail'] = (...args) => {
    if (!isBroken) return memory.changeMail(...args);
    refused += 1;
    // Circles would never let the test go on.
    return refused > 1_000 ? new Promise(() => {}) : Promise.reject(new StoreFailed('bad disk'));
  };
  const it = desk({ store: { ...memory, changeMail } });
  await it.queue.enqueue(invite(1));
  await it.clock.pass(minute);
  expect(refused).toBeGreaterThan(1);
  expect(refused).toBeLessThanOrEqual(61);
  expect(it.post.tried).toEqual([]);
  isBroken = false;
  await it.clock.pass(minute);
  expect(it.post.taken).toHaveLength(1);
});

test('a queue that cannot be read is read later, and whoever could not be told is told later', async () => {
  const memory = createMemoryStore();
  let isBroken = true;
  const queuedMails: Store['queuedMails'] = (limit) =>
    isBroken ? Promise.reject(new StoreFailed('bad disk')) : memory.queuedMails(limit);
  const told: string[] = [];
  let refusals = 2;
  const ended = async ({ id }: { id: string }): Promise<void> => {
    if (refusals-- > 0) throw new StoreFailed('bad disk');
    told.push(id);
  };
  const it = desk({ store: { ...memory, queuedMails }, ended });
  await it.queue.enqueue(invite(1));
  await it.clock.pass(minute);
  expect(it.post.tried).toEqual([]);
  isBroken = false;
  await it.clock.pass(minute);
  expect(it.post.taken).toHaveLength(1);
  expect(told).toEqual([mailId('invite 1')]);
});

test('what there is no reason for any more is dropped without an attempt', async () => {
  const dropped: string[] = [];
  const it = desk({ compose: async () => null, dropped: ({ id }) => void dropped.push(id) });
  await it.queue.enqueue(invite(1));
  await it.clock.settle();
  expect([it.post.tried, dropped, await it.store.mail(mailId('invite 1'))]).toEqual([[], [mailId('invite 1')], null]);
});

test('a mistake of ours in making a mail neither stops the others nor runs in circles', async () => {
  const it = desk({
    compose: async ({ to }) => {
      if (to === 'jo1@example.com') throw new TypeError('a bug');
      return compose({ kind: 'reset', host: 'chat.example', link, until: 0 }, 'en');
    },
  });
  await it.queue.enqueue(invite(1));
  await it.queue.enqueue(invite(2));
  await it.clock.pass(minute);
  expect(it.post.taken.map(({ to }) => to)).toEqual(['jo2@example.com']);
  const { attempts } = (await it.store.mail(mailId('invite 1'))) ?? { attempts: 0 };
  expect(attempts).toBeLessThanOrEqual(2);
});

test('without a mail server nothing is taken in, and an address that is none neither', async () => {
  const none = desk({ transport: null });
  expect(none.queue.isConfigured).toBe(false);
  await expect(none.queue.enqueue(invite(1))).rejects.toThrow('isConfigured');
  const it = desk();
  for (const to of ['a@example.com\r\nBcc: b@example.com', 'a@example.com,b@example.com', 'nobody', ' a@example.com'])
    await expect(it.queue.enqueue({ ...invite(1), to })).rejects.toThrow(RangeError);
  await it.clock.pass(minute);
  expect([it.post.tried, (await it.queue.list(9)).queued]).toEqual([[], []]);
});

test('stopping waits for what is under way and begins nothing new', async () => {
  const it = desk();
  let finish = (_sent: Sent): void => {};
  it.post.answer = () => new Promise((resolve) => (finish = resolve));
  await it.queue.enqueue(invite(1));
  await it.clock.settle();
  let isOver = false;
  const stopped = it.queue.stop().then(() => {
    isOver = true;
  });
  await it.queue.enqueue(invite(2));
  await it.clock.pass(10 * minute);
  expect([it.post.tried.length, isOver]).toEqual([1, false]);
  finish({ ok: true });
  await stopped;
  expect(await it.store.mail(mailId('invite 1'))).toMatchObject({ state: 'sent' });
  expect(await it.store.mail(mailId('invite 2'))).toMatchObject({ state: 'queued', attempts: 0 });
});

test('a server that takes no mail is known from the start, before there is any', async () => {
  const post = createFakePost();
  post.check = async () => down;
  const it = desk({ post, transport: post });
  await it.clock.settle();
  expect(it.queue.problem).toBe('The mail server cannot be reached.');
  expect(it.logged.join('')).toContain('/v1/mail');
  await it.queue.enqueue(invite(1));
  await it.clock.settle();
  expect([it.queue.problem, it.post.taken.length]).toEqual([null, 1]);
});

test('a server that is down is known to be, until it is not', async () => {
  const it = desk();
  it.post.answer = () => down;
  await it.queue.enqueue(invite(1));
  await it.clock.settle();
  expect(it.queue.problem).toBe('The mail server cannot be reached.');
  it.post.answer = () => notNow;
  await it.clock.pass(minute);
  expect(it.queue.problem).toBeNull();
  expect(await it.queue.counts()).toEqual({ attempts: 2, sent: 0, givenUp: 0, queued: 1, failed: 0 });
});
