// RAPPORT_SMTP_URL and RAPPORT_MAIL_FROM: where mail goes out, and whose it is. Pure.
import { isIP } from 'node:net';
import { readAddress } from './core/mail/address.ts';
import { cleanName } from './http/person.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `first`: TLS from the first byte. `required`: nothing is sent before STARTTLS. `offered`: STARTTLS if the server has it. */
  readonly tls: 'first' | 'required' | 'offered' | 'off';
  readonly login: { readonly user: string; readonly password: string } | null;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
}

type Parsed<T> = { readonly value: T } | { readonly problem: string };

const example = 'smtps://user:password@mail.example.com';

// The value itself is never repeated: it may hold a password.
export function readSmtpUrl(text: string): Parsed<SmtpServer> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = url && /^smtps?:$/.test(url.protocol) ? url.protocol : null;
  if (!url || !scheme || !url.hostname)
    return { problem: `must be an address like ${example}, or smtp://127.0.0.1:25.` };
  if (!/^\/?$/.test(url.pathname) || url.hash) return { problem: `must end after the host and port, like ${example}.` };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return { problem: 'names a host that is none.' };
  const login = loginOf(url);
  if (login === undefined)
    return { problem: 'must have both a user and a password, or neither, with % before what a URL cannot hold.' };
  const tls = tlsOf(url, scheme, login !== null && !isLoopback(host));
  if (typeof tls === 'object') return tls;
  return { value: { host, port: Number(url.port) || (scheme === 'smtps:' ? 465 : 587), tls, login } };
}

/** Undefined: half of it, or not to be read. */
function loginOf({ username, password }: URL): SmtpServer['login'] | undefined {
  try {
    const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
    if (user === '' && secret === '') return null;
    return user !== '' && secret !== '' && !/\p{Cc}/u.test(`${user}${secret}`) ? { user, password: secret } : undefined;
  } catch {
    return undefined;
  }
}

/** `mustHide`: a password travels over a network. */
function tlsOf({ searchParams }: URL, scheme: string, mustHide: boolean): SmtpServer['tls'] | { problem: string } {
  const given = [...searchParams];
  const [name, value] = given[0] ?? [];
  if (given.length > 1 || (given.length === 1 && (name !== 'tls' || (value !== 'required' && value !== 'off'))))
    return { problem: 'may have nothing behind its ? but tls=required or tls=off.' };
  if (scheme === 'smtps:')
    return value === 'off' ? { problem: 'says smtps and tls=off, which cannot both be.' } : 'first';
  if (value === 'off' && mustHide) return { problem: 'would send the password in the open. Remove tls=off.' };
  if (value === 'off') return 'off';
  return value === 'required' || mustHide ? 'required' : 'offered';
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

/** `chat@example.com`, or with a name: `Acme <chat@example.com>`. */
export function readMailFrom(text: string): Parsed<Sender> {
  const [, named = '', inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
  const address = readAddress(inBrackets ?? text);
  const typed = named.trim().replace(/^"(.*)"$/, '$1');
  const name = typed === '' ? '' : cleanName(typed);
  return address === null || name === null || name !== typed
    ? { problem: 'must be one address, like chat@example.com or Acme <chat@example.com>.' }
    : { value: { name, address } };
}
