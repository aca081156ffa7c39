import { expect, test } from 'vitest';
import { createWorld } from '../../test/world.ts';

test.each([
  ['CRLF and Bcc', 'a@example.com\r\nBcc: victim@example.org'],
  ['two recipients', 'a@example.com,b@example.com'],
  ['255 characters', `${'a'.repeat(243)}@example.com`],
  ['a name beside it', '"Support" <a@example.com>'],
  ['an address literal', 'a@[127.0.0.1]'],
  ['blanks alone', '   '],
])('[C11] an address with %s is refused by its field, and nothing of the profile is kept', async (_what, email) => {
  const world = await createWorld();
  const visitor = await world.visitor();
  await visitor.ask('any', 'profile', { name: 'Ana', email: 'ana@example.org' });
  const answer = await visitor.ask('any', 'profile', { name: 'Eve', email });
  expect(answer).toMatchObject({ t: 'err', code: 'invalid_field', d: { field: 'email' } });
  expect((await world.store.visitor(visitor.welcome.me.id))?.info).toEqual({ name: 'Ana', email: 'ana@example.org' });
});

test('[C11] an address is kept as it is sent to, and can be taken back', async () => {
  const world = await createWorld();
  const visitor = await world.visitor();
  const known = async () => (await world.store.visitor(visitor.welcome.me.id))?.info;
  expect(await visitor.ask('any', 'profile', { email: ' Ana@BÜCHER.example ' })).toMatchObject({ t: 'ack' });
  expect(await known()).toEqual({ email: 'Ana@xn--bcher-kva.example' });
  await visitor.ask('any', 'profile', { email: '' });
  expect(await known()).toEqual({ email: '' });
});
