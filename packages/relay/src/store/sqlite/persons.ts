// Which visitors are one person, by the word of their site.
import type { ActorId } from '@rapport/protocol';
import type { Kin, Persons } from '../persons.ts';
import type { Database } from './database.ts';
import type { Transactions } from './transaction.ts';

export function createPersons(db: Database, { write }: Transactions): Pick<Persons, 'identify' | 'kin'> {
  const subjectOf = db.prepare('SELECT sub FROM visitor WHERE id = ? AND site = ?');
  const broughtBy = db.prepare('SELECT visitor FROM signature WHERE site = ? AND jti = ?');
  const forget = db.prepare('DELETE FROM signature WHERE until < ?');
  const remember = db.prepare(
    'INSERT INTO signature (site, jti, visitor, until) VALUES (?,?,?,?) ON CONFLICT (site, jti) DO NOTHING',
  );
  const become = db.prepare('UPDATE visitor SET sub = ?, signed_at = ? WHERE id = ?');
  const learn = db.prepare(
    'INSERT INTO person (site, sub, claims) VALUES (?1,?2,?3) ON CONFLICT (site, sub) DO UPDATE SET claims = ?3',
  );
  const kin = db.prepare(
    `SELECT k.id, k.blocked_at AS blockedAt FROM visitor v JOIN visitor k ON k.site = v.site AND k.sub = v.sub
     WHERE v.id = ? AND (k.blocked_at IS NOT NULL OR EXISTS (SELECT 1 FROM conversation c WHERE c.visitor = k.id))`,
  );

  return {
    identify: ({ visitor, site, sub, jti, until, now, ...claims }) =>
      write(() => {
        const known = subjectOf.get(visitor, site) as { sub: string | null } | undefined;
        if (!known) return 'gone';
        if (known.sub !== null && known.sub !== sub) return 'other';
        forget.run(now);
        const first = broughtBy.get(site, jti) as { visitor: ActorId } | undefined;
        if (first && first.visitor !== visitor) return 'replayed';
        remember.run(site, jti, visitor, until);
        become.run(sub, now, visitor);
        learn.run(site, sub, JSON.stringify(claims));
        return 'ok';
      }),
    kin: async (visitor) =>
      (kin.all(visitor) as { id: ActorId; blockedAt: number | null }[]).map(
        ({ id, blockedAt }): Kin => ({ id, isBlocked: blockedAt !== null }),
      ),
  };
}
