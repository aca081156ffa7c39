// From the environment to settings, or to the list of everything that is wrong with it. Pure: it reads what it is given,
// touches no disk and prints nothing.
import { isIP, isIPv6 } from 'node:net';
import type { RelayLimits } from './core/relay-limits.ts';
import { readLimits } from './limit-settings.ts';
import { readMailFrom, readSmtpUrl, type Sender, type SmtpServer } from './mail-settings.ts';

export interface Settings {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Origin under which people reach the relay, without a slash at the end. Null: http and the address it listens on. */
  readonly url: string | null;
  /** Directory of everything the relay keeps. */
  readonly data: string;
  /** Null: made once and kept in the data directory. */
  readonly secret: string | null;
  readonly durability: 'full' | 'relaxed';
  /** Whether one proxy in front names the visitor's address in `x-forwarded-for`. */
  readonly trustProxy: boolean;
  readonly demo: boolean;
  /** Null: no mail is sent. */
  readonly smtp: SmtpServer | null;
  /** Whose mail it is; there exactly if there is a server. */
  readonly mailFrom: Sender | null;
  readonly logLevel: LogLevel;
  /** Those that are not the presets. */
  readonly limits: Partial<RelayLimits>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export type Read =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Shorter keys can be guessed (SECURITY: HMAC keys have 256 bits). */
export const minSecretBytes = 32;

const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];
const later = ['DATABASE_URL', 'REDIS_URL'];

/** The origin that people use, or else the one it listens on; a wildcard is where to listen, not where to go. */
export function ownUrl({
  url,
  host,
  port,
}: {
  readonly url?: string | null;
  readonly host: string;
  readonly port: number;
}): string {
  if (url) return url;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  // As a browser writes it in `Origin`: lower case, port 80 left out.
  return new URL(`http://${isIPv6(name) ? `[${name}]` : name}:${port}`).origin;
}

type Parsed<T> = { readonly value: T } | { readonly problem: string };
type Parse<T> = (text: string) => Parsed<T>;

const settings: {
  readonly [K in keyof Settings]: {
    readonly name: string;
    readonly preset: Settings[K];
    readonly parse: Parse<Settings[K]>;
  };
} = {
  port: { name: 'PORT', preset: 7420, parse: port },
  host: { name: 'HOST', preset: '127.0.0.1', parse: host },
  url: { name: 'URL', preset: null, parse: publicUrl },
  data: { name: 'DATA', preset: './.rapport', parse: directory },
  secret: { name: 'SECRET', preset: null, parse: secret },
  durability: { name: 'DURABILITY', preset: 'full', parse: oneOf(['full', 'relaxed']) },
  trustProxy: { name: 'TRUST_PROXY', preset: false, parse: flag },
  demo: { name: 'DEMO', preset: false, parse: flag },
  smtp: { name: 'SMTP_URL', preset: null, parse: readSmtpUrl },
  mailFrom: { name: 'MAIL_FROM', preset: null, parse: readMailFrom },
  logLevel: { name: 'LOG_LEVEL', preset: 'info', parse: oneOf(logLevels) },
  limits: { name: 'LIMITS', preset: {}, parse: readLimits },
};

/** Every name that may stand in the environment, for `--help` and the README. */
export const settingNames: readonly string[] = Object.values(settings).map(({ name }) => `RAPPORT_${name}`);

/** Reads `RAPPORT_*` from `env`. An empty value counts as not set. Names every problem, with what to do about it. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Read {
  const problems: string[] = [];
  const take = <K extends keyof Settings>(key: K): Settings[K] => {
    const { name, preset, parse } = settings[key];
    const text = env[`RAPPORT_${name}`]?.trim();
    if (!text) return preset;
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    problems.push(`RAPPORT_${name} ${parsed.problem}`);
    return preset;
  };
  const read: Settings = {
    port: take('port'),
    host: take('host'),
    url: take('url'),
    data: take('data'),
    secret: take('secret'),
    durability: take('durability'),
    trustProxy: take('trustProxy'),
    demo: take('demo'),
    smtp: take('smtp'),
    mailFrom: take('mailFrom'),
    logLevel: take('logLevel'),
    limits: take('limits'),
  };
  const [smtp, from] = ['SMTP_URL', 'MAIL_FROM'].map((name) => Boolean(env[`RAPPORT_${name}`]?.trim()));
  if (smtp && !from)
    problems.push('RAPPORT_MAIL_FROM is missing: RAPPORT_SMTP_URL needs a sender, like chat@example.com.');
  if (from && !smtp) problems.push('RAPPORT_SMTP_URL is missing: without it nothing is sent from RAPPORT_MAIL_FROM.');
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith('RAPPORT_') || settingNames.includes(name) || !env[name]?.trim()) continue;
    problems.push(
      later.includes(name.slice('RAPPORT_'.length))
        ? `${name} is not supported by this version yet. Remove it.`
        : `${name} is not a setting of Rapport. Remove it, or correct its name; known are ${settingNames.join(', ')}.`,
    );
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: read };
}

function port(text: string): Parsed<number> {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return value <= 65_535 ? { value } : { problem: 'must be a whole number from 0 to 65535 (0: any free port).' };
}

function host(text: string): Parsed<string> {
  const named = /^[a-z0-9][a-z0-9.-]{0,252}$/i.test(text) && URL.canParse(`http://${text}`);
  return isIP(text) || named
    ? { value: text }
    : {
        problem: 'must be an address or a host name to listen on, like 127.0.0.1 or 0.0.0.0, without a scheme or port.',
      };
}

function publicUrl(text: string): Parsed<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    return { problem: 'must be the address people use, like https://chat.example.com.' };
  // The widget, the console and the cookie live at the root of their own host.
  if (url.origin !== text.replace(/\/$/, '').toLowerCase())
    return { problem: `must be an origin only, without path, query or password, like ${url.origin}.` };
  return { value: url.origin };
}

function directory(text: string): Parsed<string> {
  return text.includes('\0') ? { problem: 'must be the path of a directory.' } : { value: text };
}

function secret(text: string): Parsed<string> {
  // The value itself is never repeated: problems end up in logs.
  return Buffer.byteLength(text) >= minSecretBytes
    ? { value: text }
    : { problem: `must have at least ${minSecretBytes} bytes. Make one with: openssl rand -base64 48` };
}

function flag(text: string): Parsed<boolean> {
  if (text === '1' || text === 'true') return { value: true };
  return text === '0' || text === 'false' ? { value: false } : { problem: 'must be 1 or 0.' };
}

function oneOf<T extends string>(words: readonly T[]): Parse<T> {
  return (text) => {
    const value = words.find((word) => word === text);
    return value ? { value } : { problem: `must be one of ${words.join(', ')}.` };
  };
}
