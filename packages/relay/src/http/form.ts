// The body of a form that the core judges: an object at least.
import { HttpError } from './errors.ts';

export function formOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new HttpError('bad_request');
  return body as Record<string, unknown>;
}
