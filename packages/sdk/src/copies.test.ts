import { afterEach, expect, test, vi } from 'vitest';
// Loaded beforehand: a clock that tests step does not wait for a file.
import './copies.ts';
import { createWorld } from './test/world.ts';

afterEach(() => void vi.unstubAllGlobals());

const url = 'wss://chat.example/v1/ws';
const to = 'ana@example.com';

interface Asked {
  readonly url: string;
  readonly init: { method?: string; headers: Record<string, string>; body?: string };
}

/** A visitor who has written, and a relay that answers so, one after the other; the last one from then on. */
async function scene(...answers: (() => Response)[]) {
  const w = createWorld();
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (to: string, init: Asked['init']) => {
    asked.push({ url: to, init });
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
  const v = w.visitor(w.browser(), { url });
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  const mail = (more: object = {}) => v.mailTranscript(c.id, { to, lang: 'el', zone: 'Europe/Athens', ...more });
  return { w, v, c, asked, mail };
}

const told = (state: string) => () => Response.json({ id: 'mail-1', to, state }, { status: 202 });
const refused =
  (status: number, error: object, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify({ error: { message: '', ...error } }), { status, headers });

test('[K1] a copy is asked for by the token in a header, in a language and a zone', async () => {
  const { asked, mail, c } = await scene(told('sent'));
  expect(await mail()).toEqual({ to, state: 'sent' });
  expect(asked.map(({ url }) => url)).toEqual(['https://chat.example/v1/transcripts?site=demo']);
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
  });
  expect(JSON.parse(asked[0]?.init.body ?? '')).toEqual({
    conversation: c.id,
    to,
    lang: 'el',
    zone: 'Europe/Athens',
  });
});

test('[K5] it is called sent only when it is, and asked after until then', async () => {
  const { w, asked, mail } = await scene(told('queued'), told('queued'), told('sent'));
  const mailed = mail();
  await w.clock.pass(3_000);
  expect(await mailed).toEqual({ to, state: 'sent' });
  expect(asked.map(({ url }) => url.replace(/.*v1/, ''))).toEqual([
    '/transcripts?site=demo',
    '/transcripts/mail-1?site=demo',
    '/transcripts/mail-1?site=demo',
  ]);
});

test('[K5] what has not gone in time is on its way; what no server takes can be tried again', async () => {
  const slow = await scene(told('queued'));
  const waits = slow.mail({ timeoutMs: 3_000 });
  await slow.w.clock.pass(10_000);
  expect(await waits).toEqual({ to, state: 'queued' });
  const { mail } = await scene(told('failed'));
  await expect(mail()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
});

test('[K3] [K4] a refusal says which field, or when', async () => {
  const { mail } = await scene(
    refused(422, { code: 'invalid_field', field: 'to' }),
    refused(429, { code: 'rate_limited' }, { 'retry-after': '3600' }),
    refused(403, { code: 'mail_off' }),
  );
  await expect(mail()).rejects.toMatchObject({ code: 'invalid_field', details: { field: 'to' } });
  await expect(mail()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 3_600_000 });
  await expect(mail()).rejects.toMatchObject({ code: 'mail_off', retryable: false });
});

test('whoever does not want it any more is not asked after it', async () => {
  const { w, asked, mail } = await scene(told('queued'));
  const abort = new AbortController();
  const mailed = mail({ signal: abort.signal }).catch(({ code }: { code: string }) => code);
  await w.clock.settle();
  abort.abort();
  await w.clock.pass(2_000);
  expect([await mailed, asked.length]).toEqual(['aborted', 1]);
});
