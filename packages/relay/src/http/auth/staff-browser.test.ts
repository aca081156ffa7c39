import { fastifyCookie } from '@fastify/cookie';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { agentRow } from '../../test/world.ts';
import { createSessions, sessionTimes } from './sessions.ts';
import { createStaffBrowser } from './staff-browser.ts';

const url = 'https://chat.example';
const name = '__Host-rapport';

test('[R12] a browser is of the staff by the cookie of a session that is open, and by nothing else', async () => {
  const store = createMemoryStore();
  let now = 1_700_000_000_000;
  await store.putAgent({ ...agentRow('maria', 'Maria'), passwordHash: 'some hash' });
  const sessions = createSessions(store, () => now);
  const app = fastify();
  await app.register(fastifyCookie);
  const isStaff = createStaffBrowser(app, { store, url, now: () => now });
  const cookie = await sessions.begin('maria');
  const { ticket } = await sessions.ticket({ agent: agentRow('maria', 'Maria'), session: 'x' });
  expect(await isStaff(`theme=dark; ${name}=${cookie}`)).toBe(true);
  for (const other of [undefined, '', `rapport_session=${cookie}`, `${name}=nothing`, `${name}=${ticket}`, `${name}=`])
    expect([other, await isStaff(other)]).toEqual([other, false]);
  // Asked all day long, a session ends as if nobody had.
  for (let hour = 0; hour < 11; hour += 1) {
    now += 3_600_000;
    expect(await isStaff(`${name}=${cookie}`)).toBe(true);
  }
  now += sessionTimes.renewAfterMs;
  expect(await isStaff(`${name}=${cookie}`)).toBe(false);
});
