// The one error class of the SDK. Codes are stable; messages are for developers and may change.
import type { ServerFrame } from '@rapport/protocol';
import type { ChatErrorCode, ChatErrorLike } from './types.ts';

/** Codes after which the same command may be sent again: those the protocol's table marks with `retry` (a test holds them together). */
const again = /^(internal|un(available|authenticated)|token_expired|rate_limited|quota|storage_full)$/;

/** Everything the SDK throws, rejects with, or reports. `code` decides; `details` is what the relay said beside it. */
export class ChatError extends Error implements ChatErrorLike {
  declare readonly name: 'ChatError';
  declare readonly code: ChatErrorCode;
  declare readonly retryable: boolean;
  declare readonly retryAfterMs?: number;
  declare readonly details?: unknown;

  constructor(code: ChatErrorCode, o: { retryAfterMs?: number | undefined; details?: unknown; cause?: unknown } = {}) {
    super(code);
    Object.assign(this, o, { name: 'ChatError', code, retryable: again.test(code) });
  }

  /** Whether `e` is a ChatError, and, if `code` is given, one of that code. */
  static is(e: unknown, code?: ChatErrorCode): e is ChatError {
    return e instanceof ChatError && (!code || e.code === code);
  }
}

/** What the relay refused, as an error. */
export const errorOf = (f: Extract<ServerFrame, { t: 'err' }>): ChatError =>
  new ChatError(f.code, { retryAfterMs: f.retry, details: f.d ?? f.c });
