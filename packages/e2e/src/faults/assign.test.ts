// The relay is killed while a visitor is being assigned to somebody: before the log knows, and between the log and those who wait for
// the word. Whichever it was, afterwards one agent has him, everybody knows it, and nothing is offered twice over.
import type { Checkpoint } from '@rapport/relay';
import { expect, test, vi } from 'vitest';
import { agentClient, visitorClient } from '../test/clients.ts';
import { firstOwner } from '../test/owner.ts';
import { spawnRelay, warmRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { freely } from './house.ts';
import { hurry } from './load.ts';

// On a quiet machine a few seconds each.
vi.setConfig({ testTimeout: 120_000 });

const points: readonly Checkpoint[] = ['before-commit', 'after-commit', 'after-ack'];
const patient = { timeoutMs: 30_000 };

test.each(points)(
  '[Q3][Q15][D2][L3][D10] killed %s of an assignment: one agent has the visitor, and both hear it once',
  async (point) => {
    const dir = tempDir();
    const limits = { ...freely, routeEveryMs: 1 };
    let relay = await spawnRelay({ data: dir.path, limits });
    const owner = await firstOwner(relay.url, relay.setupLink);
    const offered: string[] = [];
    const agent = agentClient(relay.url, owner.ticket, {
      platform: hurry,
      onFrame: (frame) => {
        if (frame.t === 'offer') offered.push(`${frame['until'] ? 'offered' : 'ended'}`);
      },
    });
    const visitor = visitorClient(relay.url, { platform: hurry });
    const next = warmRelay();
    try {
      await agent.connect();
      await visitor.connect();
      const chat = visitor.start({ message: 'Hello' });
      await expect.poll(() => offered).toEqual(['offered']);
      const waiting = (): string | undefined => agent.inbox.getSnapshot().waiting[0]?.id;
      await expect.poll(waiting).toBeDefined();
      const id = waiting() as string;
      relay.arm(point, 1);
      const accepted = agent.conversation(id).accept(patient);
      expect((await relay.gone).signal).toBe('SIGKILL');
      relay = await next.go({ data: dir.path, port: relay.port, limits });
      await accepted;
      await agent.conversation(id).send('Hi').committed(patient);
      const events = (): string[] =>
        chat.timeline
          .getSnapshot()
          .items.flatMap((item) => (item.type === 'event' ? item.event.kind : item.message.text));
      await expect.poll(events).toContain('Hi');
      const said = events();
      for (const what of ['Hello', 'Hi', 'assigned', 'joined'])
        expect(said.filter((one) => one === what)).toHaveLength(1);
      expect(said.indexOf('assigned')).toBeLessThan(said.indexOf('Hi'));
      expect(chat.state.getSnapshot().phase).toBe('active');
      // What was offered once before the end may be offered once after it; nothing stands offered now.
      expect(offered.filter((one) => one === 'offered').length).toBeLessThanOrEqual(2);
      expect(agent.inbox.getSnapshot().mine.map((one) => one.id)).toEqual([id]);
    } finally {
      agent.dispose();
      visitor.dispose();
      next.discard();
      await relay.kill();
      dir.remove();
    }
  },
);
