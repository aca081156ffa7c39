import { expect, test } from 'vitest';
import { createWorld } from './test/world.ts';

test('[B1][D10] an agent with very many conversations open names no more streams than a hello may, and hears the rest too', async () => {
  const w = createWorld();
  const agent = w.agent();
  const ids: string[] = [];
  for (let n = 0; n < 70; n++) ids.push(w.visitor(w.browser()).start({ message: `m${n}` }).id);
  await w.clock.settle();
  await agent.connect();
  const open = ids.map((id) => agent.conversation(id));
  await w.clock.settle();
  w.relay.last().end(1006);
  await w.clock.pass(5_000);
  const hello = w.relay.last().sent.find((f) => f.t === 'hello');
  expect(Object.keys((hello as { cur: object }).cur)).toHaveLength(200);
  w.relay.append(ids[69] as string, 'main', { k: 'message', a: 'visitor', d: { text: 'the last is heard' } });
  await w.clock.settle();
  const items = open[69]?.timeline.getSnapshot().items ?? [];
  expect(items.at(-1)).toMatchObject({ message: { text: 'the last is heard' } });
});
