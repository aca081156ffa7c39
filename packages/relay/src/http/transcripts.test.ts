// Copies of a chat by mail, over real HTTP and a real mail server.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FileScene, fileScene, type Sender, shop } from '../test/file-scene.ts';
import { type Answer, codeOf } from '../test/http-harness.ts';
import { startSmtp, type Taken, type TestSmtp, type TestSmtpOptions } from '../test/smtp-server.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const patience = { timeout: 20_000 };
const undo: (() => unknown)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

interface Told {
  readonly id: string;
  readonly to: string;
  readonly state: string;
}

interface House extends FileScene {
  readonly smtp: TestSmtp;
  readonly ana: Sender;
  readonly maria: Sender;
  /** Asks for a copy, as its visitor. */
  copy(conversation: string, to: string, wish?: object, as?: Sender, origin?: string): Promise<Answer>;
  told(id: string, as?: Sender): Promise<Answer>;
  /** A chat in which both have written. */
  chat(conv: string, text?: string): Promise<void>;
  /** What arrived at this address. */
  mailTo(address: string): Promise<Taken>;
  ends(id: string, state: string): Promise<void>;
}

async function house(o: { smtp?: TestSmtpOptions; limits?: object } = {}): Promise<House> {
  const smtp = await startSmtp(o.smtp);
  undo.push(smtp.close);
  const limits = { mailRetryMs: 50, mailRetryMostMs: 100, transcriptsPerVisitor: 100, ...o.limits };
  const scene = await fileScene({ smtpPort: smtp.port, limits });
  undo.push(scene.end);
  const ana = await scene.visitor();
  const maria = await scene.staff('maria');
  await ana.tell('any', 'profile', { name: 'Ana', email: 'ana@example.com', lang: 'en' });
  const told: House['told'] = (id, { token } = ana) =>
    scene.ask('GET', `/v1/transcripts/${id}?site=shop`, {
      headers: { authorization: `Bearer ${token}`, origin: shop },
    });
  return {
    ...scene,
    ...{ smtp, ana, maria, told },
    copy: (conversation, to, wish = {}, { token } = ana, origin = shop) =>
      scene.ask('POST', '/v1/transcripts?site=shop', {
        headers: { authorization: `Bearer ${token}`, origin },
        json: { conversation, to, ...wish },
      }),
    async chat(conv, text = 'Where is my parcel?') {
      await ana.tell(conv, 'open', { text });
      await maria.tell(conv, 'message', { text: 'It is on its way: https://post.example/7' });
    },
    mailTo: (address) =>
      vi.waitUntil(() => smtp.taken.find(({ to }) => to.includes(address)), patience) as Promise<Taken>,
    ends: (id, state) =>
      expect.poll(async () => ((await told(id)).json() as Told).state, patience).toBe(state) as Promise<void>,
  };
}

const idOf = (answer: Answer): string => (answer.json() as Told).id;

describe('a copy', () => {
  let it: House;
  beforeAll(async () => {
    it = await house();
    await it.chat('a');
  });

  test('[K1] a visitor has one of the own chat sent, and is told what became of it', async () => {
    const answer = await it.copy('a', ' Ana@EXAMPLE.com ');
    expect([answer.status, answer.json(), answer.headers['access-control-allow-origin']]).toEqual([
      202,
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        to: 'Ana@example.com',
        state: expect.stringMatching(/queued|sent/),
      },
      shop,
    ]);
    await it.mailTo('Ana@example.com');
    await it.ends(idOf(answer), 'sent');
  });

  test('[K1] another’s chat, another’s mail, another site’s page and nobody at all get nothing', async () => {
    const eve = await it.visitor();
    const to = 'eve@example.com';
    expect(codeOf(await it.copy('a', to, {}, eve))).toBe('not_found');
    expect(codeOf(await it.copy('none', to))).toBe('not_found');
    expect(codeOf(await it.told('none'))).toBe('not_found');
    const id = idOf(await it.copy('a', 'two@example.com'));
    expect(codeOf(await it.told(id, eve))).toBe('not_found');
    expect(codeOf(await it.copy('a', to, {}, it.ana, 'https://evil.example'))).toBe('origin_denied');
    const json = { conversation: 'a', to };
    const headers = { origin: shop };
    expect(codeOf(await it.ask('POST', '/v1/transcripts?site=shop', { json, headers }))).toBe('unauthenticated');
    expect(codeOf(await it.ask('POST', '/v1/transcripts', { json, headers }))).toBe('forbidden');
    expect(codeOf(await it.ask('POST', '/v1/transcripts', { json }))).toBe('unauthenticated');
    await it.mailTo('two@example.com');
    expect(it.smtp.asked).not.toContain(to);
  });

  test('[K1] the staff sends one for the customer, and a preflight is answered to pages of the site', async () => {
    const headers = { authorization: `Bearer ${it.maria.token}` };
    const json = { conversation: 'a', to: 'customer@example.com' };
    const answer = await it.ask('POST', '/v1/transcripts', { json, headers });
    expect(answer.status).toBe(202);
    await it.mailTo('customer@example.com');
    expect((await it.ask('GET', `/v1/transcripts/${idOf(answer)}`, { headers })).status).toBe(200);
    const flight = await it.ask('OPTIONS', '/v1/transcripts?site=shop', { headers: { origin: shop } });
    expect([flight.status, flight.headers['access-control-allow-methods']]).toEqual([204, 'POST']);
  });

  test('[K2] [UX102] holds all that was said, with names, times and their zone, and nothing of notes and ratings', async () => {
    await it.chat('b');
    await it.maria.tell('b', 'note', { text: 'canary of a note' });
    await it.ana.tell('b', 'message', { text: '<img src=https://evil.example/p.png>' });
    await it.ana.tell('b', 'close', {});
    await it.ana.tell('b', 'rate', { n: 1, rev: 1, score: 1, comment: 'canary of a rating' });
    await it.copy('b', 'greek@example.com', { lang: 'el-GR', zone: 'Asia/Tokyo' });
    const { subject, text = '', html = '', headers, from } = (await it.mailTo('greek@example.com')).mail;
    expect([subject, from?.text, headers.get('content-language')]).toEqual([
      'Η συνομιλία σας: Shop',
      '"Shop" <chat@acme.example>',
      'el',
    ]);
    const said = text.trim().split('\n\n').slice(2, -1);
    expect(said.map((one) => one.replace(/, .*:\n/, ': '))).toEqual([
      'Ana: Where is my parcel?',
      'maria: It is on its way: https://post.example/7',
      'Ana: <img src=https://evil.example/p.png>',
    ]);
    expect(said[0]).toMatch(/^Ana, .*\d{4}.* \d{1,2}:\d\d:\d\d .*GMT\+9:\n/);
    expect(`${text}${html}`).not.toContain('canary');
    expect(html).toContain('&lt;img src=https://evil.example/p.png&gt;');
    expect(html).not.toMatch(/<(?:img|a|link|script)\b/);
    expect(text).toContain('Αριθμός αναφοράς: B\n');
  });

  test('[K3] goes to one address and nothing else; subject and sender are the site’s words', async () => {
    await it.ana.tell('any', 'profile', { name: 'Buy now https://evil.example' });
    for (const to of [
      'a@example.com\r\nBcc: victim@example.org',
      'a@example.com,b@example.com',
      '"x" <a@example.com>',
      'a@[127.0.0.1]',
      'nobody',
      '',
    ]) {
      const { status, text } = await it.copy('a', to);
      expect([status, JSON.parse(text)]).toMatchObject([422, { error: { code: 'invalid_field', field: 'to' } }]);
    }
    expect(codeOf(await it.copy('a', 'a@example.com', { zone: 'Mars/Olympus' }))).toBe('invalid_field');
    await it.copy('a', 'plain@example.com');
    const { raw } = await it.mailTo('plain@example.com');
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/evil|Buy/);
    expect(it.smtp.asked.filter((to) => /^[ab]@|victim/.test(to))).toEqual([]);
  });

  test('[K5] of the same chat to the same address is one mail, until more was said', async () => {
    await it.chat('c');
    const asked = await Promise.all(['x@example.com', 'x@example.com', 'X@example.com'].map((to) => it.copy('c', to)));
    const [id = '', ...same] = asked.map(idOf);
    expect(same).toEqual([id, id]);
    await it.ends(id, 'sent');
    expect((await it.copy('c', 'x@example.com')).json()).toMatchObject({ id, state: 'sent' });
    await it.ana.tell('c', 'message', { text: 'One more thing' });
    const next = idOf(await it.copy('c', 'x@example.com'));
    await it.ends(next, 'sent');
    expect(it.smtp.taken.filter(({ to }) => /^x@/i.test(to[0] ?? ''))).toHaveLength(2);
  });
});

test('[K4] not before the staff has written; then so many to one address a day, and of one visitor an hour', async () => {
  const it = await house({ limits: { transcriptsPerAddress: 2, transcriptsPerVisitor: 3 } });
  await it.ana.tell('a', 'open', { text: 'Buy now' });
  expect(codeOf(await it.copy('a', 'victim@example.org'))).toBe('forbidden');
  await it.maria.tell('a', 'message', { text: 'Hello' });
  const more = (text: string) => it.ana.tell('a', 'message', { text });
  expect((await it.copy('a', 'ana@example.com')).status).toBe(202);
  await more('two');
  expect((await it.copy('a', 'ana@example.com')).status).toBe(202);
  await more('three');
  const full = await it.copy('a', 'ANA@example.com');
  expect([codeOf(full), full.headers['retry-after']]).toEqual(['rate_limited', '86400']);
  expect((await it.copy('a', 'bob@example.com')).status).toBe(202);
  const hour = await it.copy('a', 'eve@example.com');
  expect([codeOf(hour), hour.headers['retry-after']]).toEqual(['rate_limited', '3600']);
  await it.smtp.until(3);
  expect(it.smtp.asked.filter((to) => /victim|eve/.test(to))).toEqual([]);
});

test('[K5] what the server refuses has failed, and is tried again when asked for again; [K6] what waits goes with its chat', async () => {
  let answer: 550 | 450 | 'yes' = 550;
  const it = await house({ smtp: { onRcpt: () => answer } });
  await it.chat('a');
  const id = idOf(await it.copy('a', 'ana@example.com'));
  await it.ends(id, 'failed');
  expect((await it.told(id)).text).not.toContain('550');
  answer = 'yes';
  expect(idOf(await it.copy('a', 'ana@example.com'))).toBe(id);
  await it.ends(id, 'sent');
  answer = 450;
  const waits = idOf(await it.copy('a', 'late@example.com'));
  await vi.waitUntil(() => it.smtp.asked.includes('late@example.com'), patience);
  await it.store.erase({ conversation: 'a' });
  expect([codeOf(await it.told(waits)), await it.store.mail(waits)]).toEqual(['not_found', null]);
});

test('[K5] without a mail server none is taken', async () => {
  const scene = await fileScene();
  undo.push(scene.end);
  const ana = await scene.visitor();
  await ana.tell('a', 'open', { text: 'Hello' });
  const headers = { authorization: `Bearer ${ana.token}`, origin: shop };
  const json = { conversation: 'a', to: 'ana@example.com' };
  expect(codeOf(await scene.ask('POST', '/v1/transcripts?site=shop', { json, headers }))).toBe('mail_off');
});
