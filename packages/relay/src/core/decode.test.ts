import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';

const command = (k: string, d: unknown, more: object = {}): string =>
  JSON.stringify({ t: 'cmd', i: 'i1', c: 'c1', k, d, ...more });
const message = command('message', { text: 'x' });
const bad = { ok: false, code: 'bad_frame' };

describe('[B1] what is no frame at all is bad_frame', () => {
  const nested = (open: string, end: string, depth: number): string => `${open.repeat(depth)}1${end.repeat(depth)}`;
  const wide = (keys: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, i) => [`k${i}`, 1])));
  test.each([
    ['nothing', ''],
    ['a trailing comma', '{"t":"bye",}'],
    ['NaN', '{"t":"ping","n":NaN}'],
    ['two documents', '{"t":"bye"}{"t":"bye"}'],
    ['a byte order mark', '\ufeff{"t":"bye"}'],
    ['null', 'null'],
    ['a number', '0'],
    ['an array', '[{"t":"bye"}]'],
    ['no name', '{"a":1}'],
    ['a name that is an array', '{"t":["cmd"]}'],
    ['arrays 40,000 deep', `{"t":"cmd","i":"i1","c":"c1","k":"message","d":${nested('[', ']', 40_000)}}`],
    ['objects 40,000 deep', `{"t":"cmd","i":"i1","c":"c1","k":"message","d":${nested('{"a":', '}', 40_000)}}`],
    ['9 levels', `{"t":"bye","x":${nested('[', ']', 8)}}`],
    ['65 keys', `{"t":"bye","x":${wide(65)}}`],
    ['5,000 keys', wide(5_000)],
    ['an escaped NUL', '{"t":"bye","x":"a\\u0000b"}'],
    ['an escaped NUL in a key', '{"t":"bye","a\\u0000b":1}'],
    ['a lone high surrogate, escaped', '{"t":"bye","x":["\\ud83d"]}'],
    ['a lone low surrogate, escaped', '{"t":"bye","x":{"y":"\\udc00x"}}'],
    ['a lone surrogate in a key', '{"t":"bye","\\ud83d":1}'],
    ['a lone surrogate as it is', `{"t":"bye","x":"\ud83d"}`],
    ['a cursor of 1e400', '{"t":"sub","c":"c1","s":1e400}'],
    ['a cursor of 2^53 + 1', '{"t":"sub","c":"c1","s":9007199254740993}'],
    ['a cursor of 0.5', '{"t":"q","n":1,"k":"hist","c":"c1","before":0.5}'],
  ])('[B1] %s', (_name, text) => {
    expect(decode(text)).toMatchObject(bad);
  });

  test.each([
    ['8 levels', `{"t":"bye","x":${nested('[', ']', 7)}}`],
    ['64 keys', `{"t":"bye","x":${wide(64)}}`],
    ['an escaped pair of surrogates', '{"t":"bye","x":"\\ud83d\\ude00"}'],
    [
      '200 cursors',
      JSON.stringify({
        t: 'hello',
        v: 1,
        role: 'v',
        dev: 'd',
        cur: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${i}`, i])),
      }),
    ],
  ])('[B1] %s is none of that', (_name, text) => {
    expect(decode(text)).toMatchObject({ ok: true });
  });
});

describe('[B2] a field that is missing or wrong is named', () => {
  test.each([
    ['i', command('message', { text: 'x' }, { i: 'a b' })],
    ['i', command('message', { text: 'x' }, { i: 'x'.repeat(41) })],
    ['i', command('message', { text: 'x' }, { i: { $ne: null } })],
    ['c', command('message', { text: 'x' }, { c: '../c1' })],
    ['c', command('message', { text: 'x' }, { c: 'c1/n' })],
    ['d', '{"t":"cmd","i":"i1","c":"c1","k":"message"}'],
    ['d', command('message', null)],
    ['d', command('message', ['x'])],
    ['text', command('message', {})],
    ['text', command('message', { text: 5 })],
    ['text', command('open', { text: null })],
    ['outcome', command('close', { outcome: 'maybe' })],
    ['status', command('presence', { status: 'busy' })],
    ['page', command('profile', { page: { url: 5 } })],
    ['fields', command('profile', { fields: { a: { b: 1 } } })],
    ['if', command('accept', {}, { if: { st: 5 } })],
    ['c', '{"t":"sub","c":"c1/x","s":0}'],
    ['c', '{"t":"sub","c":{"$regex":".*"},"s":0}'],
    ['s', '{"t":"sub","c":"c1","s":-2}'],
    ['s', '{"t":"sub","c":"c1","s":"0"}'],
    ['lim', '{"t":"q","n":1,"k":"hist","c":"c1","lim":-1}'],
    ['n', '{"t":"ping"}'],
    ['cur', '{"t":"hello","v":1,"role":"v","dev":"d","cur":{"c1 ":1}}'],
    ['tok', '{"t":"hello","v":1,"role":"v","dev":"d","cur":{},"tok":{"$regex":"^a"}}'],
    ['role', '{"t":"hello","v":1,"role":"owner","dev":"d","cur":{}}'],
  ])('[B2] %s in %s', (field, text) => {
    expect(decode(text)).toMatchObject({ ok: false, code: 'invalid_field', field });
  });

  test('[B2] the answer carries the id of the command or the number of the query', () => {
    expect(decode(command('message', {}))).toMatchObject({ i: 'i1', c: 'c1' });
    expect(decode('{"t":"q","n":7,"k":"hist","c":"c1","lim":"5"}')).toMatchObject({ n: 7 });
  });
});

const rate = (d: object): string => command('rate', { n: 1, secret: 's', score: 4, ...d });

describe('[R3] the shape of a rating', () => {
  test.each([6, 0, 3.5, -1, '5', null, true, [5], { $gt: 0 }])(
    '[R3] a score of %j is invalid_field{score}',
    (score) => {
      expect(decode(rate({ score }))).toMatchObject({ ok: false, code: 'invalid_field', field: 'score' });
    },
  );
  test('[R3] an unknown reason, or six of them', () => {
    expect(decode(rate({ reasons: ['because'] }))).toMatchObject({ code: 'invalid_field', field: 'reasons' });
    const six = ['hours', 'rhythm', 'apathy', 'coldness', 'reaction', 'language'];
    expect(decode(rate({ reasons: six }))).toMatchObject({ code: 'invalid_field', field: 'reasons' });
    expect(decode(rate({ reasons: six.slice(1) }))).toMatchObject({ ok: true });
  });
  test.each([
    { n: 1, score: 4 },
    { n: 1, score: 4, secret: { $ne: null } },
  ])('[R3] without a secret there is no right: %j', (d) => {
    expect(decode(command('rate', d))).toMatchObject({ ok: false, code: 'forbidden', i: 'i1' });
  });
});

describe('[C12] what is not known', () => {
  test.each(['constructor', '__proto__', 'toString', 'launch'])('[C12] a frame named %s is unsupported', (t) => {
    expect(decode(JSON.stringify({ t, i: 'i1' }))).toMatchObject({ ok: false, code: 'unsupported', i: 'i1' });
  });
  test.each(['constructor', '__proto__', 'hasOwnProperty', 'edit'])('[C12] a command named %s is unsupported', (k) => {
    expect(decode(command(k, {}))).toMatchObject({ ok: false, code: 'unsupported', i: 'i1' });
  });
  test('[C12] unknown fields are ignored, also those that would be somebody else', () => {
    const text =
      '{"t":"cmd","i":"i1","c":"c1","k":"message","d":{"text":"x","__proto__":{"admin":1}},"a":"agent","__proto__":{"role":"a"}}';
    expect(decode(text)).toMatchObject({ ok: true });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test('[B6] whatever comes, decode answers and does not throw', () => {
  const frame = fc.record(
    {
      t: fc.constantFrom('hello', 'cmd', 'q', 'sub', 'mark', 'eph', 'x'),
      k: fc.string(),
      d: fc.anything(),
      c: fc.anything(),
      s: fc.anything(),
      n: fc.double(),
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    frame.map((f) => JSON.stringify(f)),
    fc.nat(message.length).map((at) => message.slice(0, at)),
  );
  fc.assert(
    fc.property(text, (raw) => typeof decode(raw).ok === 'boolean'),
    { numRuns: 2_000 },
  );
});
