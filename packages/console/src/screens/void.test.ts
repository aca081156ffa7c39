import { afterEach, expect, test } from 'vitest';
import type { Me } from '../api.ts';
import { conversation, createFakeAgent, emptyInbox, me, rated, row } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const t = Date.now() - 60_000;
const lead: Me = { ...me, role: 'lead' };
const over = { phase: 'closed', closedAt: t } as const;
const about = (): string => (stage.root.querySelector('.about')?.textContent ?? '').replace(/[\u2068\u2069]/g, '');

async function open(who: Me, voids: object = {}): Promise<void> {
  stage = await openStage({
    hash: '#/inbox/c1',
    api: { session: async () => who },
    fake: createFakeAgent({ ...emptyInbox, ended: [row('c1', 'Ana', 'Bye', over)] }),
  });
  await stage.now(() => {
    stage.fake.chat('c1').ratings.set({ 1: rated(t, { score: 1 }) });
    stage.fake.chat('c1').state.set(conversation('c1', { ...over, ...voids }));
  });
}

test('a lead asks with a reason to leave a rating out, never without', async () => {
  await open(lead);
  await stage.click(stage.button('Ask a second person'));
  expect(about()).toContain('Say why.');
  const field = stage.field('Reason');
  expect(field.closest('.input')).not.toBeNull();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  const [, error = ''] = (field.getAttribute('aria-describedby') ?? '').split(' ');
  expect(document.getElementById(error)?.textContent).toBe('Say why.');
  await stage.type(stage.field('Reason'), 'A test of ours');
  await stage.click(stage.button('Ask a second person'));
  expect(stage.fake.asked).toContain('void c1 1 A test of ours');
});

test('a second person carries it out or keeps it; who asked can only withdraw', async () => {
  await open(lead, { voids: { 1: { by: 'agent-mia', reason: 'A test' } } });
  expect(about()).toContain('Mia asks to leave it out.A test');
  await stage.click(stage.button('Leave it out'));
  expect(stage.fake.asked).toContain('void c1 1 A test');
  await stage.now(() =>
    stage.fake.chat('c1').state.set(conversation('c1', { ...over, voids: { 1: { by: me.id, reason: 'A test' } } })),
  );
  expect(() => stage.button('Leave it out')).toThrow();
  await stage.click(stage.button('Withdraw'));
  expect(stage.fake.asked).toContain('unvoid c1 1');
});

test('an agent sees that it is left out, and nothing to change', async () => {
  await open(me, { voids: { 1: { by: 'agent-mia', reason: 'A test', second: 'agent-eva' } } });
  expect(about()).toContain('Left out of all figures');
  expect(() => stage.button('Take it back in')).toThrow();
  stage.close();
  await open(me);
  expect(about()).not.toContain('Leave out');
});
