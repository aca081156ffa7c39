// The scripted day with the SDK in Node against a real relay, on a clock that stands still between the steps: the figures that the
// relay gives are those that were counted by hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promises, scores } from './expected.ts';
import { figuresOfDay, figuresOfJon, laterRunaround } from './figures.ts';
import { type House, openHouse } from './house.ts';
import { msOf, play } from './play.ts';
import { dayEnds } from './script.ts';
import { sdkStage } from './sdk-stage.ts';

let house: House;
let period = '';

beforeAll(async () => {
  house = await openHouse();
  const stage = sdkStage(house);
  await play(house, stage);
  await house.clock.to(msOf(dayEnds));
  await stage.close();
  period = `from=${house.startedAt}&to=${house.startedAt + msOf(dayEnds)}`;
}, 60_000);

afterAll(() => house?.close());

test('[F14] [F19] [F21] the service report has the numbers that were counted by hand', async () => {
  expect(await house.report(`service?${period}&site=shop`, house.staff.lena.token)).toMatchObject(figuresOfDay);
});

test('[F2] a share comes with its interval', async () => {
  const { promises: told } = (await house.report(`service?${period}`, house.staff.lena.token)) as {
    promises: { kept: { interval: [number, number] } };
  };
  for (const side of [0, 1] as const) expect(told.kept.interval[side]).toBeCloseTo(promises.interval[side], 4);
});

test('an agent is told the same of what went through his own hands', async () => {
  expect(await house.report(`service?${period}`, house.staff.jon.token)).toMatchObject(figuresOfJon);
});

test('the ratings are those that were given', async () => {
  expect(await house.report(`csat?${period}`, house.staff.lena.token)).toMatchObject({ n: 5, histogram: scores });
});

test('[F19] whether one session was enough shows seven days later', async () => {
  house.clock.sleep(7 * 86_400_000);
  const later = (await house.report(`service?${period}`, house.staff.lena.token)) as { runaround: object };
  expect(later.runaround).toMatchObject(laterRunaround);
});
