import { afterEach, expect, test } from 'vitest';
import type { MailDesk } from '../core/mail/mailer.ts';
import { noMail } from '../core/mail/mailer.ts';
import type { MailRow } from '../store/mails.ts';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { mailRow } from '../test/store-contract-mails.ts';
import { at } from '../test/units.ts';

let app: TestApp;
afterEach(() => app.close());

const link = 'https://chat.example/#setup=canary';
const queued = mailRow('q1', {
  kind: 'invite',
  conv: null,
  data: { link },
  attempts: 2,
  nextAt: at + 60_000,
  error: '450 later',
});
const failed = mailRow('f1', { state: 'failed', attempts: 1, endedAt: at, error: '550 no such mailbox' });

function deskOf(rows: readonly MailRow[]): MailDesk & { readonly retried: string[] } {
  const retried: string[] = [];
  const inState = (state: MailRow['state']): MailRow[] => rows.filter((row) => row.state === state);
  return {
    ...noMail,
    isConfigured: true,
    problem: 'The mail server cannot be reached (ECONNREFUSED).',
    retried,
    list: async () => ({ queued: inState('queued'), failed: inState('failed') }),
    retry: async (id) => {
      if (!rows.some((row) => row.id === id)) return false;
      retried.push(id);
      return true;
    },
  };
}

/** Signed in as the owner, who is then given another role. */
async function asA(role: 'agent' | 'lead' | 'owner'): Promise<(method: string, path: string) => Promise<Answer>> {
  const cookie = await app.signIn();
  const [owner] = await app.store.agents();
  if (owner) await app.store.putAgent({ ...owner, role });
  return (method, path) => app.ask(method, path, { cookie });
}

test('a lead sees what waits, what failed and why, and nothing of what is in it', async () => {
  app = await startApp({ mail: deskOf([queued, failed]) });
  const answer = await (await asA('lead'))('GET', '/v1/mail');
  expect(answer.json()).toEqual({
    isConfigured: true,
    problem: 'The mail server cannot be reached (ECONNREFUSED).',
    queued: [
      {
        id: 'q1',
        to: 'ann@example.com',
        kind: 'invite',
        since: at,
        attempts: 2,
        nextAt: at + 60_000,
        error: '450 later',
      },
    ],
    failed: [
      {
        id: 'f1',
        to: 'ann@example.com',
        kind: 'reply',
        since: at,
        attempts: 1,
        nextAt: null,
        error: '550 no such mailbox',
      },
    ],
  });
  expect(answer.text).not.toContain('canary');
});

test('an owner has it tried again; what is not there is not found', async () => {
  const mail = deskOf([failed]);
  app = await startApp({ mail });
  const ask = await asA('owner');
  expect((await ask('POST', '/v1/mail/f1/retry')).status).toBe(204);
  expect(mail.retried).toEqual(['f1']);
  const none = await ask('POST', '/v1/mail/none/retry');
  expect([none.status, codeOf(none)]).toEqual([404, 'not_found']);
  expect(app.log.join('')).not.toContain('ann@example.com');
});

test('an agent may neither look nor try: addresses are for those who lead', async () => {
  const mail = deskOf([failed]);
  app = await startApp({ mail });
  const ask = await asA('agent');
  for (const answer of [await ask('GET', '/v1/mail'), await ask('POST', '/v1/mail/f1/retry')])
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
  expect(mail.retried).toEqual([]);
});

test('without a mail server it says so, and what to do', async () => {
  app = await startApp();
  const ask = await asA('owner');
  expect((await ask('GET', '/v1/mail')).json()).toEqual({ isConfigured: false, problem: null, queued: [], failed: [] });
  const answer = await ask('POST', '/v1/mail/f1/retry');
  expect([answer.status, codeOf(answer)]).toEqual([409, 'conflict']);
  expect(answer.text).toContain('RAPPORT_SMTP_URL');
});

test('the metrics count what was tried, sent and given up, and what waits', async () => {
  app = await startApp({ mail: deskOf([]) });
  const { text } = await app.ask('GET', '/metrics');
  expect(text).toContain('rapport_mail_total{what="attempt"} 0');
  expect(text).toContain('rapport_mail_total{what="sent"} 0');
  expect(text).toContain('rapport_mail_total{what="given_up"} 0');
  expect(text).toContain('rapport_mail_waiting{state="queued"} 0');
});
