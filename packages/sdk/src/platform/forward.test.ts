import { expect, test } from 'vitest';
import { forwardOnly } from './forward.ts';

test('[X2][P2] a clock that is set back holds up no deadline, and time goes on from there', () => {
  let clock = 1_000;
  const now = forwardOnly(
    () => clock,
    () => 0,
  );
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

test('[X2][P2] what has passed before anybody noticed that the clock was set back has passed', () => {
  const [hour, start] = [3_600_000, 1_700_000_000_000];
  let [clock, steady] = [start, 0];
  const pass = (ms: number): void => void ([clock, steady] = [clock + ms, steady + ms]);
  const now = forwardOnly(
    () => clock,
    () => steady,
  );
  now();
  pass(4_000);
  clock -= hour;
  pass(2_000);
  expect(now()).toBe(start + 6_000);
  // Asleep: only the clock on the wall knows of it.
  clock += hour / 2;
  expect(now()).toBe(start + hour / 2 + 6_000);
});

test('[P2] two clocks that are not exact do not drive each other on', () => {
  let time = 0;
  const now = forwardOnly(
    () => Math.floor(time),
    () => time,
  );
  for (let n = 0; n < 10_000; n += 1) {
    time += 0.7;
    now();
  }
  expect(now()).toBe(Math.floor(time));
});
