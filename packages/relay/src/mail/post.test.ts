// Mail from end to end: a relay that listens, over HTTP and sockets, with a real SMTP server that is down, slow, or says no.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type Listening, listen } from '../listen.ts';
import { type Answer, askAt, cookieOf, owner } from '../test/http-harness.ts';
import { startSmtp, type TestSmtp, type TestSmtpOptions } from '../test/smtp-server.ts';

// Each test makes a relay and a password; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

interface House {
  readonly relay: Listening;
  readonly logged: string[];
  ask(method: string, path: string, json?: unknown): Promise<Answer>;
}

async function smtpServer(o: TestSmtpOptions = {}): Promise<TestSmtp> {
  const smtp = await startSmtp(o);
  undo.push(smtp.close);
  return smtp;
}

async function house(port: number): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), 'rapport-post-'));
  undo.push(() => rmSync(data, { recursive: true, force: true }));
  const logged: string[] = [];
  const line = (what: string, fields?: object): void => void logged.push(`${what} ${JSON.stringify(fields)}`);
  const relay = await listen({
    ...{ port: 0, host: '127.0.0.1', data, secret: 'a secret of a test, 32 bytes or more' },
    log: { info: line, warn: line, error: line },
    smtp: { host: '127.0.0.1', port, tls: 'off', login: null },
    mailFrom: { name: 'Acme', address: 'chat@acme.example' },
    requestsPerMinute: 1_000_000,
    limits: { mailRetryMs: 60, mailRetryMostMs: 120 },
  });
  undo.push(relay.close);
  const raw = askAt(relay.port);
  const token = relay.setupLink?.split('#setup=')[1];
  const cookie = cookieOf(await raw('POST', '/v1/setup', { json: { token, ...owner } }));
  const ask: House['ask'] = (method, path, json) => raw(method, path, { cookie, ...(json ? { json } : {}) });
  return { relay, logged, ask };
}

interface Waiting {
  readonly problem: string | null;
  readonly queued: readonly { id: string; to: string; attempts: number; error: string | null }[];
  readonly failed: readonly { id: string; to: string; attempts: number; error: string | null }[];
}

/** Asked again until it is as it should be; the test's own time ends it otherwise. */
async function mailUntil({ ask }: House, is: (now: Waiting) => boolean): Promise<Waiting> {
  for (;;) {
    const now = (await ask('GET', '/v1/mail')).json() as Waiting;
    if (is(now)) return now;
  }
}

const invite = { email: 'jo@example.com', name: 'Jo' };

test('an invitation goes out with its link, which is neither in the log nor in what is told of the queue', async () => {
  const smtp = await smtpServer();
  const it = await house(smtp.port);
  const answer = (await it.ask('POST', '/v1/agents', invite)).json() as { link: string; isMailed: boolean };
  expect(answer.isMailed).toBe(true);
  const [taken] = await smtp.until(1);
  expect(taken?.to).toEqual(['jo@example.com']);
  expect(taken?.mail.text).toContain(answer.link);
  expect(taken?.mail.from?.text).toBe('"Acme" <chat@acme.example>');
  await mailUntil(it, ({ queued }) => queued.length === 0);
  const metrics = (await it.ask('GET', '/metrics')).text;
  expect(metrics).toContain('rapport_mail_total{what="sent"} 1');
  expect(metrics).toContain('rapport_mail_waiting{state="queued"} 0');
  const token = answer.link.split('#setup=')[1] ?? '';
  expect(it.logged.join('\n')).not.toMatch(new RegExp(`${token}|jo@example`));
});

test('while the server is down it waits, visibly; when it is back it goes out once', async () => {
  const before = await startSmtp();
  await before.close();
  const it = await house(before.port);
  const answer = await it.ask('POST', '/v1/agents', invite);
  expect([answer.status, (answer.json() as { isMailed: boolean }).isMailed]).toEqual([201, true]);
  const { queued, problem } = await mailUntil(it, (now) => (now.queued[0]?.attempts ?? 0) >= 2);
  expect(queued[0]).toMatchObject({ to: 'jo@example.com', error: expect.stringContaining('ECONNREFUSED') });
  expect(problem).toContain('cannot be reached');
  const smtp = await smtpServer({ port: before.port });
  await smtp.until(1);
  expect(await mailUntil(it, (now) => now.queued.length === 0)).toMatchObject({ failed: [], problem: null });
  expect(smtp.taken).toHaveLength(1);
});

test.each([
  ['greylisting', { onRcpt: (_to, time) => (time < 3 ? 450 : 'yes') }],
  ['dying in the middle of a mail', { diesInData: (time) => time < 3 }],
  ['no for now, after it has it all', { onData: (time) => (time < 3 ? 451 : 'yes') }],
] satisfies [string, TestSmtpOptions][])('after %s, twice, it goes out once', async (_what, o) => {
  const smtp = await smtpServer(o);
  const it = await house(smtp.port);
  await it.ask('POST', '/v1/agents', invite);
  await smtp.until(1);
  await mailUntil(it, ({ queued }) => queued.length === 0);
  expect(smtp.taken).toHaveLength(1);
  expect(smtp.asked).toHaveLength(3);
});

test('a server that takes it and dies before it says so gets it again under the same Message-ID', async () => {
  const smtp = await smtpServer({ onData: (time) => (time === 1 ? 'hang up' : 'yes') });
  const it = await house(smtp.port);
  await it.ask('POST', '/v1/agents', invite);
  const [first, second] = await smtp.until(2);
  expect(first?.mail.messageId).toMatch(/^<[0-9a-f]{32}@acme\.example>$/);
  expect(second?.mail.messageId).toBe(first?.mail.messageId);
});

test('what is refused for good fails at once, with the reason, and goes out when it is tried again by hand', async () => {
  let isKnown = false;
  const smtp = await smtpServer({ onRcpt: () => (isKnown ? 'yes' : 550) });
  const it = await house(smtp.port);
  await it.ask('POST', '/v1/agents', invite);
  const { failed } = await mailUntil(it, (now) => now.failed.length === 1);
  expect(failed[0]).toMatchObject({ to: 'jo@example.com', attempts: 1, error: expect.stringContaining('550') });
  expect(smtp.asked).toHaveLength(1);
  isKnown = true;
  expect((await it.ask('POST', `/v1/mail/${failed[0]?.id}/retry`)).status).toBe(204);
  await smtp.until(1);
  expect((await mailUntil(it, (now) => now.failed.length + now.queued.length === 0)).problem).toBeNull();
});
