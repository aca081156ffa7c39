import type { VisitorInfo } from '@rapport/protocol';
import { afterEach, expect, test } from 'vitest';
import { allowed, createFakeAgent, emptyInbox, me, row } from '../test/fake-agent.ts';
import { openStage, type Stage } from '../test/stage.ts';

let stage: Stage;
afterEach(() => stage.close());

async function open(visitor: VisitorInfo): Promise<void> {
  const one = { ...row('c1', '', 'Hi', { phase: 'active', assignee: me.id, can: allowed }), visitor };
  const fake = createFakeAgent({ ...emptyInbox, mine: [one] });
  fake.chat('c1').visitor.set(visitor);
  stage = await openStage({ hash: '#/inbox/c1', fake });
}
const about = (): string => stage.root.querySelector('.about')?.textContent ?? '';
const head = (): string => stage.root.querySelector('.head')?.textContent ?? '';

test('[I7] what the site has signed stands apart, under its name; what is merely said is told to be not verified', async () => {
  await open({
    ...{ name: 'Boss', email: 'boss@example.com', fields: { plan: 'platinum' } },
    signed: {
      sub: 'c-42',
      name: 'Ann Site',
      email: 'ann@site.example',
      fields: { plan: 'gold' },
      at: 1_700_000_000_000,
    },
  });
  expect(head()).toContain('Ann Site');
  expect(head()).toContain('From the site');
  expect(head()).not.toContain('Boss');
  const [signed = '', said = ''] = about().split('Not verified: said by the visitor or by the page.');
  expect(signed).toContain('From the site');
  for (const value of ['Ann Site', 'ann@site.example', 'c-42', 'gold']) {
    expect(signed).toContain(value);
    expect(said).not.toContain(value);
  }
  for (const value of ['Boss', 'boss@example.com', 'platinum']) {
    expect(said).toContain(value);
    expect(signed).not.toContain(value);
  }
});

test('[I7] a name that nobody has signed is told to be not verified, also in the head', async () => {
  await open({ name: 'Boss' });
  expect(head()).toContain('Boss');
  expect(head()).toContain('Not verified');
  expect(about()).not.toContain('From the site');
});

test('of whom nothing is known, nothing is said', async () => {
  await open({});
  expect(head()).not.toMatch(/verified|From the site/i);
  expect(about()).toContain('Nothing known yet.');
});
