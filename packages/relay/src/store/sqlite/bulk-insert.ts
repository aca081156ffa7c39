// Several rows an INSERT: half the cost of one each.
import type { Database } from './database.ts';

export type Value = string | number | null;

export interface BulkInsert {
  add(...row: readonly Value[]): void;
  /** Writes what waits. */
  end(): void;
  /** Forgets what waits: its transaction has failed. */
  clear(): void;
}

const rowsPerStatement = 16;

export function createBulkInsert(db: Database, table: string, columns: readonly string[]): BulkInsert {
  const one = `(${columns.map(() => '?').join(',')})`;
  const statement = (rows: number): string =>
    `INSERT INTO ${table} (${columns.join(',')}) VALUES ${Array(rows).fill(one).join(',')}`;
  const many = db.prepare(statement(rowsPerStatement));
  const single = db.prepare(statement(1));
  const width = columns.length;
  let values: Value[] = [];

  return {
    add(...row) {
      values.push(...row);
      if (values.length < rowsPerStatement * width) return;
      many.run(...values);
      values = [];
    },
    end() {
      for (let i = 0; i < values.length; i += width) single.run(...values.slice(i, i + width));
      values = [];
    },
    clear() {
      values = [];
    },
  };
}
