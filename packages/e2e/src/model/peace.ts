// After the faults: everything works again, and within known times everybody is there and has everything (invariants 21, 22).
import { limits } from '@rapport/protocol';
import type { Checks } from './check.ts';
import type { EndChecks } from './check-end.ts';
import { freeEverybody } from './desk-act.ts';
import { usualCommitMs } from './house-fault.ts';
import type { Tab } from './tab.ts';
import type { Link } from './wire.ts';
import type { World } from './world.ts';

const stepMs = 2_500;
/** Longest backoff, then a heartbeat and the repair that it may bring. */
const longestMs = 150_000;
const shortestMs = 30_000;
/** 22: the longest of the ladder, and the handshake. */
const onlineWithinMs = 35_000;
const onlineAfterWakeMs = 2_000;
/** 21 */
const headWithinMs = limits.heartbeatMs + limits.ackWithoutEventMs;
const latencyMs = 500;

interface Standing {
  /** Since when it waits to connect; null: it does not. */
  waitsSince: number | null;
  link: Link | null;
  since: number;
  /** Streams that it has opened, with the time and the head of that moment. */
  readonly heads: Map<string, { readonly at: number; readonly head: number }[]>;
}

const phaseOf = (tab: Tab): string | undefined => (tab.visitor ?? tab.agent)?.status.getSnapshot().phase;

export async function makePeace(world: World, checks: Checks, end: EndChecks): Promise<void> {
  await mend(world);
  const standings = new Map<Tab, Standing>();
  await checkWake(world);
  end.quiet();
  for (let passed = 0; passed < longestMs && !(end.quiet() && passed >= shortestMs); passed += stepMs) {
    await world.pass(stepMs);
    checks.afterStep();
    for (const tab of world.tabs) look(world, tab, standings, checks, end);
    if (world.failures.length > 0) return;
  }
  await end.atTheEnd();
}

/** Nothing is broken any more. What is half-open stays so: nobody can mend a connection. */
async function mend(world: World): Promise<void> {
  const { nodes, bus, disk, wire, people } = world;
  bus.next = null;
  disk.failNext = null;
  disk.commitMs = usualCommitMs;
  for (const place of nodes.places) place.crashAt = null;
  nodes.boot();
  for (const person of people) person.offline = false;
  for (const link of wire.links) {
    for (const direction of ['up', 'down'] as const) {
      link[direction].extraMs = 0;
      link[direction].next = null;
      if (link[direction].state === 'stalled') link.setLane(direction, 'flowing');
    }
  }
  // Tabs that were away are back by then, agents signed in, a cut bus whole and a drained node replaced.
  await world.pass(30_000);
  nodes.boot();
  for (let times = 0; times < 10 && !(await freeEverybody(world)); times += 1) await world.pass(3_000);
  for (const person of people) if (![...world.tabs].some((tab) => tab.person === person)) world.openTab(person);
}

/** 22: a page that is looked at tries at once. */
async function checkWake(world: World): Promise<void> {
  const woken = [...world.tabs].filter((tab) => phaseOf(tab) === 'waiting' && world.dice.happens(0.5));
  for (const tab of world.tabs) if (!woken.includes(tab)) tab.page.signal('visible');
  for (const tab of woken) {
    tab.page.signal('hidden');
    tab.page.signal('visible');
  }
  await world.pass(onlineAfterWakeMs);
  for (const tab of woken)
    if (phaseOf(tab) !== 'online') world.fail(22, `${tab.name} is ${phaseOf(tab)} after it was looked at`);
}

function look(world: World, tab: Tab, standings: Map<Tab, Standing>, checks: Checks, end: EndChecks): void {
  const now = world.clock.now();
  const link = world
    .linksOf(tab)
    .find((one) => !one.over && one.up.state === 'flowing' && one.down.state === 'flowing');
  const fresh: Standing = { waitsSince: null, link: null, since: now, heads: new Map() };
  const it = standings.get(tab) ?? fresh;
  standings.set(tab, it);

  const phase = phaseOf(tab);
  if (phase === 'waiting') it.waitsSince ??= now;
  if (phase === 'online') it.waitsSince = null;
  if (it.waitsSince !== null && now - it.waitsSince > onlineWithinMs)
    world.fail(22, `${tab.name} is still ${phase}, ${now - it.waitsSince} ms after it began to wait`);

  if (phase !== 'online' || !link || link !== it.link) {
    Object.assign(it, { link: phase === 'online' ? link : null, since: now });
    it.heads.clear();
    if (phase !== 'online' || !link) return;
  }
  for (const conv of end.heardBy(tab)) checkHead(world, tab, it, conv, checks);
}

/** 21: what was the head so long ago is on the screen now. */
function checkHead(world: World, tab: Tab, it: Standing, conv: string, checks: Checks): void {
  const now = world.clock.now();
  const conversation = tab.opened.get(conv);
  if (!conversation) return;
  const heads = it.heads.get(conv) ?? [];
  it.heads.set(conv, heads);
  heads.push({ at: now, head: world.record.convs.get(conv)?.main.length ?? 0 });
  const due = heads.findLast(({ at }) => now - at >= headWithinMs + latencyMs);
  if (!due) return;
  const cursor = checks.cursor(tab, conv, conversation.timeline.getSnapshot());
  if (cursor < due.head)
    world.fail(21, `${tab.name} is at ${cursor} of ${conv}, whose head was ${due.head} ${now - due.at} ms ago`);
}
