// Every report over a million sessions, beside the same over a thousand: by a relay that has just started and was asked nothing yet,
// and by one that has answered before. The relays have both cores, as they would.
import type { ReportName } from '@rapport/protocol';
import { firstOwner } from '../test/owner.ts';
import { spawnRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { alone, beside, inTurns, type Result, type Row } from './figures.ts';
import { filledAgent, fillSessions, firstDay, lastDay } from './fill-sessions.ts';
import { unlimited } from './target.ts';

export const name = 'reports: every report over a million sessions, cold and warm';

const many = 1_000_000;
const few = 1_000;
/** Each with what must be asked beside the period. */
const reports: Readonly<Partial<Record<ReportName, string>>> = {
  ...{ card: '', gap: '', promise: '', runaround: '', recovery: '', reasons: '', coaching: `&agent=${filledAgent}` },
  ...{ trend: '', brief: '', quality: '', times: '', volume: '' },
};
const monthMs = 30 * 86_400_000;

interface Taken {
  readonly ms: number;
  /** Processor time of the relay, all threads: what it takes whatever else the machine does meanwhile. */
  readonly cpuMs: number;
}

interface House {
  readonly name: string;
  /** Of a relay that has just started, to its first answer. */
  cold(report: ReportName): Promise<Taken>;
  /** Of one that has answered this before. */
  warm(report: ReportName, from: number): Promise<Taken>;
  end(): Promise<void>;
}

async function house(sessions: number): Promise<House & { readonly first: Taken }> {
  const dir = tempDir();
  await fillSessions(dir.path, sessions);
  const start = () => spawnRelay({ data: dir.path, limits: unlimited, requestsPerMinute: 1_000_000 });
  let relay = await start();
  const { cookie } = await firstOwner(relay.url, relay.setupLink);
  async function ask(report: ReportName, from: number): Promise<Taken> {
    const cpuBefore = await relay.cpu();
    const startedAt = performance.now();
    const period = `from=${from}&to=${lastDay}&zone=Europe/Athens${reports[report]}`;
    const response = await fetch(`${relay.url}/v1/reports/${report}?${period}`, { headers: { cookie } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${report}: ${response.status} ${text}`);
    const ms = performance.now() - startedAt;
    return { ms, cpuMs: ((await relay.cpu()) - cpuBefore) / 1_000 };
  }
  const first = await ask('volume', firstDay);
  return {
    name: `${sessions} sessions`,
    first,
    async cold(report) {
      await relay.stop();
      relay = await start();
      // The connection is made and the session looked up: what is left is the report.
      await fetch(`${relay.url}/v1/sites`, { headers: { cookie } });
      return await ask(report, firstDay);
    },
    async warm(report, from) {
      await ask(report, from);
      return await ask(report, from);
    },
    async end() {
      await relay.stop();
      dir.remove();
    },
  };
}

export async function run(repetitions: number): Promise<Result> {
  const [large, small] = [await house(many), await house(few)];
  const rows: Row[] = [];
  async function compare(what: string, of: (one: House) => Promise<Taken>): Promise<void> {
    const [ours = [], theirs = []] = await inTurns([() => of(large), () => of(small)], repetitions);
    const baseline = { name: small.name, taken: theirs };
    rows.push(beside(what, 'ms', ours, baseline, ({ ms }) => ms));
    rows.push(beside(`${what}, CPU`, 'ms', ours, baseline, ({ cpuMs }) => cpuMs));
  }
  try {
    rows.push(
      alone('the first report of all, before there is a file of the columns', 'ms', [large.first], ({ ms }) => ms),
    );
    for (const report of Object.keys(reports) as ReportName[]) {
      await compare(`${report}, cold, all two years`, (one) => one.cold(report));
      await compare(`${report}, warm, all two years`, (one) => one.warm(report, firstDay));
      await compare(`${report}, warm, the last month`, (one) => one.warm(report, lastDay - monthMs));
    }
  } finally {
    await large.end();
    await small.end();
  }
  return {
    name,
    rows,
    notes: ['Cold: the first report that a process which has just started is asked for. Both cores.'],
  };
}
