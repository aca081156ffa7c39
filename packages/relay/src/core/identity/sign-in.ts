// Which visitor a hello is of, once its identity is judged (I4, I6), and which others are the same person (I5, I8).
import { type ActorId, close, type Signed, type VisitorInfo } from '@rapport/protocol';
import type { SiteRow, VisitorRow } from '../../store/store.ts';
import type { Core } from '../core.ts';
import type { Person } from '../peer.ts';
import { sha256hex } from '../secret.ts';
import { type Verified, verifyIdentity, type Why } from './verify.ts';

type Visitor = Pick<VisitorRow, 'id' | 'info'> & { readonly newToken: string | null };

export interface SignedIn extends Visitor {
  /** Null: no identity was accepted. */
  readonly person: Person | null;
  /** Why it was not. */
  readonly why: Why | null;
  /** What was signed is not what was known. */
  readonly isNews: boolean;
}

/** `row`: whose token it brought; null: nobody's. `jwt`: '' says that nobody is signed in. `gone`: erased meanwhile. */
export async function signIn(
  core: Core,
  site: SiteRow,
  row: VisitorRow | null,
  jwt: string | undefined,
): Promise<SignedIn | 'banned' | 'gone'> {
  const verified = jwt ? await verifyOf(core, site, jwt) : null;
  let visitor: Visitor | null = row && { id: row.id, info: row.info, newToken: null };
  if (!visitor || (jwt === '' && visitor.info.signed)) visitor = await begin(core, site); // I6
  if (verified === null || typeof verified === 'string') return admit(core, visitor, verified);
  let outcome = await core.store.identify({ ...verified, visitor: visitor.id });
  if (outcome === 'other') {
    visitor = await begin(core, site); // I4
    outcome = await core.store.identify({ ...verified, visitor: visitor.id });
  }
  if (outcome === 'replayed') return admit(core, visitor, refused(core, site, outcome));
  return outcome === 'ok' ? admit(core, visitor, verified) : 'gone';
}

/** Q13, I8: whoever is blocked is blocked as a person. */
export async function isBlocked({ store }: Core, visitor: ActorId): Promise<boolean> {
  const row = await store.visitor(visitor);
  return !!row?.block || (!!row?.info.signed && (await store.kin(visitor)).some((kin) => kin.isBlocked));
}

/** Ends every socket of a site on which an identity was accepted; each comes back with a new one. */
export function identityRevoked({ hub }: Pick<Core, 'hub'>, site: string): void {
  for (const { who, wire } of [...hub.visitorPeers()])
    if (who.role === 'v' && who.person && who.site.key === site) wire.close(close.tokenExpired, 'token_expired');
}

async function verifyOf({ secret, clock, ...core }: Core, site: SiteRow, jwt: string): Promise<Verified | Why> {
  const verified = await verifyIdentity(jwt, { site: site.key, keys: site.keys ?? [], secret, now: clock.now() });
  return typeof verified === 'string' ? refused(core, site, verified) : verified;
}

/** I1, T2: a word, and nothing of what was brought. */
function refused({ log }: Pick<Core, 'log'>, site: SiteRow, why: Why): Why {
  log.info('identity refused', { site: site.key, why });
  return why;
}

/** A visitor of whom nothing is known. */
async function begin({ store, chance, clock }: Core, site: SiteRow): Promise<Visitor> {
  const [id, newToken] = [chance.id(), chance.token()];
  const info: VisitorInfo = {};
  await store.createVisitor({ id, site: site.key, info, createdAt: clock.now() }, sha256hex(newToken));
  return { id, info, newToken };
}

async function admit(core: Core, visitor: Visitor, verified: Verified | Why | null): Promise<SignedIn | 'banned'> {
  const isAccepted = verified !== null && typeof verified !== 'string';
  const kin = isAccepted || visitor.info.signed ? await core.store.kin(visitor.id) : [];
  if (kin.some(({ isBlocked: is }) => is)) return 'banned';
  if (!isAccepted) return { ...visitor, person: null, why: verified, isNews: false };
  const { sub } = verified;
  const ids = new Set([visitor.id, ...kin.map(({ id }) => id)]);
  return { ...visitor, person: { sub, ids }, why: null, isNews: said(visitor.info.signed) !== said(verified) };
}

const said = (it: Omit<Signed, 'at'> | undefined): string | null =>
  it ? JSON.stringify([it.sub, it.name, it.email, Object.entries(it.fields ?? {}).sort()]) : null;
