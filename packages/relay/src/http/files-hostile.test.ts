// What people try with uploads and downloads, row by row as it is known from other chats: each is refused or made harmless, and
// nothing is left of what was refused.
import { existsSync } from 'node:fs';
import type { FileRef } from '@rapport/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FileScene, fileScene, type Sender, shop } from '../test/file-scene.ts';
import { type Answer, codeOf } from '../test/http-harness.ts';
import { photo, place, plain, pngOf } from '../test/sample-pictures.ts';

// Each starts a relay of its own, some of them twice.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let scene: FileScene;
let ann: Sender;
let bob: Sender;
beforeAll(async () => {
  scene = await fileScene({ limits: { filesPerHour: 1_000 } });
  [ann, bob] = [await scene.visitor(), await scene.visitor()];
});
afterAll(() => scene.end());

const signature = Buffer.from('iVBORw0KGgo=', 'base64');
const header = (text: string, rest = ''): Buffer =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(rest, 'base64')]);
const behind = (text: string): Buffer => Buffer.concat([plain.png, Buffer.from(text)]);
const svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

type Row = readonly [
  id: string,
  what: string,
  name: string,
  type: string,
  body: Buffer | string,
  statuses: readonly number[],
];
const rows: readonly Row[] = [
  ['UP-G-001', 'SVG with script', 'a.svg', 'image/svg+xml', svg, [415]],
  ['UP-G-001', 'SVG with script and a prologue', 'a.svg', 'image/svg+xml', `<?xml version="1.0"?>${svg}`, [415]],
  [
    'UP-G-002',
    'SVG named png',
    'a.png',
    'image/png',
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    [415],
  ],
  ['UP-G-004', 'HTML', 'a.html', 'text/html', '<script>alert(1)</script>', [415]],
  ['UP-G-005', 'HTML named txt', 'notes.txt', 'text/plain', '<!doctype html><script>alert(1)</script>', [201]],
  ['UP-G-007', 'GIF and script', 'a.gif', 'image/gif', `GIF89a/*${'A'.repeat(32)}*/=1;alert(1)//`, [413]],
  ['UP-G-007', 'small GIF and script', 'a.gif', 'image/gif', 'GIF89a\x01\0\x01\0*/=1;alert(1)//', [201]],
  [
    'UP-G-008',
    'a PNG of nothing and HTML',
    'a.png',
    'image/png',
    Buffer.concat([signature, Buffer.from('<script>alert(1)</script>')]),
    [415, 422],
  ],
  ['UP-G-008', 'a PNG and HTML behind its end', 'a.png', 'image/png', behind('<script>alert(1)</script>'), [201]],
  ['UP-G-009', 'dot file', '.htaccess', 'text/plain', 'AddType application/x-httpd-php .png', [415]],
  ['UP-G-010', 'double extension', 'invoice.pdf.exe', 'application/pdf', plain.png, [415]],
  ['UP-G-014', 'parent directories', '../../../../tmp/evil-of-a-test.png', 'image/png', plain.png, [201]],
  ['UP-G-015', 'absolute path', '/etc/cron.d/evil-of-a-test', 'text/plain', 'x', [415]],
  ['UP-G-015', 'absolute path of a text', '/tmp/evil-of-a-test.txt', 'text/plain', 'x', [201]],
  ['UP-G-018', 'CRLF in the name', 'a\r\nX-Injected: 1\r\n.png', 'image/png', plain.png, [201]],
  ['UP-G-019', 'Cyrillic name', 'счёт.pdf', 'application/pdf', '%PDF-1.4\n%%EOF', [201]],
  [
    'UP-G-021',
    '10 MiB and one byte',
    'a.png',
    'image/png',
    Buffer.concat([signature, Buffer.alloc(10_485_753)]),
    [413],
  ],
  ['UP-G-023', '50000 by 50000 PNG', 'a.png', 'image/png', pngOf(50_000, 50_000), [413]],
  ['UP-G-024', '65535 by 65535 GIF', 'a.gif', 'image/gif', header('GIF89a', '/////wAAAA=='), [413]],
  ['UP-G-025', 'ZIP with ../ entry', 'a.zip', 'application/zip', header('PK\x03\x04\x14\0../../evil.txt'), [415]],
  ['UP-G-026', 'ZIP named png', 'b.png', 'image/png', header('PK\x03\x04\x14\0z'), [415]],
  [
    'UP-G-028',
    'PDF with OpenAction',
    'a.pdf',
    'application/pdf',
    '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF',
    [201],
  ],
  ['UP-G-029', 'multipart without a boundary', 'a.txt', 'multipart/form-data', '--x\r\n\r\n', [415]],
  ['UP-G-030', '5000 parts', 'a.txt', 'multipart/form-data; boundary=x', '--x\r\n\r\n1\r\n'.repeat(5_000), [415]],
  ['UP-G-039', 'JPEG with the place', 'home.jpg', 'image/jpeg', photo(), [201]],
];

describe.each(rows)('%s %s', (_id, _what, name, type, body, statuses) => {
  let answer: Answer;
  let before: number;
  beforeAll(async () => {
    before = (await scene.stored()).length;
    answer = await ann.upload(body, name, type);
  });

  test('[U2] [U3] is answered as it should be, and nothing is left of it if it is refused', async () => {
    expect(statuses).toContain(answer.status);
    expect((await scene.stored()).length - before).toBe(answer.status === 201 ? 1 : 0);
    expect(await scene.incoming()).toEqual([]);
    expect(existsSync('/tmp/evil-of-a-test.png') || existsSync('/tmp/evil-of-a-test.txt')).toBe(false);
    if (answer.status !== 201) expect(codeOf(answer)).toMatch(/^(file_type|too_large|invalid_field)$/);
  });

  test('[U5] [U9] what is taken comes back harmless: a clean name, as an attachment that runs nothing', async () => {
    if (answer.status !== 201) return expect(answer.text).not.toContain('alert');
    const ref = answer.json() as FileRef;
    expect(ref.name).not.toMatch(/[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]|^\./u);
    const { status, headers, bytes } = await ann.download(ref.id);
    expect([status, headers['x-injected'], headers['x-content-type-options']]).toEqual([200, undefined, 'nosniff']);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[^"\\\r\n]+"; filename\*=UTF-8''[\w%.~-]+$/);
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    if (type.startsWith('image/') && type !== 'image/gif')
      expect(bytes.includes('alert') || bytes.includes(place)).toBe(false);
  });
});

test('[U3] UP-G-022 a length that lies is refused before a byte of it is kept', async () => {
  const answer = await ann.upload(signature, 'a.png', 'image/png', { 'content-length': String(2 ** 30) });
  expect([answer.status, codeOf(answer), answer.json()]).toMatchObject([
    413,
    'too_large',
    { error: { d: { max: 10_485_760 } } },
  ]);
  expect(await scene.incoming()).toEqual([]);
});

test('[U6] UP-G-032 UP-G-033 another’s upload and an address are no files of mine', async () => {
  const theirs = await bob.uploaded(plain.png, 'b.png', 'image/png');
  for (const id of [theirs.id, 'http://169.254.169.254/latest/meta-data/', '../../rapport.db'])
    expect(await ann.tell('cx', 'open', { text: 'x', files: [id] })).toMatchObject({ t: 'err', code: 'not_found' });
  expect(await scene.store.conversation('cx')).toBeNull();
});

test('[U8] UP-G-035 UP-G-036 without a right nothing of a file comes, whatever is asked', async () => {
  const theirs = await bob.uploaded('secret of Bob', 'b.txt', 'text/plain');
  const own = await ann.uploaded('own', 'a.txt', 'text/plain');
  const paths = [
    `${theirs.id}`,
    `${theirs.id}?sig=${own.id}`,
    `${theirs.id}?site=shop`,
    '..%2Frapport.db',
    '%2e%2e',
    '%ff',
    '%00',
  ];
  for (const path of paths) {
    const answers = [
      await scene.ask('GET', `/v1/files/${path}`),
      await scene.ask('GET', `/v1/files/${path}${path.includes('?') ? '&' : '?'}site=shop`, {
        headers: { authorization: `Bearer ${ann.token}`, origin: shop },
      }),
    ];
    for (const answer of answers) {
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 401, 403, 404])]);
      expect(answer.text).not.toContain('secret of Bob');
    }
  }
});
