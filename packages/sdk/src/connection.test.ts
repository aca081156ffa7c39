import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';
import type { Connection, Effect, Input } from './connection.ts';
import { step, unconnected } from './connection.ts';
import { ChatError } from './error.ts';

/** A machine with its clock; `random` is always a half. */
function machine(from: Connection = unconnected) {
  const m = {
    s: from,
    now: 1_000_000,
    hold: false,
    effects: [] as Effect[],
    give(e: Input): Connection {
      const [next, ...effects] = step(m.s, e, { now: m.now, random: () => 0.5, hold: m.hold });
      m.s = next;
      m.effects = effects;
      return next;
    },
    /** To the next deadline. */
    tick(): Connection {
      m.now = m.s.at;
      return m.give({ on: 'tick' });
    },
    online(): void {
      m.give({ on: 'connect' });
      m.give({ on: 'opened', gen: m.s.gen });
      m.give({ on: 'welcome', gen: m.s.gen, hb: 25_000 });
    },
    close(code: number, reason = ''): Connection {
      return m.give({ on: 'closed', gen: m.s.gen, code, reason });
    },
  };
  return m;
}

test('[H6] a socket that does not open within 10 s is given up and tried again', () => {
  const m = machine();
  m.give({ on: 'connect' });
  expect(m.s).toMatchObject({ phase: 'opening', at: m.now + 10_000 });
  m.tick();
  expect(m.s.phase).toBe('waiting');
  expect(m.effects).toEqual(['drop']);
  m.tick();
  expect(m.s.phase).toBe('opening');
  expect(m.effects).toEqual(['drop', 'open']);
});

test('[H6] a socket that brings no welcome within 10 s of its hello is given up and tried again', () => {
  const m = machine();
  m.give({ on: 'connect' });
  m.now += 4_000;
  m.give({ on: 'opened', gen: m.s.gen });
  expect(m.effects).toEqual(['hello']);
  expect(m.s).toMatchObject({ phase: 'greeting', at: m.now + 10_000 });
  m.tick();
  expect(m.s.phase).toBe('waiting');
});

test('[P3] what a socket of an older generation says or does changes nothing', () => {
  const m = machine();
  m.online();
  const { gen } = m.s;
  m.close(1006);
  const waiting = m.s;
  for (const e of [
    { on: 'opened', gen },
    { on: 'frame', gen },
    { on: 'welcome', gen, hb: 1 },
    { on: 'closed', gen, code: 4503, reason: '' },
    { on: 'refused', gen, error: new ChatError('forbidden') },
  ] as const)
    expect(m.give(e)).toBe(waiting);
  expect(m.effects).toEqual([]);
});

test('[P2] 40 s of silence lead to a ping, and only 8 s without any frame after it to the end of the socket', () => {
  const m = machine();
  m.online();
  m.tick();
  expect(m.s.phase).toBe('probing');
  expect(m.effects).toEqual(['ping']);
  expect(m.s.at).toBe(m.now + 8_000);
  m.now += 7_999;
  m.give({ on: 'tick' });
  expect(m.s.phase).toBe('probing');
  m.tick();
  expect(m.s.phase).toBe('waiting');
  expect(m.effects).toEqual(['drop']);
});

test('[P2] any frame answers a probe', () => {
  const m = machine();
  m.online();
  m.give({ on: 'doubt' });
  m.now += 3_000;
  m.give({ on: 'frame', gen: m.s.gen });
  expect(m.s.phase).toBe('online');
  m.now += 20_000;
  m.give({ on: 'tick' });
  expect(m.s.phase).toBe('online');
});

test('[P2] frames put the suspicion off, without a timer for each', () => {
  const m = machine();
  m.online();
  m.now += 30_000;
  m.give({ on: 'frame', gen: m.s.gen });
  m.tick();
  expect(m.s).toMatchObject({ phase: 'online', at: m.now - 10_000 + 40_000 });
});

test('[P2] waking and doubt probe an open socket and never close it; after a wake the answer is due in 5 s', () => {
  const m = machine();
  m.online();
  m.give({ on: 'wake' });
  expect(m.s).toMatchObject({ phase: 'probing', at: m.now + 5_000 });
  expect(m.effects).toEqual(['ping']);
  m.give({ on: 'doubt' });
  m.give({ on: 'wake' });
  expect(m.s.phase).toBe('probing');
  expect(m.effects).toEqual([]);
});

test.each([
  [1000, 'waiting'],
  [1001, 'waiting'],
  [1006, 'waiting'],
  [1011, 'waiting'],
  [1012, 'waiting'],
  [4003, 'waiting'],
  [4099, 'waiting'],
  [4100, 'opening'],
  [4199, 'opening'],
  [4321, 'waiting'],
  [4500, 'stopped'],
  [4999, 'stopped'],
] as const)('[X1] after close code %i the client is %s', (code, phase) => {
  const m = machine();
  m.online();
  m.close(code);
  expect(m.s.phase).toBe(phase);
});

test('[X1] a socket that the client closed itself stays closed, whatever its code says afterwards', () => {
  const m = machine();
  m.online();
  const { gen } = m.s;
  m.give({ on: 'disconnect' });
  expect(m.effects).toEqual(['drop']);
  m.give({ on: 'closed', gen, code: 1006, reason: '' });
  m.give({ on: 'wake' });
  expect(m.s.phase).toBe('idle');
});

test('[X1] the second refusal of credentials in a row waits', () => {
  const m = machine();
  m.online();
  m.close(4100);
  expect(m.s).toMatchObject({ phase: 'opening', why: 'expired' });
  m.close(4100);
  expect(m.s.phase).toBe('waiting');
  m.tick();
  m.give({ on: 'opened', gen: m.s.gen });
  m.give({ on: 'welcome', gen: m.s.gen, hb: 25_000 });
  m.close(4100);
  expect(m.s.phase).toBe('opening');
});

test('[T4] an unknown token stops the client with unauthenticated, until connect is called', () => {
  const m = machine();
  m.online();
  m.close(4503);
  expect(m.s.error).toMatchObject({ code: 'unauthenticated', details: 4503 });
  m.give({ on: 'wake' });
  m.give({ on: 'sleep' });
  expect(m.s.phase).toBe('stopped');
  m.give({ on: 'connect' });
  expect(m.s.phase).toBe('opening');
});

test('[X2] the first try comes after U(0, 2 s), later ones in a window that doubles up to 30 s', () => {
  const draws = (attempt: number, ...values: number[]): number => backoff(attempt, () => values.shift() as number);
  expect(draws(0, 0)).toBe(0);
  expect(draws(0, 1)).toBe(2_000);
  expect(draws(1, 1, 1)).toBe(3_000);
  expect(draws(3, 0, 1)).toBe(8_000);
  expect(draws(3, 1, 0)).toBe(1_000);
  expect(draws(40, 1, 1)).toBe(31_000);
});

test('[X2] tries are never given up, and climb the ladder', () => {
  const m = machine();
  m.online();
  for (let n = 0; n < 200; n++) {
    m.close(1006);
    expect(m.s).toMatchObject({ phase: 'waiting', attempt: n + 1, at: m.now + backoff(n, () => 0.5) });
    m.tick();
    expect(m.s.phase).toBe('opening');
  }
});

test('[X2] only 10 s online start the ladder anew', () => {
  const m = machine();
  m.online();
  m.close(1006);
  m.close(1006);
  m.tick();
  m.close(1006);
  m.tick();
  m.give({ on: 'opened', gen: m.s.gen });
  m.give({ on: 'welcome', gen: m.s.gen, hb: 25_000 });
  m.now += 9_999;
  m.close(1006);
  expect(m.s.attempt).toBe(4);
  m.tick();
  m.give({ on: 'welcome', gen: m.s.gen, hb: 25_000 });
  m.now += 10_000;
  m.close(1006);
  expect(m.s.attempt).toBe(1);
});

test('[X2] bye and a hint in the close reason raise the floor; a restart does not climb the ladder', () => {
  const m = machine();
  m.online();
  m.give({ on: 'bye', retry: 4_000 });
  m.close(1012);
  expect(m.s).toMatchObject({ attempt: 0, at: m.now + 5_000 });
  m.tick();
  m.close(1013, 'overloaded;retry=7000');
  expect(m.s).toMatchObject({ attempt: 1, at: m.now + 8_000 });
});

test('[X4] a wake tries at once, but not within a second of the last try', () => {
  const m = machine();
  m.online();
  m.now += 60_000;
  for (let n = 0; n < 8; n++) {
    m.close(1006);
    if (n < 7) m.tick();
  }
  m.now += 300;
  m.give({ on: 'wake' });
  expect(m.s.at).toBe(m.s.triedAt + 1_000);
  m.now += 5_000;
  m.give({ on: 'wake' });
  expect(m.s.at).toBeLessThanOrEqual(m.now);
});

test('[X4] a hidden page with nothing to say does not try, until it wakes', () => {
  const m = machine();
  m.online();
  m.hold = true;
  m.close(1006);
  m.tick();
  expect(m.s).toMatchObject({ phase: 'waiting', at: Infinity });
  m.hold = false;
  m.give({ on: 'wake' });
  m.give({ on: 'tick' });
  expect(m.s.phase).toBe('opening');
});

test('[X4] a client that was put to sleep wakes; one that was disconnected does not', () => {
  const m = machine();
  m.online();
  m.give({ on: 'sleep' });
  expect(m.s.phase).toBe('asleep');
  m.give({ on: 'wake' });
  expect(m.s.phase).toBe('opening');
  m.give({ on: 'disconnect' });
  m.give({ on: 'sleep' });
  m.give({ on: 'wake' });
  expect(m.s.phase).toBe('idle');
});
