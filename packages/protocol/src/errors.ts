// Stable codes: of an `err` frame, of an HTTP error body, and of a closing socket. A number or a word here never changes its meaning.

export type ErrCode = keyof typeof errors;

/**
 * Every code an `err` frame or an HTTP error body can carry.
 * `retry`: the same command id may be sent again (after `retry` milliseconds if given). `http`: the status that goes with it.
 */
export const errors = {
  bad_frame: { retry: false, http: 400, says: 'This is not a frame of rapport.v1.' },
  bad_request: { retry: false, http: 400, says: 'The request cannot be understood.' },
  invalid_field: {
    retry: false,
    http: 422,
    says: 'A field is missing, of the wrong type or out of range; `field` names it.',
  },
  empty: { retry: false, http: 422, says: 'There is nothing but white space in it.' },
  too_large: { retry: false, http: 413, says: 'It is longer than the limit.' },
  unauthenticated: { retry: true, http: 401, says: 'Sign in first.' },
  identity_invalid: {
    retry: false,
    http: 401,
    says: 'The signed identity is not accepted; `why` says what for. The chat goes on without it.',
  },
  token_expired: { retry: true, http: 401, says: 'The credential has expired; bring a new one.' },
  forbidden: { retry: false, http: 403, says: 'Not allowed for you.' },
  origin_denied: { retry: false, http: 403, says: 'This page may not use that site.' },
  wrong_host: { retry: false, http: 421, says: 'This relay does not go by that name.' },
  not_found: { retry: false, http: 404, says: 'It does not exist, or is not yours.' },
  method: { retry: false, http: 405, says: 'That path has no such method; `allow` names those it has.' },
  media_type: { retry: false, http: 415, says: 'The body must be application/json.' },
  file_type: {
    retry: false,
    http: 415,
    says: 'That kind of file is not taken, or it is not what it is called; `d.types` has those that are.',
  },
  files_off: { retry: false, http: 403, says: 'This site takes no files.' },
  mail_off: { retry: false, http: 403, says: 'This relay sends no mail.' },
  quota: { retry: true, http: 429, says: 'Too many bytes for today; try again after `retry` milliseconds.' },
  conflict: { retry: false, http: 409, says: 'Its state has changed meanwhile; `d` has the present one.' },
  taken: { retry: false, http: 409, says: 'Somebody else was faster; `d.as` says who.' },
  closed: { retry: false, http: 409, says: 'This chat has ended.' },
  id_reused: { retry: false, http: 409, says: 'The same id came before with other content.' },
  banned: { retry: false, http: 403, says: 'Blocked by the site.' },
  rate_limited: { retry: true, http: 429, says: 'Too much at once; try again after `retry` milliseconds.' },
  internal: { retry: true, http: 500, says: 'Our mistake; it was logged under the request id.' },
  unavailable: { retry: true, http: 503, says: 'Not now; try again.' },
  storage_full: { retry: true, http: 503, says: 'The disk is full; nothing was saved.' },
  unsupported: { retry: false, http: 400, says: 'This relay does not know that word.' },
} as const;

export type CloseReason = 'restart' | 'overload' | 'policy';

/**
 * Why a socket closes. The range carries the decision, so that an old client treats a new code rightly (X1):
 * 4000–4099 try again with backoff, 4100–4199 bring new credentials and try again, 4500–4999 final.
 */
export const close = {
  normal: 1000,
  goingAway: 1001,
  unsupportedData: 1003,
  badUtf8: 1007,
  policy: 1008,
  tooLarge: 1009,
  internal: 1011,
  restart: 1012,
  overloaded: 1013,
  helloTimeout: 4001,
  heartbeatLost: 4002,
  slowConsumer: 4003,
  tooManySockets: 4005,
  rateLimited: 4008,
  tokenExpired: 4100,
  version: 4500,
  badFrames: 4501,
  unknownSite: 4502,
  revoked: 4503,
  origin: 4504,
  banned: 4505,
} as const;

export type CloseCode = (typeof close)[keyof typeof close];

/** Whether a client may try again after this close code, and how (X1). Unknown codes below 4500 may. */
export function afterClose(code: number): 'retry' | 'credentials' | 'stop' {
  if (code >= 4500 && code < 5000) return 'stop';
  if (code >= 4100 && code < 4200) return 'credentials';
  return 'retry';
}
