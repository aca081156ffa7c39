// What a release of the SDK and a relay said to each other, without what is different every time. Pure.

/** `>`: the client says it, `<`: the relay, `x`: the client hangs up. Frames in order; `wire` names the socket. */
export type Line =
  | { readonly wire: string; readonly way: '>' | '<'; readonly frame: Frame }
  | { readonly wire: string; readonly way: 'x' };

export interface Frame {
  readonly t: string;
  readonly [field: string]: unknown;
}

export interface Transcript {
  readonly sdk: string;
  /** What a person did, and the lines of it. Between two steps everything had arrived. */
  readonly steps: readonly { readonly did: string; readonly lines: readonly Line[] }[];
}

/** Stands for any value. */
const any = '$any';
/** Stands for any moment. */
const time = '$time';
const isMoment = (value: unknown): boolean => typeof value === 'number' && value > 1e12;

/** What a relay may say in another way, or more of, from one release to the next, without a client noticing. */
export const relaysBusiness: ReadonlySet<string> = new Set(['sid', 'lim', 'caps', 'hb', 'now', 'load']);

/** What this relay called things, by the name that stands for it: `$visitor`, `$token`, `$secret1`. */
export type Names = Map<string, string>;

/** One event, one row: how many come in one frame is the relay's business. */
export function single(frame: Frame): Frame[] {
  const parts = frame['e'];
  if (!/^(ev|sum)$/.test(frame.t) || !Array.isArray(parts)) return [frame];
  const { h: _, ...rest } = frame;
  return parts.map((part) => ({ ...rest, t: frame.t, e: [part] }));
}

/** What supersedes what was said of the same before: only the last of a step counts. Undefined: every one counts. */
export function topic({ t, c, w, e }: Frame): string | undefined {
  if (t === 'sum') return `sum ${(e as { c: string }[])[0]?.c}`;
  return /^(mk|line|offer|staff|here|cases)$/.test(t) ? `${t} ${c} ${w}` : undefined;
}

/** Beats of the connection, which tell nothing. */
export const isBeat = ({ t }: Frame): boolean => /^(hb|ping|pong)$/.test(t);

/** The frame with names for what another relay would call otherwise; `free`: fields that may say anything. */
export function blind(value: unknown, names: Names, free: ReadonlySet<string> = new Set()): unknown {
  if (isMoment(value)) return time;
  if (typeof value === 'string') {
    for (const [name, real] of names) if (value === real) return name;
    return value;
  }
  if (Array.isArray(value)) return value.map((part) => blind(part, names, free));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [blind(key, names), free.has(key) ? any : blind(part, names, free)]),
  );
}

/** The other way: what a client of the transcript says to this relay. */
export function named(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((part) => named(part, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [named(key, names), named(part, names)]));
}

/**
 * Whether `said` holds all that `told` does; more is allowed, as every client ignores what it does not know. Names that are new
 * are learnt by it.
 */
export function holds(told: unknown, said: unknown, names: Names): boolean {
  if (told === any) return said !== undefined;
  if (told === time) return isMoment(said);
  if (typeof told === 'string' && /^\$[a-z]+\d*$/.test(told)) {
    const known = names.get(told);
    if (known !== undefined || typeof said !== 'string') return said === known;
    names.set(told, said);
    return true;
  }
  if (Array.isArray(told))
    return Array.isArray(said) && said.length === told.length && told.every((part, n) => holds(part, said[n], names));
  if (typeof told !== 'object' || told === null) return told === said;
  if (typeof said !== 'object' || said === null) return false;
  const got = said as Record<string, unknown>;
  return Object.entries(told).every(([key, part]) => holds(part, got[names.get(key) ?? key], names));
}
