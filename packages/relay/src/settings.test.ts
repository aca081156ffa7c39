import { describe, expect, test } from 'vitest';
import { ownUrl, readSettings } from './settings.ts';

const problems = (env: Record<string, string>): readonly string[] => {
  const read = readSettings(env);
  return read.ok ? [] : read.problems;
};

describe('settings', () => {
  test('an empty environment gives the presets', () => {
    expect(readSettings({ PATH: '/bin', RAPPORT_URL: '' })).toEqual({
      ok: true,
      settings: {
        port: 7420,
        host: '127.0.0.1',
        url: null,
        data: './.rapport',
        secret: null,
        durability: 'full',
        trustProxy: false,
        demo: false,
        smtp: null,
        mailFrom: null,
        logLevel: 'info',
        limits: {},
      },
    });
  });

  test('every setting is taken from the environment', () => {
    const secret = 'x'.repeat(32);
    const read = readSettings({
      RAPPORT_PORT: '0',
      RAPPORT_HOST: '::1',
      RAPPORT_URL: 'https://chat.example.com/',
      RAPPORT_DATA: '/var/lib/rapport',
      RAPPORT_SECRET: secret,
      RAPPORT_DURABILITY: 'relaxed',
      RAPPORT_TRUST_PROXY: '1',
      RAPPORT_DEMO: 'true',
      RAPPORT_SMTP_URL: 'smtps://me:se%2Fcret@mail.example.com',
      RAPPORT_MAIL_FROM: 'Acme <chat@Example.com>',
      RAPPORT_LOG_LEVEL: 'debug',
      RAPPORT_LIMITS: '{"socketsPerAddress":200,"hellos":[{"count":100,"perMs":1000,"burst":50}]}',
    });
    expect(read).toEqual({
      ok: true,
      settings: {
        port: 0,
        host: '::1',
        url: 'https://chat.example.com',
        data: '/var/lib/rapport',
        secret,
        durability: 'relaxed',
        trustProxy: true,
        demo: true,
        smtp: {
          host: 'mail.example.com',
          port: 465,
          tls: 'first',
          login: { user: 'me', password: 'se/cret' },
        },
        mailFrom: { name: 'Acme', address: 'chat@example.com' },
        logLevel: 'debug',
        limits: { socketsPerAddress: 200, hellos: [{ count: 100, perMs: 1_000, burst: 50 }] },
      },
    });
  });

  test.each([
    ['{', 'must be a JSON object'],
    ['[]', 'must be a JSON object'],
    ['{"socketsPerAdress":1}', 'socketsPerAddress'],
    ['{"constructor":1}', 'names a limit that is none'],
    ['{"sockets":0}', 'sockets a whole number'],
    ['{"sockets":"9"}', 'sockets a whole number'],
    ['{"hellos":500}', 'hellos rates, like'],
    ['{"hellos":[]}', 'hellos rates, like'],
    ['{"hellos":[{"count":1}]}', 'hellos rates, like'],
    ['{"hellos":[{"count":1,"perMs":1,"of":1}]}', 'hellos rates, like'],
  ])('limits %s are refused', (text, says) => {
    const [problem = ''] = problems({ RAPPORT_LIMITS: text });
    expect(problem).toMatch(/^RAPPORT_LIMITS (must|names)/);
    expect(problem).toContain(says);
  });

  test('all problems are reported at once, and each names its setting', () => {
    const found = problems({
      RAPPORT_PORT: '70000',
      RAPPORT_HOST: 'http://x',
      RAPPORT_URL: 'https://chat.example.com/chat',
      RAPPORT_SECRET: 'hunter2',
      RAPPORT_DURABILITY: 'sometimes',
      RAPPORT_TRUST_PROXY: 'yes',
      RAPPORT_DEMO: '2',
      RAPPORT_LOG_LEVEL: 'loud',
      RAPPORT_REDIS_URL: 'redis://x',
      RAPPORT_PROT: '7420',
    });
    const names = [
      'PORT',
      'HOST',
      'URL',
      'SECRET',
      'DURABILITY',
      'TRUST_PROXY',
      'DEMO',
      'LOG_LEVEL',
      'PROT',
      'REDIS_URL',
    ];
    expect(found.map((problem) => problem.split(' ')[0])).toEqual(names.map((name) => `RAPPORT_${name}`));
  });

  test('a problem says what to do, and never repeats a secret', () => {
    const [text] = problems({ RAPPORT_SECRET: 'hunter2' });
    expect(text).toContain('at least 32 bytes');
    expect(text).toContain('openssl rand');
    expect(text).not.toContain('hunter2');
  });

  test('settings of a later version are named as such', () => {
    expect(problems({ RAPPORT_REDIS_URL: 'redis://x' })).toEqual([
      'RAPPORT_REDIS_URL is not supported by this version yet. Remove it.',
    ]);
  });

  test('mail needs a server and a sender, and either alone is a problem with what to do', () => {
    expect(problems({ RAPPORT_SMTP_URL: 'smtp://127.0.0.1:25' })).toEqual([
      'RAPPORT_MAIL_FROM is missing: RAPPORT_SMTP_URL needs a sender, like chat@example.com.',
    ]);
    expect(problems({ RAPPORT_MAIL_FROM: 'chat@example.com' })).toEqual([
      'RAPPORT_SMTP_URL is missing: without it nothing is sent from RAPPORT_MAIL_FROM.',
    ]);
  });

  test.each([
    'ftp://x.example',
    'https://user:pw@x.example',
    'https://x.example?q',
    'x.example',
    '*',
    'https://x.example/#a',
  ])('the public address %s is refused', (url) => {
    expect(problems({ RAPPORT_URL: url })).toHaveLength(1);
  });

  test.each(['-1', '1.5', '0x10', '65536', ' ', 'seven', '1e3'].filter((text) => text.trim()))(
    'the port %s is refused',
    (port) => {
      expect(problems({ RAPPORT_PORT: port })).toHaveLength(1);
    },
  );

  test('the own address is the public one, or else where it listens', () => {
    expect(ownUrl({ url: 'https://a.example', host: '0.0.0.0', port: 1 })).toBe('https://a.example');
    expect(ownUrl({ host: '0.0.0.0', port: 1 })).toBe('http://127.0.0.1:1');
    expect(ownUrl({ host: '::1', port: 1 })).toBe('http://[::1]:1');
    expect(ownUrl({ host: 'LocalHost', port: 1 })).toBe('http://localhost:1');
    expect(ownUrl({ host: '127.0.0.1', port: 80 })).toBe('http://127.0.0.1');
  });
});
