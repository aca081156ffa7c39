import { expect, test } from 'vitest';
import { cookieOf, owner, startApp } from '../test/http-harness.ts';
import { createLog } from './log.ts';

const logged = (level: 'info' | 'warn' | 'silent', write: (log: ReturnType<typeof createLog>) => void): unknown[] => {
  const lines: string[] = [];
  write(createLog({ level, target: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as unknown);
};

test('[T2] fields that are not on the list are not written, whatever they are called', () => {
  const fields = {
    conv: 'c1',
    code: 'taken',
    ms: 4,
    text: 'canary',
    token: 'canary',
    cookie: 'canary',
    email: 'canary',
    url: 'canary',
    message: 'canary',
    __proto__: { polluted: 'canary' },
  };
  const [line] = logged('info', (log) => log.info('what happened', fields as unknown as Record<string, string>));
  expect(line).toEqual({
    level: 'info',
    time: expect.any(String),
    what: 'what happened',
    conv: 'c1',
    code: 'taken',
    ms: 4,
  });
});

test('what is written stays one line, and short', () => {
  const lines = logged('info', (log) => log.info('x', { why: `a\nb\u2028${'c'.repeat(5_000)}` }));
  expect(lines).toHaveLength(1);
  expect((lines[0] as { why: string }).why).toHaveLength(1_000);
});

test('the level decides', () => {
  const all = (log: ReturnType<typeof createLog>): void => {
    log.info('i');
    log.warn('w');
    log.error('e');
  };
  expect(logged('info', all)).toHaveLength(3);
  expect(logged('warn', all)).toHaveLength(2);
  expect(logged('silent', all)).toHaveLength(0);
});

test('[T2] a whole round of sign-in leaves no token, cookie, password or address in the log', async () => {
  const app = await startApp();
  const token = await app.setupToken();
  const setup = await app.ask('POST', '/v1/setup', { json: { token, ...owner } });
  const cookie = cookieOf(setup);
  await app.ask('POST', '/v1/session', { json: { email: owner.email, password: 'wrong canary' } });
  await app.ask('POST', '/v1/session', { json: { email: owner.email, password: owner.password } });
  const { ticket } = (await app.ask('POST', '/v1/ticket', { cookie })).json() as { ticket: string };
  await app.ask('GET', `/v1/reports/csat?site=canary&token=${token}`, { cookie });
  await app.ask('GET', `/w/${token}?ticket=${ticket}`, {
    headers: { referer: `https://shop.example/?mail=${owner.email}`, 'user-agent': 'canary' },
  });
  await app.ask('POST', '/v1/session', {
    headers: { 'content-type': 'application/json' },
    body: `{"canary": ${token}`,
  });
  await app.ask('DELETE', '/v1/session', { cookie });
  await app.close();

  expect(app.log.length).toBeGreaterThanOrEqual(8);
  const text = app.log.join('');
  for (const secret of [
    token,
    cookie.split('=')[1] ?? 'none',
    ticket,
    owner.password,
    owner.email,
    owner.name,
    'canary',
    '?',
  ])
    expect(text).not.toContain(secret);
});
