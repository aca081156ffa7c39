// /v1/sites/:key/identity-keys: by which a site's own server signs who its visitors are. A secret is told once, and kept nowhere.
import { Type } from '@fastify/type-provider-typebox';
import { nanoid } from 'nanoid';
import { type IdentityKey, mostKeys, readPublicKey } from '../core/identity/keys.ts';
import type { App, Context } from './context.ts';
import { HttpError, invalid } from './errors.ts';
import { formOf } from './form.ts';
import { only, security } from './rights.ts';
import { errorAnswers } from './schemas.ts';

const Alg = Type.Union([Type.Literal('HS256'), Type.Literal('ES256')]);
const kept = {
  id: Type.String({ description: '`kid` of what is signed with it' }),
  alg: Alg,
  createdAt: Type.Number({ description: 'Milliseconds since 1970' }),
};
const Keys = Type.Object(
  { keys: Type.Array(Type.Object(kept)) },
  { description: 'Oldest first; never the secrets themselves' },
);
const Made = Type.Object(
  { ...kept, secret: Type.Optional(Type.String({ description: 'HS256: the secret as it is, told only now' })) },
  { description: 'The key' },
);
const NewKey = Type.Object(
  { alg: Alg, publicKey: Type.Optional(Type.String({ description: 'ES256: SPKI in PEM, P-256' })) },
  { additionalProperties: false },
);
const idOf = Type.String({ minLength: 1, maxLength: 40 });
const Site = Type.Object({ key: idOf }, { additionalProperties: false });
const OneKey = Type.Object({ key: idOf, id: idOf }, { additionalProperties: false });
const tags = ['sites'];
const path = '/sites/:key/identity-keys';

export function addIdentityKeys(app: App, context: Context): void {
  const { store, relay, now, log, who } = context;
  const onRequest = only(context, 'owner');
  const shown = ({ id, alg, createdAt }: IdentityKey) => ({ id, alg, createdAt });

  app.get(
    path,
    {
      onRequest,
      schema: {
        operationId: 'identityKeys',
        summary: 'Keys by which a site signs who somebody is',
        tags,
        security,
        params: Site,
        response: { 200: Keys, ...errorAnswers },
      },
    },
    async (request) => {
      const row = await store.site(request.params.key);
      if (!row) throw new HttpError('not_found');
      return { keys: (row.keys ?? []).map(shown) };
    },
  );

  app.post(
    path,
    {
      onRequest,
      attachValidation: true,
      schema: {
        operationId: 'addIdentityKey',
        summary:
          'Make a key for a site; to replace one, make another and remove the old one once nothing signs with it',
        tags,
        security,
        params: Site,
        body: NewKey,
        response: { 201: Made, ...errorAnswers },
      },
    },
    async (request, reply) => {
      context.requireSafeWire();
      const made = keyOf(formOf(request.body), now());
      const { key } = request.params;
      let isFull = false;
      const changed = await store.changeSite(key, (row) => {
        const keys = row.keys ?? [];
        isFull = keys.length >= mostKeys;
        return isFull ? null : { ...row, keys: [...keys, made] };
      });
      if (isFull)
        throw invalid(
          [{ field: 'alg', code: 'too_many' }],
          'conflict',
          `There are ${mostKeys} keys. Remove one first.`,
        );
      if (!changed) throw new HttpError('not_found');
      await note('identity_key_added', key, made, who(request).agent.id);
      const secret = made.alg === 'HS256' ? { secret: relay.identitySecret(key, made.id) } : {};
      return reply.code(201).send({ ...shown(made), ...secret });
    },
  );

  app.delete(
    `${path}/:id`,
    {
      onRequest,
      schema: {
        operationId: 'dropIdentityKey',
        summary: 'Remove a key; whoever is signed in at that site has to say who that is again',
        tags,
        security,
        params: OneKey,
        response: { 204: Type.Null({ description: 'It counts no more' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { key, id } = request.params;
      let dropped: IdentityKey | undefined;
      await store.changeSite(key, (row) => {
        dropped = row.keys?.find((one) => one.id === id);
        return dropped ? { ...row, keys: (row.keys ?? []).filter((one) => one.id !== id) } : null;
      });
      if (!dropped) throw new HttpError('not_found');
      await note('identity_key_removed', key, dropped, who(request).agent.id);
      relay.identityRevoked(key);
      return reply.code(204).send(null);
    },
  );

  async function note(kind: string, site: string, { id, alg }: IdentityKey, actor: string): Promise<void> {
    await store.addAudit({ at: now(), actor, kind, data: { site, key: id, alg } });
    log.info(kind.replaceAll('_', ' '), { site, kid: id, agent: actor });
  }
}

function keyOf({ alg, publicKey }: Readonly<Record<string, unknown>>, createdAt: number): IdentityKey {
  const id = nanoid();
  if (alg === 'HS256' && publicKey === undefined) return { id, alg, createdAt };
  if (alg !== 'ES256')
    throw invalid([{ field: alg === 'HS256' ? 'publicKey' : 'alg', code: alg === 'HS256' ? 'unknown' : 'choice' }]);
  const pem = typeof publicKey === 'string' ? readPublicKey(publicKey) : null;
  if (pem === null) throw invalid([{ field: 'publicKey', code: 'public_key' }]);
  return { id, alg, createdAt, publicKey: pem };
}
