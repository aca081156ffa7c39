import { afterEach, expect, test } from 'vitest';
import { defaultMailLimits } from '../core/mail/mail-limits.ts';
import type { MailTransport, Outgoing } from '../core/mail/mailer.ts';
import { readMailFrom, readSmtpUrl } from '../mail-settings.ts';
import { certificate, key } from '../test/localhost-certificate.ts';
import { startSmtp, type TestSmtp, type TestSmtpOptions } from '../test/smtp-server.ts';
import { createSmtp, type SmtpOptions, verdict } from './smtp.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function serve(o: TestSmtpOptions = {}): Promise<TestSmtp> {
  const smtp = await startSmtp(o);
  undo.push(smtp.close);
  return smtp;
}

function transport(url: string, o: Partial<SmtpOptions> = {}): MailTransport {
  const server = readSmtpUrl(url);
  const sender = readMailFrom('Acme <chat@acme.example>');
  if (!('value' in server && 'value' in sender)) throw new Error('wrong settings');
  const smtp = createSmtp({ server: server.value, sender: sender.value, limits: defaultMailLimits, ...o });
  undo.push(smtp.close);
  return smtp;
}

const mail: Outgoing = {
  messageId: '0123456789abcdef@acme.example',
  fromName: 'Shop',
  to: 'ann@example.com',
  subject: '2 new messages from Shop',
  text: 'Hello\n',
  html: '<p>Hello</p>',
  lang: 'en',
};
const send = (url: string, o: Partial<SmtpOptions> = {}): ReturnType<MailTransport['send']> =>
  transport(url, o).send(mail);

test('a mail arrives with its text, its HTML and headers that machines know it by', async () => {
  const { url, taken } = await serve();
  expect(await send(url)).toEqual({ ok: true });
  expect(taken.map(({ from, to }) => [from, to])).toEqual([['chat@acme.example', ['ann@example.com']]]);
  const { mail: got, raw } = taken[0] as (typeof taken)[0];
  expect(got).toMatchObject({ subject: mail.subject, text: mail.text, messageId: `<${mail.messageId}>` });
  expect(got.from?.text).toBe('"Shop" <chat@acme.example>');
  expect(got.html).toContain('<p>Hello</p>');
  expect(got.headers.get('auto-submitted')).toBe('auto-generated');
  expect(got.headers.get('content-language')).toBe('en');
  expect(raw).toMatch(/multipart\/alternative/);
  expect(raw).not.toMatch(/x-mailer|nodemailer/i);
});

test('Arabic, Greek and Russian arrive as they were written', async () => {
  const { url, taken } = await serve();
  const text = 'رسالتان جديدتان من Acme · Ορίστε · сообщения · 👩🏽‍🚒\n';
  await transport(url).send({ ...mail, subject: text.trim(), fromName: text.trim(), text });
  expect(taken[0]?.mail).toMatchObject({ subject: text.trim(), text });
  expect(taken[0]?.mail.from?.value[0]?.name).toBe(text.trim());
  expect(taken[0]?.raw).not.toMatch(/[^\n-~]/);
});

const breakers = [
  'Shop\r\nBcc: victim@example.org',
  'Shop\nBcc: victim@example.org\n\n<b>body</b>',
  'Shop\rBcc: victim@example.org',
  'Shop\0Bcc: victim@example.org',
  'Shop\u2028Bcc: victim@example.org',
  '=?utf-8?Q?Shop=0D=0ABcc:_victim@example.org?=',
  '"><victim@example.org>',
  'Shop" <victim@example.org>, "x',
  `${'x'.repeat(2_000)}\r\n Bcc: victim@example.org`,
];
test.each(breakers)('no subject or name adds a header or a recipient: %j', async (text) => {
  const { url, taken } = await serve();
  expect(await transport(url).send({ ...mail, subject: text, fromName: text, lang: text })).toEqual({ ok: true });
  expect(taken.map(({ to }) => to)).toEqual([['ann@example.com']]);
  const got = taken[0]?.mail;
  const names = got?.headerLines.map((line) => line.key) ?? [];
  expect(names.sort()).toEqual([
    'auto-submitted',
    'content-language',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
    'x-auto-response-suppress',
  ]);
  expect(got?.from?.value.map(({ address }) => address)).toEqual(['chat@acme.example']);
  expect(got?.text).toBe(mail.text);
});

test.each([
  'ann@example.com\r\nRCPT TO:<victim@example.org>',
  'ann@example.com>\r\nRCPT TO:<victim@example.org',
  'ann@example.com, victim@example.org',
])('and no address does, even if it were not looked at before: %j', async (to) => {
  const { url, taken, asked } = await serve();
  expect(await transport(url).send({ ...mail, to })).toMatchObject({ ok: false, isFinal: true, isOurs: false });
  expect(taken.flatMap((one) => one.to)).not.toContain('victim@example.org');
  expect(asked).not.toContain('victim@example.org');
});

test('dots, long lines and a mail in the mail do not end it', async () => {
  const { url, taken } = await serve();
  const text = `.\n..\n.\nQUIT\n${'x'.repeat(5_000)}\nFrom here\n`;
  await transport(url).send({ ...mail, text });
  expect(taken).toHaveLength(1);
  expect(taken[0]?.mail.text).toBe(text);
});

const misbehaving: readonly (readonly [string, TestSmtpOptions, { isFinal: boolean; isOurs: boolean }, RegExp])[] = [
  ['greylisting', { onRcpt: () => 450 }, { isFinal: false, isOurs: false }, /450/],
  ['a full disk there', { onMail: () => 452 }, { isFinal: false, isOurs: true }, /452/],
  ['not now, after it has it all', { onData: () => 451 }, { isFinal: false, isOurs: false }, /451/],
  ['an unknown mailbox', { onRcpt: () => 550 }, { isFinal: true, isOurs: false }, /550/],
  ['a no to what it is', { onData: () => 554 }, { isFinal: true, isOurs: false }, /554/],
  ['a no to the sender', { onMail: () => 553 }, { isFinal: true, isOurs: true }, /553/],
  ['a login that is missing', { onMail: () => 530 }, { isFinal: false, isOurs: true }, /530/],
  ['the end in the middle of it', { diesInData: () => true }, { isFinal: false, isOurs: true }, /cannot be reached/],
  ['the end before the answer', { onData: () => 'hang up' }, { isFinal: false, isOurs: true }, /cannot be reached/],
];

test.each(misbehaving)('%s is what it is', async (_what, o, is, says) => {
  const { url } = await serve(o);
  const sent = await send(url);
  expect(sent).toMatchObject({ ok: false, ...is, why: expect.stringMatching(says) });
});

test('nobody there, no such name, and silence: tried again, and said so', async () => {
  const gone = await serve();
  await gone.close();
  const patience = { limits: { mailConnectMs: 200, mailSilenceMs: 200 } };
  expect(await send(gone.url)).toMatchObject({
    isFinal: false,
    isOurs: true,
    why: expect.stringContaining('ECONNREFUSED'),
  });
  expect(await send('smtp://no-such-host.invalid', patience)).toMatchObject({ isFinal: false, isOurs: true });
  const silent = await serve({ onData: () => new Promise(() => {}) });
  expect(await send(silent.url, patience)).toEqual({
    ok: false,
    isFinal: false,
    isOurs: true,
    why: 'The mail server did not answer in time.',
  });
});

test('a server that takes its time is waited for', async () => {
  const { url, taken } = await serve({
    onData: () => new Promise((resolve) => setTimeout(() => resolve('yes'), 600)),
  });
  expect(await send(url, { limits: { mailConnectMs: 300, mailSilenceMs: 30_000 } })).toEqual({ ok: true });
  expect(taken).toHaveLength(1);
});

test('closing ends what is under way', async () => {
  const { url, untilAsked } = await serve({ onData: () => new Promise(() => {}) });
  const smtp = transport(url);
  const sent = smtp.send(mail);
  await untilAsked(1);
  smtp.close();
  expect(await sent).toMatchObject({ ok: false, isFinal: false });
});

test('the login is what the URL says, and a wrong one is no fault of the mail', async () => {
  const login = { user: 'us er@x', password: 'p:a/s%s' };
  const { port, taken } = await serve({ login });
  const at = (user: string, password: string): string =>
    `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  expect(await send(at(login.user, login.password))).toEqual({ ok: true });
  const sent = await send(at(login.user, 'wrong'));
  expect(sent).toMatchObject({ isFinal: false, isOurs: true, why: expect.stringContaining('refuses the user or the') });
  expect(JSON.stringify(sent)).not.toContain('wrong');
  expect(taken).toHaveLength(1);
});

test('whether it would take mail is asked without sending any', async () => {
  const login = { user: 'me', password: 'right' };
  const { port, asked } = await serve({ login });
  expect(await transport(`smtp://me:right@127.0.0.1:${port}`).check()).toEqual({ ok: true });
  const refused = await transport(`smtp://me:not@127.0.0.1:${port}`).check();
  expect(refused).toMatchObject({ ok: false, why: expect.stringContaining('refuses the user or the password') });
  const gone = await serve();
  await gone.close();
  expect(await transport(gone.url).check()).toMatchObject({ ok: false, why: expect.stringContaining('ECONNREFUSED') });
  expect(asked).toEqual([]);
});

const tls = { key, cert: certificate };

test('TLS from the first byte, or by STARTTLS where it is offered', async () => {
  const first = await serve({ tls: { ...tls, secure: true } });
  const offered = await serve({ tls, hasStartTls: true });
  const trusting = { tls: { ca: certificate } };
  expect(await send(first.url.replace('smtp:', 'smtps:'), trusting)).toEqual({ ok: true });
  expect(await send(offered.url, trusting)).toEqual({ ok: true });
  expect(await send(`${offered.url}?tls=required`, trusting)).toEqual({ ok: true });
  expect([...first.taken, ...offered.taken].map(({ isSecure }) => isSecure)).toEqual([true, true, true]);
});

test('a certificate that nobody vouches for is refused, and nothing is sent in the open instead', async () => {
  const first = await serve({ tls: { ...tls, secure: true } });
  const offered = await serve({ tls, hasStartTls: true });
  for (const url of [first.url.replace('smtp:', 'smtps:'), offered.url])
    expect(await send(url)).toMatchObject({ ok: false, isFinal: false, isOurs: true });
  expect([...first.asked, ...offered.asked]).toEqual([]);
});

test('where TLS is required and not offered nothing is said, and with tls=off it is not even tried', async () => {
  const plain = await serve();
  expect(await send(`${plain.url}?tls=required`)).toMatchObject({ ok: false, isFinal: false, isOurs: true });
  expect(plain.asked).toEqual([]);
  const offered = await serve({ tls, hasStartTls: true });
  expect(await send(`${offered.url}?tls=off`)).toEqual({ ok: true });
  expect(offered.taken[0]?.isSecure).toBe(false);
});

test('what a server says is kept short and on one line', () => {
  const { why } = verdict({
    code: 'EENVELOPE',
    command: 'RCPT TO',
    responseCode: 550,
    permanent: true,
    response: `550 ${'x'.repeat(5_000)}\r\n550 \u202eno`,
  });
  expect(why.length).toBeLessThan(300);
  expect(why).not.toMatch(/[\r\n\u202e]/);
});
