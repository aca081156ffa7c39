import { expect, test } from 'vitest';
import { readMailFrom, readSmtpUrl } from './mail-settings.ts';

const server = (text: string): unknown => {
  const read = readSmtpUrl(text);
  return 'value' in read ? read.value : read.problem;
};

test.each([
  ['smtp://mail.example', 'mail.example', 587, 'offered'],
  ['smtp://mail.example:25/', 'mail.example', 25, 'offered'],
  ['smtp://mail.example?tls=required', 'mail.example', 587, 'required'],
  ['smtp://mail.example?tls=off', 'mail.example', 587, 'off'],
  ['smtps://mail.example', 'mail.example', 465, 'first'],
  ['smtps://mail.example:2465', 'mail.example', 2_465, 'first'],
  ['smtp://127.0.0.1:1025', '127.0.0.1', 1_025, 'offered'],
  ['smtp://[::1]:1025', '::1', 1_025, 'offered'],
] as const)('%s is a mail server', (text, host, port, tls) => {
  expect(server(text)).toEqual({ host, port, tls, login: null });
});

test('a password never travels in the open, but within this machine', () => {
  expect(server('smtp://me:x@mail.example')).toMatchObject({ tls: 'required', login: { user: 'me', password: 'x' } });
  expect(server('smtp://me:x@127.0.0.1:25')).toMatchObject({ tls: 'offered' });
  expect(server('smtp://me:x@mail.example?tls=off')).toContain('in the open');
  expect(server('smtp://me:x@localhost?tls=off')).toMatchObject({ tls: 'off' });
});

test.each([
  ['mail.example', 'must be an address like'],
  ['http://mail.example', 'must be an address like'],
  ['smtp://', 'must be an address like'],
  ['smtp://mail.example/path', 'must end after the host and port'],
  ['smtp://mail.example#x', 'must end after the host and port'],
  ['smtp://mail_.example', 'names a host that is none'],
  ['smtp://canary@mail.example', 'both a user and a password'],
  ['smtp://:canary@mail.example', 'both a user and a password'],
  ['smtp://me:canary%zz@mail.example', 'both a user and a password'],
  ['smtp://me:canary%0d%0a@mail.example', 'both a user and a password'],
  ['smtp://mail.example?canary=1', 'tls=required or tls=off'],
  ['smtp://mail.example?tls=canary', 'tls=required or tls=off'],
  ['smtp://mail.example?tls=off&tls=off', 'tls=required or tls=off'],
  ['smtps://mail.example?tls=off', 'cannot both be'],
])('%s is none, and what is wrong is said without repeating it', (text, says) => {
  expect(server(text)).toContain(says);
  expect(server(text)).not.toContain('canary');
});

const sender = (text: string): unknown => {
  const read = readMailFrom(text);
  return 'value' in read ? read.value : null;
};

test('a sender is an address, or a name and an address', () => {
  expect(sender('chat@Example.com')).toEqual({ name: '', address: 'chat@example.com' });
  expect(sender('Acme & Sons <chat@example.com>')).toEqual({ name: 'Acme & Sons', address: 'chat@example.com' });
  expect(sender('"Ακμή" <chat@example.com>')).toEqual({ name: 'Ακμή', address: 'chat@example.com' });
});

test.each([
  'chat',
  'a@example.com, b@example.com',
  'Acme <a@example.com>, b@example.com',
  'Acme <a@example.com> <b@example.com>',
  'Shop\r\nBcc: v@example.org <chat@example.com>',
  'Shop\u202e <chat@example.com>',
  'Acme <chat@example.com\r\nBcc: v@example.org>',
  `${'x'.repeat(81)} <chat@example.com>`,
])('%j is no sender', (text) => {
  expect(sender(text)).toBeNull();
});
