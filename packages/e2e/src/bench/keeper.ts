// One durable INSERT a message, as it is commonly written: SQLite in WAL, synchronous=FULL, a transaction of its own.
import { DatabaseSync } from 'node:sqlite';

export function keeper(file: string): (conv: string, cmd: string, at: number, text: string) => void {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE message (id INTEGER PRIMARY KEY, conv TEXT, cmd TEXT, at INTEGER, text TEXT);
  `);
  const insert = db.prepare('INSERT INTO message (conv, cmd, at, text) VALUES (?, ?, ?, ?)');
  return (...row) => void insert.run(...row);
}
