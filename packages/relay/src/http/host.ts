// Whether a request means this relay by its `Host` (A6, SECURITY C1): a page under another name that resolves to us gets nothing. Pure.
import { isIP } from 'node:net';
import { isLoopback } from '../core/settings/exact-origin.ts';

const written = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;

/**
 * The relay's own name; a name of this machine, which no page elsewhere can have; and, as long as nobody has said what the relay is
 * called (`isNamed`), any address in figures.
 */
export function isOwnHost(host: string | undefined, own: string, isNamed: boolean): boolean {
  if (host === undefined || !written.test(host)) return false;
  const { protocol, host: ownHost } = new URL(own);
  const asked = `${protocol}//${host}`;
  if (!URL.canParse(asked)) return false;
  const { host: name, hostname } = new URL(asked);
  return name === ownHost || isLoopback(hostname) || (!isNamed && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0);
}
