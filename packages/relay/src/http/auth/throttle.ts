// How often a password may be tried: pure, `now` is a parameter. Every try is charged before it is judged, so that many
// at once cannot slip through while the first is still being hashed; a right password gives its charge back.

export interface ThrottleRule {
  /** Failures within `windowMs` that are free. */
  readonly free: number;
  readonly windowMs: number;
  /** Wait after the last free failure; doubles with each further one. */
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
}

export interface Throttle {
  /** Milliseconds to wait, or 0: the try is charged to every key and may go on. */
  begin(keys: readonly string[], now: number): number;
  /** The password was right: the account starts afresh, other keys get this one charge back. */
  succeeded(account: string, others: readonly string[]): void;
}

interface Entry {
  /** Times of charges that count, oldest first. */
  failures: number[];
  waits: number;
  until: number;
}

/** One memory of failures. `ruleOf` says which rule a key follows; at most `maxKeys` are remembered, the oldest go first. */
export function createThrottle(ruleOf: (key: string) => ThrottleRule, maxKeys = 50_000): Throttle {
  const entries = new Map<string, Entry>();

  const current = (key: string, now: number): Entry | null => {
    const entry = entries.get(key);
    if (!entry) return null;
    const { windowMs } = ruleOf(key);
    entry.failures = entry.failures.filter((at) => now - at < windowMs);
    // A quiet window after the last wait forgives all: there is no lockout, only waiting.
    if (entry.failures.length === 0 && now - entry.until >= windowMs) {
      entries.delete(key);
      return null;
    }
    return entry;
  };

  const charge = (key: string, now: number): void => {
    const rule = ruleOf(key);
    const entry = entries.get(key) ?? { failures: [], waits: 0, until: 0 };
    entry.failures.push(now);
    if (entry.failures.length >= rule.free || entry.waits > 0) {
      entry.until = now + Math.min(rule.maxWaitMs, rule.firstWaitMs * 2 ** entry.waits);
      entry.waits += 1;
    }
    // Moved to the end: the map's order is the order of the last charge.
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.size > maxKeys ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
  };

  return {
    begin(keys, now) {
      const wait = Math.max(0, ...keys.map((key) => (current(key, now)?.until ?? 0) - now));
      if (wait === 0) for (const key of keys) charge(key, now);
      return wait;
    },
    succeeded(account, others) {
      entries.delete(account);
      for (const key of others) {
        const entry = entries.get(key);
        if (!entry) continue;
        entry.failures.pop();
        entry.waits = Math.max(0, entry.waits - 1);
        entry.until = 0;
      }
    },
  };
}

const minuteMs = 60_000;

/** 5 per account and 20 per address in 15 minutes; then 30 s, 1 min, 2 min … up to 15 min. */
export const passwordRules: { readonly account: ThrottleRule; readonly address: ThrottleRule } = {
  account: { free: 5, windowMs: 15 * minuteMs, firstWaitMs: minuteMs / 2, maxWaitMs: 15 * minuteMs },
  address: { free: 20, windowMs: 15 * minuteMs, firstWaitMs: minuteMs / 2, maxWaitMs: 15 * minuteMs },
};

/** Mails that anybody can have sent: 3 per account and 10 per address in an hour. */
const resetRules: { readonly account: ThrottleRule; readonly address: ThrottleRule } = {
  account: { free: 3, windowMs: 60 * minuteMs, firstWaitMs: 15 * minuteMs, maxWaitMs: 60 * minuteMs },
  address: { free: 10, windowMs: 60 * minuteMs, firstWaitMs: 5 * minuteMs, maxWaitMs: 60 * minuteMs },
};

/** Keys are `account X`, `address X`, `reset account X`, `reset address X`. */
export function ruleOf(key: string): ThrottleRule {
  const rules = key.startsWith('reset ') ? resetRules : passwordRules;
  return key.replace('reset ', '').startsWith('account') ? rules.account : rules.address;
}
