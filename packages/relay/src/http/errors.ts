// Every HTTP error leaves in one shape: {"error":{"code","message","request_id","field"?,"d"?}}. It never repeats the input.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrCode } from '@rapport/protocol';
import { errors } from '@rapport/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../core/ports.ts';
import type { Problem } from '../core/settings/problem.ts';
import { StoreFailed, StoreFull } from '../store/store.ts';
import { PasswordsBusy } from './auth/password.ts';

/** Of an upload: bytes, pixels, types (U2, U3). */
export interface Allowed {
  readonly max?: number;
  readonly pixels?: number;
  readonly types?: readonly string[];
}

/** An expected no. `message` is for people and defaults to what the code says. */
export class HttpError extends Error {
  readonly code: ErrCode;
  readonly field: string | undefined;
  /** Seconds of `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** Everything that is wrong with a form. */
  readonly problems: readonly Problem[] | undefined;
  /** What was allowed. */
  readonly allowed: Allowed | undefined;

  constructor(
    code: ErrCode,
    o: { message?: string; field?: string; retryAfter?: number; problems?: readonly Problem[]; allowed?: Allowed } = {},
  ) {
    super(o.message ?? errors[code].says);
    this.name = 'HttpError';
    this.code = code;
    this.field = o.field;
    this.retryAfter = o.retryAfter;
    this.problems = o.problems;
    this.allowed = o.allowed;
  }
}

/** `field`: the first of them, for who shows one. */
export function invalid(problems: readonly Problem[], code: ErrCode = 'invalid_field', message?: string): HttpError {
  const field = problems[0]?.field;
  return new HttpError(code, { problems, ...(field ? { field } : {}), ...(message ? { message } : {}) });
}

/** What fastify and its parsers report, in our words. Everything else of theirs with a 4xx is a `bad_request`. */
const foreign: Readonly<Record<string, ErrCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_RATE_LIMIT: 'rate_limited',
};

interface Validation {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly params?: {
    readonly requiredProperties?: readonly string[];
    readonly additionalProperties?: readonly string[];
  };
}

/** Names the field only if the schema knows it: the name of an unknown one is the caller's own text. */
function fieldOf(validation: readonly Validation[]): string | undefined {
  if (validation.some(({ keyword }) => keyword === 'additionalProperties')) return undefined;
  for (const { instancePath, params } of validation) {
    const name = instancePath?.split('/')[1] ?? params?.requiredProperties?.[0];
    if (name) return name;
  }
  return undefined;
}

function asHttpError(error: unknown): HttpError | null {
  if (error instanceof HttpError) return error;
  if (error instanceof PasswordsBusy) return new HttpError('unavailable', { retryAfter: 5 });
  if (error instanceof StoreFull) return new HttpError('storage_full', { retryAfter: 30 });
  if (error instanceof StoreFailed) return new HttpError('unavailable', { retryAfter: 5 });
  if (!(error instanceof Error)) return null;
  const { code, statusCode, validation } = error as Error & {
    code?: string;
    statusCode?: number;
    validation?: readonly Validation[];
  };
  if (validation) {
    const field = fieldOf(validation);
    return new HttpError('invalid_field', field ? { field } : {});
  }
  const known = code === undefined ? undefined : foreign[code];
  if (known) return new HttpError(known);
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? new HttpError('bad_request') : null;
}

interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly request_id: string;
    readonly field?: string;
    readonly d?: Allowed & { readonly problems?: readonly Problem[] };
  };
}

export function errorBody(error: HttpError, requestId: string): ErrorBody {
  return {
    error: {
      code: error.code,
      message: error.message,
      request_id: requestId,
      ...(error.field ? { field: error.field } : {}),
      ...(error.problems ? { d: { problems: error.problems } } : error.allowed ? { d: error.allowed } : {}),
    },
  };
}

/** Answers with whatever went wrong; logs only what is our mistake, without its message, which may hold anything. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  let known = asHttpError(error);
  if (!known) {
    log.error('request failed', { request: request.id, ...describe(error) });
    known = new HttpError('internal');
  }
  if (known.retryAfter !== undefined) reply.header('retry-after', String(known.retryAfter));
  reply
    .code(errors[known.code].http)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(known, request.id)));
}

/** Name, code and place of an error, never its message. */
export function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as Error & { code?: unknown };
  const place = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' | ');
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), ...(place ? { at: place } : {}) };
}

/** What Node itself refuses before there is a request: broken framing, headers that are too long or too slow. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(errorBody(new HttpError('bad_request'), requestId));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
