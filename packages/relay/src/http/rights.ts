// Which roles may use a route: asked before anything else of the request is looked at.
import type { FastifyRequest } from 'fastify';
import type { AgentRow } from '../store/store.ts';
import type { Context } from './context.ts';
import { HttpError } from './errors.ts';

type Role = AgentRow['role'];

/** `onRequest` of a route for these roles alone. */
export function only({ authenticate, who }: Context, ...roles: readonly Role[]): Context['authenticate'] {
  return async (request: FastifyRequest) => {
    await authenticate(request);
    if (!roles.includes(who(request).agent.role)) throw new HttpError('forbidden');
  };
}

/** Of operations that need somebody who is signed in, or a program with his token. */
export const security: readonly { readonly [scheme: string]: readonly string[] }[] = [{ session: [] }, { token: [] }];

/** T7: a program may not make what outlives its token: an account, a password, another token. */
export function refuseProgram({ isProgram }: { readonly isProgram: boolean }): void {
  if (isProgram) throw new HttpError('forbidden', { message: 'An API token cannot do that. Sign in for it.' });
}
