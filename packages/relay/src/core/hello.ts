// A hello → who it is, or the close code that says why not (H4, T4, T5). It never says more than the code.

import type { Presence } from '@rapport/protocol';
import { close, type Hello } from '@rapport/protocol';
import type { Core } from './core.ts';
import { decode, type Undecodable } from './decode.ts';
import { isBlocked, type SignedIn, signIn } from './identity/sign-in.ts';
import type { AgentPeer, Peer, Who } from './peer.ts';
import { sha256hex } from './secret.ts';
import { whenceOf } from './whence.ts';

export interface Admission {
  readonly ok: true;
  readonly who: Who;
  readonly presence: Presence;
  readonly newToken: string | null;
  readonly whence: Peer['whence'];
  /** Visitors: what came of `hello.id`. */
  readonly identity?: Pick<SignedIn, 'why' | 'isNews'>;
}

export type Admitted = Admission | { readonly ok: false; readonly code: number; readonly reason: string };

export type First =
  | { readonly ok: true; readonly hello: Hello; readonly waitMs: number }
  | { readonly ok: false; readonly code: number; readonly reason: string; readonly err?: Undecodable };

/** What a socket says first: a hello, or the close code for what it is instead (H1, H4). */
export function readHello({ limits, quotas, clock, chance }: Core, text: string): First {
  const no = (code: number, reason: string, err?: Undecodable): First => ({
    ok: false,
    code,
    reason,
    ...(err ? { err } : {}),
  });
  if (Buffer.byteLength(text) > limits.helloBytes) return no(close.tooLarge, 'too_large');
  const decoded = decode(text);
  if (!decoded.ok) {
    const isOtherVersion = decoded.t === 'hello' && decoded.field === 'v';
    return isOtherVersion ? no(close.version, 'version', decoded) : no(close.badFrames, 'hello_first', decoded);
  }
  if (decoded.frame.t !== 'hello') return no(close.badFrames, 'hello_first');
  const turn = quotas.hello(clock.now(), chance.random); // A1
  if ('waitMs' in turn) return { ok: true, hello: decoded.frame, waitMs: turn.waitMs };
  return no(close.overloaded, `overloaded;retry=${turn.retryMs}`);
}

const refuse = (code: number, reason: string): Admitted => ({ ok: false, code, reason });

export async function authenticate(core: Core, hello: Hello, origin: string | null): Promise<Admitted> {
  // T7: what was true before a revocation is judged again after it. A ticket is used up by the first look.
  const revocations = core.revocations;
  const admitted = hello.role === 'v' ? await visitor(core, hello, origin) : await agent(core, hello, origin);
  if (!admitted.ok || core.revocations === revocations) return admitted;
  if (admitted.who.role === 'v')
    return (await isBlocked(core, admitted.who.id)) ? refuse(close.banned, 'banned') : admitted;
  const standing = await standingOf(core, admitted.who);
  return standing === 'good' ? admitted : refuse(...closeCodeOf[standing]);
}

async function visitor(core: Core, hello: Hello, origin: string | null): Promise<Admitted> {
  const site = hello.k === undefined ? null : await core.store.site(hello.k);
  if (!site || site.disabled) return refuse(close.unknownSite, 'unknown_site');
  core.sites.offer(site);
  if (!core.origins.maySite(origin, site)) return refuse(close.origin, 'origin_denied');
  if (origin !== null) core.sightings.saw(site.key, origin, core.clock.now());
  const row = hello.tok === undefined ? null : await core.store.visitorByToken(sha256hex(hello.tok));
  // T4: an unknown token makes no new visitor.
  if (hello.tok !== undefined && row?.site !== site.key) return refuse(close.revoked, 'unknown_token');
  if (row?.block) return refuse(close.banned, 'banned'); // Q13
  const signedIn = await signIn(core, site, row, hello.id);
  if (signedIn === 'banned') return refuse(close.banned, 'banned'); // I8
  if (signedIn === 'gone') return refuse(close.revoked, 'unknown_token');
  const { id, info, newToken, person, why, isNews } = signedIn;
  return {
    ok: true,
    who: { role: 'v', id, site, ...(info.name === undefined ? {} : { name: info.name }), ...(person && { person }) },
    whence: whenceOf(info),
    presence: 'away',
    newToken,
    identity: { why, isNews },
  };
}

async function agent(core: Core, hello: Hello, origin: string | null): Promise<Admitted> {
  if (!core.origins.mayStaff(origin)) return refuse(close.origin, 'origin_denied');
  if (hello.tok === undefined) return refuse(close.tokenExpired, 'token_expired');
  const credential = await redeem(core, hello.tok);
  const row = credential && (await core.store.agent(credential.agent));
  if (!credential || !row) return refuse(close.tokenExpired, 'token_expired');
  core.roster.offer(row);
  const { session } = credential;
  const standing = await standingOf(core, { id: row.id, session });
  if (standing !== 'good') return refuse(...closeCodeOf[standing]);
  return {
    ok: true,
    who: { role: 'a', id: row.id, name: row.name, agentRole: row.role, session },
    presence: row.presence,
    newToken: null,
    whence: {},
  };
}

/** T5: a ticket works once, within its time; an API token works until it is dropped. Of anything else nothing is taken. */
export async function redeem(core: Core, token: string): Promise<{ agent: string; session: string | null } | null> {
  const hash = sha256hex(token);
  const known = await core.store.secret(hash);
  if (known?.kind !== 'ticket' && known?.kind !== 'api') return null;
  const row = known.kind === 'ticket' ? await core.store.takeSecret(hash) : known;
  if (!row || row.agent === null || row.expiresAt <= core.clock.now()) return null;
  return { agent: row.agent, session: row.kind === 'ticket' ? row.parent : hash };
}

/** What became of an agent's right to be here: signing out ends what the session has opened (T7), its end asks for a new one (T5). */
export async function standingOf(
  core: Core,
  { id, session, agentRole, name }: Pick<AgentPeer, 'id' | 'session'> & Partial<Pick<AgentPeer, 'agentRole' | 'name'>>,
): Promise<'good' | 'expired' | 'revoked'> {
  const row = await core.store.agent(id);
  if (!row || row.disabled) return 'revoked';
  // What he may do and is called is taken from the hello: who is another by now says a new one.
  if ((agentRole ?? row.role) !== row.role || (name ?? row.name) !== row.name) return 'expired';
  if (session === null) return 'good';
  const opened = await core.store.secret(session);
  if (!opened) return 'revoked';
  return opened.expiresAt > core.clock.now() ? 'good' : 'expired';
}

export const closeCodeOf: Readonly<Record<'expired' | 'revoked', readonly [number, string]>> = {
  expired: [close.tokenExpired, 'token_expired'],
  revoked: [close.revoked, 'revoked'],
};
