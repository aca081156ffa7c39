// Request bodies: JSON only, with the shape limits of the protocol (B1), so that nothing behind it meets a monster.
import { limits } from '@rapport/protocol';
import type { FastifyRequest } from 'fastify';
import type { App } from './context.ts';
import { HttpError } from './errors.ts';

/** Deeper than `jsonDepth`, wider than `jsonKeys`, NUL or a lone surrogate anywhere. Walks iteratively: depth must not cost stack. */
function isMonster(body: unknown): boolean {
  const rest: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && isBroken(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limits.jsonDepth) return true;
    const entries = Object.entries(value);
    if (!Array.isArray(value) && entries.length > limits.jsonKeys) return true;
    for (const [key, inner] of entries) {
      if (isBroken(key)) return true;
      rest.push({ value: inner, depth: depth + 1 });
    }
  }
  return false;
}

function isBroken(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** Replaces fastify's body parsers by one for `application/json`. An empty body is no body. */
export function takeJsonOnly(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request: FastifyRequest, text, done) => {
    const charset = /charset="?([^;"\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && charset.toLowerCase() !== 'utf-8') return done(new HttpError('media_type'));
    if (text === '') return done(null, undefined);
    void parse(request, text, (error: Error | null, body?: unknown) => {
      if (error) done(new HttpError('bad_request'));
      else if (isMonster(body)) done(new HttpError('bad_request'));
      else done(null, body);
    });
  });
}
