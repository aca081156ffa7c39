// Security headers of every answer, and the content security policies of the two pages (SECURITY C9).
import type { FastifyHelmetOptions } from '@fastify/helmet';

type Policy = Exclude<NonNullable<FastifyHelmetOptions['contentSecurityPolicy']>, boolean>;

/** `'self'` covers ws:// and wss:// only in newer browsers, so the socket's address is named. */
function socketOf(url: string): string {
  return url.replace(/^http/, 'ws');
}

/** Scripts, styles and pictures of our own origin, nothing inline, and no HTML from strings at all. */
export function consolePolicy(url: string): Policy {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'blob:', 'data:'],
      mediaSrc: ["'self'"],
      connectSrc: ["'self'", socketOf(url)],
      fontSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
  };
}

/** A shop's page with a style of its own inside; for scripts it is as strict as the console, and the widget must work there. */
export function demoPolicy(url: string): Policy {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", socketOf(url)],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
  };
}

/** Answers that are no pages may load nothing and stand in no frame. */
export function securityHeaders(url: string): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: url.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  };
}
