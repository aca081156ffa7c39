// The way to the relay by HTTP: where to, who asks, and what was refused. The one file here that names fetch. Loaded when it is needed.
import type { Core } from './core.ts';
import { ChatError } from './error.ts';
import type { CallOptions, ConnectOptions } from './types.ts';

/** Where to, and who asks: a visitor by his token, an agent by the cookie of a page, or by what he says hello with. */
export async function door(
  x: Core,
  o: ConnectOptions,
  path: string,
  signal: CallOptions['signal'],
): Promise<{ readonly url: URL; readonly headers: Record<string, string> }> {
  x.alive();
  const url = new URL(path, o.url.replace(/^ws/, 'http'));
  const { part } = x;
  const headers: Record<string, string> = {};
  const bearer = (token: string | undefined): void => {
    if (token) headers['authorization'] = `Bearer ${token}`;
  };
  if (part.visitor) {
    const { site, identity } = part.visitor();
    url.searchParams.set('site', site);
    if (!identity.token()) {
      // Whoever attaches something before the first word becomes a visitor by it.
      if (x.connection().phase !== 'stopped') x.input({ on: 'connect' });
      await x.when(() => !!identity.token(), { ...(signal && { signal }) });
    }
    // T3: kept before anything is there that only its owner may send.
    if (!identity.isKept() && (await identity.keep())) x.input({ on: 'reopen' });
    bearer(identity.token());
  } else if (typeof document !== 'object') bearer(await part.credentials?.('start'));
  return { url, headers };
}

export const ask = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { cache: 'no-store', ...init }).catch(broken);

export const broken = (cause: unknown): never => {
  throw new ChatError((cause as Error).name === 'AbortError' ? 'aborted' : 'unavailable', { cause });
};

/** What the relay refused; what stands between may answer without a code. */
export function refusal(status: number, text: string, retryAfterS: number): ChatError {
  let error: { code?: string; field?: string; d?: unknown } = {};
  try {
    error = (JSON.parse(text) as { error?: typeof error }).error ?? {};
  } catch {
    // Not from the relay.
  }
  return new ChatError(error.code ?? (status === 413 ? 'too_large' : 'unavailable'), {
    ...(retryAfterS > 0 && { retryAfterMs: retryAfterS * 1_000 }),
    details: error.d ?? (error.field && { field: error.field }),
  });
}
