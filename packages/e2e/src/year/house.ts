// A relay whose session table holds a drawn year, and its public reports: what GET /v1/reports/:name says. Knows nothing of what is to be found.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Figure, Report, ReportName, ReportQuery, ReportTable } from '@rapport/protocol';
import { openSqliteStore, type SessionRow, type Store } from '@rapport/relay';
import { sessionColumns, sessionValues } from '@rapport/relay/sample';
import { firstOwner } from '../test/owner.ts';
import { startRelay } from '../test/relay.ts';
import { tempDir } from '../test/temp-dir.ts';
import { from, to, zone } from './calendar.ts';

type AgentRow = Parameters<Store['putAgent']>[0];
export type Reports = (name: ReportName, query?: Partial<ReportQuery>) => Promise<Report>;

/** What `use` makes of the reports over these rows. */
export async function withReports<T>(
  rows: readonly SessionRow[],
  use: (reports: Reports) => Promise<T>,
): Promise<Awaited<T>> {
  const dir = tempDir();
  try {
    await fill(join(dir.path, 'rapport.db'), rows);
    const relay = await startRelay({ data: dir.path, requestsPerMinute: 1_000_000 });
    try {
      const { cookie } = await firstOwner(relay.url, relay.setupLink);
      for (const key of new Set(rows.map(({ site }) => site)))
        await relay.store.putSite({ key, name: key, origins: [], native: false, disabled: false });
      for (const id of new Set(rows.flatMap(({ owner, speakers }) => (owner === '' ? speakers : [owner, ...speakers]))))
        await relay.store.putAgent(agentRow(id));
      return await use(async (name, query = {}) => {
        const asked = { from, to, zone, ...query };
        const search = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)]));
        const response = await fetch(`${relay.url}/v1/reports/${name}?${search}`, { headers: { cookie } });
        if (!response.ok) throw new Error(`${name}?${search}: ${response.status} ${await response.text()}`);
        return (await response.json()) as Report;
      });
    } finally {
      await relay.stop();
    }
  } finally {
    dir.remove();
  }
}

const agentRow = (id: string): AgentRow => ({
  ...{ id, email: `${id}@shop.example`, name: id, role: 'agent', passwordHash: '', presence: 'away', disabled: false },
});

/** The session table alone: reports are computed from it, and 50,000 conversations would take long. */
async function fill(path: string, rows: readonly SessionRow[]): Promise<void> {
  await (await openSqliteStore({ path })).close();
  const db = new DatabaseSync(path);
  const marks = sessionColumns.map(() => '?').join(', ');
  const insert = db.prepare(`INSERT INTO session (${sessionColumns.join(', ')}, id, changed) VALUES (${marks}, ?, ?)`);
  db.exec('PRAGMA synchronous = OFF; BEGIN');
  for (const row of rows) insert.run(...sessionValues(row), row.id, row.id);
  db.exec('COMMIT');
  db.close();
}

/** @throws Error when the report has none of that id */
export function figureOf({ name, figures }: Report, id: string): Figure {
  const figure = figures.find((one) => one.id === id);
  if (!figure) throw new Error(`The report ${name} has no figure ${id}.`);
  return figure;
}

/** @throws Error when the report has none of that id */
export function tableOf({ name, tables }: Report, id: string): ReportTable {
  const table = tables.find((one) => one.id === id);
  if (!table) throw new Error(`The report ${name} has no table ${id}.`);
  return table;
}
