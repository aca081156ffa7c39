// Whether an upgrade comes from a browser that is signed in here (R12): by the cookie of the console, which gives no right to anything there.
import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/store.ts';
import { createCookie } from '../cookie.ts';
import { createSessions } from './sessions.ts';

/** Of a `Cookie` header. */
export type StaffBrowser = (cookies: string | undefined) => Promise<boolean>;

export function createStaffBrowser(
  app: Pick<FastifyInstance, 'parseCookie'>,
  { store, url, now }: { readonly store: Store; readonly url: string; readonly now: () => number },
): StaffBrowser {
  const { name } = createCookie(url);
  const sessions = createSessions(store, now);
  return async (cookies) => {
    const value = cookies === undefined ? undefined : app.parseCookie(cookies)[name];
    return value ? sessions.isOpen(value) : false;
  };
}
