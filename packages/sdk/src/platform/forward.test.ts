import { expect, test } from 'vitest';
import { forwardOnly } from './forward.ts';

test('[X2][P2] a clock that is set back holds up no deadline, and time goes on from there', () => {
  let clock = 1_000;
  const now = forwardOnly(() => clock);
  expect(now()).toBe(1_000);
  clock = 400;
  expect(now()).toBe(1_000);
  clock = 450;
  expect(now()).toBe(1_050);
  clock = 9_000;
  expect(now()).toBe(9_600);
  clock = 8_000;
  expect(now()).toBe(9_600);
});
