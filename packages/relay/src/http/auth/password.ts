// Passwords: what may be one, and argon2id with a queue, so that sign-ins never take the machine from the chats.
import { hash, verify } from '@node-rs/argon2';

/** Code points. */
export const passwordLimits = { min: 12, max: 256 } as const;

/** OWASP's first choice: 19 MiB, two passes, one lane. The algorithm's default is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Long enough, and still among the first that are tried. */
const common = new Set([
  'password1234',
  'passwordpassword',
  'password12345',
  'administrator',
  'qwertyuiopasdfghjkl',
  'qwertyuiop123',
  'qwerty123456',
  '1q2w3e4r5t6y',
  'iloveyou1234',
  'letmein12345',
  'welcome12345',
  'changeme1234',
  'correcthorsebatterystaple',
  'football1234',
  'adminadminadmin',
]);

/** Why `password` is refused, for people; null if it may be used. */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < passwordLimits.min) return `Use at least ${passwordLimits.min} characters.`;
  if (length > passwordLimits.max) return `Use at most ${passwordLimits.max} characters.`;
  const lower = password.toLowerCase();
  const name = email.toLowerCase().split('@')[0] ?? '';
  const predictable =
    common.has(lower) ||
    new Set(lower).size < 5 ||
    lower === email.toLowerCase() ||
    (name.length > 3 && lower.replaceAll(name, '').length < 5) ||
    /^\d+$/.test(lower);
  return predictable ? 'This one is easy to guess. Use several unrelated words.' : null;
}

/** The queue is full: somebody is trying very many. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';
}

export interface Passwords {
  /** Rejects with PasswordsBusy. */
  hash(password: string): Promise<string>;
  /** `stored` null or empty: takes as long as a real comparison, and is false. Rejects with PasswordsBusy. */
  matches(stored: string | null, password: string): Promise<boolean>;
}

/** At most `atOnce` are computed at the same time and `waiting` wait for it. */
export function createPasswords(o: { atOnce?: number; waiting?: number } = {}): Passwords {
  const { atOnce = 2, waiting = 32 } = o;
  const queue: (() => void)[] = [];
  let running = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new PasswordsBusy();
      await new Promise<void>((go) => queue.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next one, so `running` never exceeds the limit.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };

  const bytesOf = (password: string): string => password.normalize('NFC');
  // Made when first needed, so that a test or a CLI command that checks no password pays nothing.
  let nobody: Promise<string> | null = null;

  return {
    hash: (password) => inTurn(() => hash(bytesOf(password), cost)),
    matches: (stored, password) =>
      inTurn(async () => {
        nobody ??= hash('nobody has this password', cost);
        const decoy = await nobody;
        const right = await verify(stored || decoy, bytesOf(password)).catch(() => false);
        return right && Boolean(stored);
      }),
  };
}
