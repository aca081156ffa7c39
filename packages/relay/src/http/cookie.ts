// The one cookie there is: it names a session, and only the console's own requests carry it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionTimes } from './auth/sessions.ts';

export interface SessionCookie {
  readonly name: string;
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, value: string): void;
  clear(reply: FastifyReply): void;
}

/** `__Host-` needs https, so plain http (only ever this machine) has a name without the promise. */
export function createCookie(url: string): SessionCookie {
  const secure = url.startsWith('https:');
  const name = secure ? '__Host-rapport' : 'rapport_session';
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    name,
    read: (request) => request.cookies[name],
    set: (reply, value) => void reply.setCookie(name, value, { ...options, maxAge: sessionTimes.absoluteMs / 1_000 }),
    clear: (reply) => void reply.clearCookie(name, options),
  };
}
