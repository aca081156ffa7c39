import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isId, limits, subprotocol } from './limits.ts';

test('[B2] an id is 1 to 40 of A–Z a–z 0–9 _ -', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/), (id) => isId(id)));
  for (const id of ['', 'a'.repeat(limits.id + 1), 'a b', 'a/n', 'a.b', 'é', 'a\n', '\u0000', '../x'])
    expect(isId(id)).toBe(false);
});

test('[B2] what is not a string is not an id', () => {
  for (const value of [undefined, null, 1, true, {}, ['a'], { toString: () => 'a' }, Symbol('a')])
    expect(isId(value)).toBe(false);
});

test('[B2] no other character makes an id, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(isId(text)).toBe([...text].every((char) => /[A-Za-z0-9_-]/.test(char)) && text.length <= limits.id);
    }),
  );
});

test('the subprotocol is a token of the WebSocket handshake', () => {
  expect(subprotocol).toBe('rapport.v1');
  expect(subprotocol).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/);
});

test('the limits agree with one another', () => {
  expect(limits.helloBytes).toBeLessThan(limits.frameBytes);
  // The longest message fits a frame even if every code point takes four bytes and is escaped by nothing.
  expect(limits.textAgent * 4).toBeLessThan(limits.frameBytes);
  expect(limits.softBufferBytes).toBeLessThan(limits.hardBufferBytes);
  expect(limits.changeWithinMs).toBeLessThanOrEqual(limits.rateWithinMs);
});
