import { expect, test } from 'vitest';
import type { AgentRow } from '../store/store.ts';
import { revokedBetween } from './agent-watch.ts';

const maria: AgentRow = {
  id: 'maria',
  email: 'maria@example.com',
  name: 'Maria',
  role: 'agent',
  passwordHash: 'one',
  presence: 'away',
  disabled: false,
};
const map = (...agents: AgentRow[]): Map<string, AgentRow> => new Map(agents.map((agent) => [agent.id, agent]));

test.each([
  ['disabled', { ...maria, disabled: true }],
  ['reset', { ...maria, passwordHash: '' }],
  ['given another password', { ...maria, passwordHash: 'two' }],
])('[T7] an agent who was %s elsewhere loses what is open', (_what, after) => {
  expect(revokedBetween(map(maria), map(after))).toEqual(['maria']);
});

test('[T7] an agent who is gone loses what is open', () =>
  expect(revokedBetween(map(maria), map())).toEqual(['maria']));

test.each([
  ['went away', maria, { ...maria, presence: 'available' as const }],
  ['was renamed', maria, { ...maria, name: 'M.' }],
  ['set a first password', { ...maria, passwordHash: '' }, maria],
  ['was enabled again', { ...maria, disabled: true }, maria],
])('[T7] an agent who %s keeps what is open', (_what, before, after) => {
  expect(revokedBetween(map(before), map(after))).toEqual([]);
});
