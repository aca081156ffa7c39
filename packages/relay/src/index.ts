// The relay for those who run it inside their own program.

export type { Bus, Chance, Checkpoint, Clock, ConnectionPort, Hint, Log, Socket, UpgradeInfo } from './core/ports.ts';
export type { RelayLimits } from './core/relay-limits.ts';
export { columnsOf, type Flag, type SessionRow } from './core/reports/columns.ts';
export { type Asked, type Look, reportOf } from './core/reports/report.ts';
export type { Sessions } from './core/reports/sessions.ts';
export { type Listening, type ListenOptions, listen } from './listen.ts';
export { createRelay, type Relay, type RelayOptions } from './relay.ts';
export { createMemoryStore } from './store/memory-store.ts';
export { openSqliteStore } from './store/sqlite/sqlite-store.ts';
export { type Outcome, type Store, StoreFailed, StoreFull, type Unit } from './store/store.ts';
