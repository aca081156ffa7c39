// Every released SDK is still out there, in pages that nobody has reloaded: what it was told once, this relay must still tell it.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstOwner, type Owner } from '../test/owner.ts';
import { type RunningRelay, startRelay } from '../test/relay.ts';
import { replay } from './replay.ts';
import { blind, type Frame, holds, type Transcript } from './transcript.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const released = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));
const { version } = JSON.parse(read('../../../sdk/package.json')) as { version: string };

let relay: RunningRelay;
let owner: Owner;
beforeEach(async () => {
  relay = await startRelay();
  owner = await firstOwner(relay.url, relay.setupLink);
});
afterEach(() => relay.stop());

test.each(released)('this relay serves a client that speaks as %s', async (name) => {
  const transcript = JSON.parse(read(name)) as Transcript;
  const { said, told } = await replay(transcript, relay.url, owner.ticket, 5_000);
  expect([said, told]).toEqual(
    ['>', '<'].map((way) => transcript.steps.flatMap(({ lines }) => lines).filter((line) => line.way === way).length),
  );
});

test('there is a transcript of the SDK as it is', () => {
  expect(released).toContain(`sdk-${version}.json`);
});

test('an answer that has lost a field, or does not come at all, is noticed', async () => {
  const transcript = JSON.parse(read(`sdk-${version}.json`)) as Transcript;
  const spoilt = structuredClone(transcript) as unknown as { steps: { lines: { way: string; frame: Frame }[] }[] };
  const welcome = spoilt.steps.flatMap(({ lines }) => lines).find(({ frame }) => frame?.t === 'welcome');
  if (welcome) welcome.frame = { ...welcome.frame, formerly: 1 };
  await expect(replay(spoilt as unknown as Transcript, relay.url, owner.ticket, 50)).rejects.toThrow('did not say');
});

test('more is allowed than was told, less and something else are not; a name stands for one thing', () => {
  const names = new Map<string, string>();
  const told = { t: 'welcome', me: { id: '$visitor' }, list: [{ at: '$time' }], sid: '$any' };
  const said = { t: 'welcome', me: { id: 'v1' }, list: [{ at: 1.7e12, more: 1 }], sid: 's', more: 1 };
  expect(holds(told, said, names)).toBe(true);
  expect(names.get('$visitor')).toBe('v1');
  expect(holds(told, { ...said, me: { id: 'v2' } }, names)).toBe(false);
  expect(holds(told, { ...said, list: [] }, names)).toBe(false);
  expect(holds(told, { ...said, sid: undefined }, names)).toBe(false);
  expect(holds({ $visitor: 1 }, { v1: 1 }, names)).toBe(true);
  expect(blind({ v1: ['v1', 1.7e12, 5] }, names)).toEqual({ $visitor: ['$visitor', '$time', 5] });
});
