// What a round at the desk costs: who gets whom, of 1,000 agents and 10,000 who wait, beside the same rules word for word, which look
// at every agent for every visitor. Both in this process, in turns, by the processor's time; both must give the same.
import { deepStrictEqual } from 'node:assert/strict';
import { type Assignment, type Desk, type Rules, route, type Waiting } from '../../../relay/src/core/queue/route.ts';
import { naiveRoute } from '../../../relay/src/test/naive-route.ts';
import { beside, inTurns, type Result, type Row } from './figures.ts';

export const name = 'routing: who gets whom, 1,000 agents and 10,000 queued';

const agents = 1_000;
const queued = 10_000;
const now = 1_700_000_000_000;
const teams = ['', 'sales', 'billing', 'returns', 'technics'];
const langs = ['en', 'el', 'sq', 'ms'];
const rules: Rules = { overflow: 'sales', overflowAfterMs: 600_000 };

type Desks = readonly Desk[];
type Router = (queue: readonly Waiting[], desks: Desks, now: number, rules: Rules) => readonly Assignment[];

/** The same in every run: numbers that are spread, and no chance. */
const spread = (n: number, over: number): number => (((n + 1) * 2_654_435_761) % 2 ** 32) % over;
const pick = <T>(from: readonly T[], n: number): T => from[spread(n, from.length)] as T;

const desks = (load: (n: number) => number): Desks =>
  Array.from({ length: agents }, (_, n) => ({
    id: `agent-${n}`,
    teams: [pick(teams, n), pick(teams, n + 7)].filter(Boolean),
    langs: n % 3 === 0 ? [] : [pick(langs, n), 'en'],
    status: 'available',
    capacity: 5,
    load: load(n),
    servedAt: now - spread(n, 60_000),
  }));

const queue: readonly Waiting[] = Array.from({ length: queued }, (_, n) => ({
  conv: `conv-${n}`,
  since: now - spread(n, 900_000),
  team: pick(teams, n),
  ...(n % 4 === 0 ? { lang: pick(langs, n) } : {}),
  ...(n % 5 === 0 ? { last: `agent-${n % agents}` } : {}),
}));

const cases: readonly (readonly [what: string, of: Desks])[] = [
  ['all agents have just come: 5 free places each', desks(() => 0)],
  ['one agent has just ended a chat', desks((n) => (n === 500 ? 4 : 5))],
  ['nobody is free', desks(() => 5)],
];

interface Taken {
  readonly ms: number;
  readonly made: readonly Assignment[];
}

async function take(router: Router, of: Desks): Promise<Taken> {
  const before = process.cpuUsage();
  const made = router(queue, of, now, rules);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, made };
}

export async function run(repetitions: number): Promise<Result> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const [what, of] of cases) {
    const [ours = [], naive = []] = await inTurns([() => take(route, of), () => take(naiveRoute, of)], repetitions, 1);
    deepStrictEqual(ours[0]?.made, naive[0]?.made);
    rows.push(beside(`CPU of a round: ${what}`, 'ms', ours, { name: 'word for word', taken: naive }, ({ ms }) => ms));
    notes.push(`${what}: ${ours[0]?.made.length.toLocaleString('en')} assigned.`);
  }
  return { name, rows, notes };
}
