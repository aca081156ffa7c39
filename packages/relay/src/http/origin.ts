// The relay's own address, and whether a request that changes something comes from its own pages. Pure.
import { isLoopback } from '../core/settings/exact-origin.ts';

/** Passwords and cookies go over https, or over http on this very machine. */
export function maySignIn(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname);
}

/** Reads only header names that a page cannot forge. */
export function isForeign(
  headers: { readonly origin?: string | undefined; readonly 'sec-fetch-site'?: string | string[] | undefined },
  own: string,
): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  return (origin !== undefined && origin !== own) || (site !== undefined && site !== 'same-origin' && site !== 'none');
}

/** `http://localhost:7420` is not the origin `http://127.0.0.1:7420`: pages asked for under such another name are sent to the right one. */
export function otherLoopbackName(host: string | undefined, own: string): boolean {
  const { hostname, port, protocol } = new URL(own);
  if (host === undefined || protocol !== 'http:' || !isLoopback(hostname) || !URL.canParse(`http://${host}`))
    return false;
  const asked = new URL(`http://${host}`);
  return asked.username === '' && asked.port === port && asked.hostname !== hostname && isLoopback(asked.hostname);
}
