// A conversation of ten thousand messages on the agent's screen: few rows, and every message within reach.
import { afterEach, expect, test } from 'vitest';
import { allowed, createFakeAgent, emptyInbox, me, message, row, timeline } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

const many = 10_000;
const mostRows = 300;

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 86_400_000;
const ana = row('c1', 'Ana', 'Hi', { phase: 'active', assignee: me.id, can: allowed, openedAt: t });
const said = (n: number) => message(n, n % 2 ? ana.state.visitor : me.id, `Number ${n}`, t + n * 5_000);
const saidFrom = (from: number, to: number) =>
  timeline(Array.from({ length: to - from + 1 }, (_, n) => said(from + n)));
const rows = (): number => stage.root.querySelectorAll('.log .bubble, .log > :not(.group)').length;
const numbers = (): number[] =>
  [...stage.root.querySelectorAll('.log .bubble')].map((el) => Number(/Number (\d+)/.exec(el.textContent ?? '')?.[1]));

test('of 10,000 messages at most 300 rows are in the page, and going back misses none', {
  timeout: 20_000,
}, async () => {
  const fake = createFakeAgent({ ...emptyInbox, mine: [ana] });
  fake.chat('c1').timeline.set(saidFrom(1, many));
  stage = await openStage({ hash: '#/inbox/c1', fake });
  expect(numbers().at(-1)).toBe(many);
  let lowest = numbers()[0] as number;
  for (let n = 0; n < 2; n++) {
    expect(rows()).toBeLessThanOrEqual(mostRows);
    await stage.click(stage.root.querySelector('.earlier') as HTMLElement);
    // What was the first is there still.
    expect(numbers()).toContain(lowest);
    expect(numbers()[0]).toBeLessThan(lowest);
    lowest = numbers()[0] as number;
  }
  expect(lowest).toBeLessThan(many - 200);
  // What comes meanwhile takes nobody away from there; what one says oneself is seen.
  await stage.now(() => fake.chat('c1').timeline.set(saidFrom(1, many + 1)));
  expect(numbers()[0]).toBe(lowest);
  expect(rows()).toBeLessThanOrEqual(mostRows);
});
