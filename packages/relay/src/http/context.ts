// What the routes share: the pieces they work with, and the type of the app they are added to.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MailLimits } from '../core/mail/mail-limits.ts';
import type { MailDesk } from '../core/mail/mailer.ts';
import type { Log } from '../core/ports.ts';
import type { Folder } from '../files/folder.ts';
import type { Relay } from '../relay.ts';
import type { Store } from '../store/store.ts';
import type { Passwords } from './auth/password.ts';
import type { Sessions, SignedIn } from './auth/sessions.ts';
import type { Throttle } from './auth/throttle.ts';
import type { Metrics } from './metrics.ts';
import type { FileLimits } from './uploads.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file: longer and slower. */
    takesBytes?: true;
    /** A visitor may ask, from a page of the site. */
    fromSites?: true;
  }
}

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What the routes ask of the relay. */
export type RelayDesk = Pick<
  Relay,
  | 'revoke'
  | 'siteChanged'
  | 'agentChanged'
  | 'presenceOf'
  | 'unblock'
  | 'cases'
  | 'isPerson'
  | 'identitySecret'
  | 'identityRevoked'
>;

export interface Context {
  readonly store: Store;
  readonly relay: RelayDesk;
  readonly mail: MailDesk;
  /** Of uploaded files. */
  readonly folder: Folder;
  readonly fileLimits: FileLimits;
  readonly mailLimits: MailLimits;
  /** Own origin, without a slash at the end. */
  readonly url: string;
  readonly demo: boolean;
  readonly assets: string;
  readonly log: Log;
  readonly now: () => number;
  /** False while starting and stopping. */
  readonly isServing: () => boolean;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly metrics: Metrics;
  /** `onRequest` of every route for agents: before anything of the request is looked at. Throws `unauthenticated`. */
  readonly authenticate: (request: FastifyRequest) => Promise<void>;
  /** Who `authenticate` found. */
  readonly who: (request: FastifyRequest) => SignedIn;
  /** Throws `forbidden` where a password would travel in the open. */
  readonly requireSafeWire: () => void;
  readonly setCookie: (reply: FastifyReply, cookie: string) => void;
  readonly clearCookie: (reply: FastifyReply) => void;
}
