// The log: one JSON line per fact, with an allow-list of fields. What is not on the list is not written, so that no
// message, token, cookie, e-mail or address can get there by mistake (T2). Must not know what is logged.
import pino from 'pino';
import type { Log } from '../core/ports.ts';
import type { LogLevel } from '../settings.ts';

/** Ids, codes, counts and durations. Nothing that a person typed. */
const allowed: ReadonlySet<string> = new Set([
  'agent',
  'at',
  'code',
  'conv',
  'count',
  'durability',
  'error',
  'kind',
  'method',
  'ms',
  'port',
  'request',
  'role',
  'route',
  'seq',
  'sid',
  'signal',
  'site',
  'status',
  'units',
  'version',
  'visitor',
  'why',
]);

const maxFieldLength = 1_000;

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Where lines go: `write` gets one line with its newline. */
export interface LogTarget {
  write(line: string): void;
}

/** @param o.target default: standard error, without ever blocking the process. */
export function createLog(o: { level: LogLevel; target?: LogTarget }): Log {
  const lines = pino(
    {
      level: o.level,
      base: null,
      messageKey: 'what',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    o.target ?? pino.destination({ dest: 2, sync: false }),
  );
  return {
    info: (what, fields) => lines.info(only(fields), what),
    warn: (what, fields) => lines.warn(only(fields), what),
    error: (what, fields) => lines.error(only(fields), what),
  };
}

function only(fields: Fields = {}): Fields {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (allowed.has(name)) kept[name] = typeof value === 'string' ? value.slice(0, maxFieldLength) : value;
  }
  return kept;
}
