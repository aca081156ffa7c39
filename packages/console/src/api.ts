// The relay's HTTP interface as the console uses it. The one file of the console that names fetch.
import type { ErrCode, Open, Team } from '@rapport/protocol';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'agent' | 'lead' | 'owner';
}

/** Satisfaction in a period. `share` and `interval` are fractions from 0 to 1; `display` obeys the small-sample rule (F26). */
export interface Csat {
  readonly n: number;
  readonly satisfied: number;
  readonly dissatisfied: number;
  readonly share: number | null;
  readonly interval: readonly [number, number] | null;
  readonly display: { readonly text: string | null; readonly percent: number | null };
}

export interface ApiProblem {
  /** `unreachable`: no answer came. */
  readonly code: Open<ErrCode | 'unreachable'>;
  readonly status: number;
  readonly message: string;
  readonly field?: string;
  /** Everything that is wrong with what was sent, where the server says it all at once. */
  readonly problems?: readonly FieldProblem[];
  /** Milliseconds until it makes sense to try again. */
  readonly retryAfterMs?: number;
}

/** `field`: where in what was sent, as `settings.hours.week.0.1`. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: ApiProblem;
  constructor(problem: ApiProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** `first`: nobody yet, the first owner. `invited` and `reset`: somebody who is known. */
export type LinkOwner =
  | { readonly kind: 'first' }
  | { readonly kind: 'invited' | 'reset'; readonly name: string; readonly email: string };

/** What every agent may know of a site. */
export interface SiteInfo {
  readonly name: string;
  readonly teams: readonly Team[];
  /** IANA zone of its opening hours; null: it has none. */
  readonly zone?: string | null;
}

/** Each call rejects with ApiError and with nothing else. */
export interface Api {
  session(): Promise<Me>;
  signIn(email: string, password: string): Promise<Me>;
  /** Whom a one-time link is for. It is not used up by this. */
  setUpFor(token: string): Promise<LinkOwner>;
  setUp(input: { token: string; name?: string; email?: string; password: string }): Promise<Me>;
  signOut(): Promise<void>;
  /** Asks for a link by mail. That nothing came of it is not said. */
  forgot(email: string): Promise<void>;
  ticket(signal?: AbortSignal): Promise<string>;
  csat(fromMs: number, toMs: number): Promise<Csat>;
  /** `canMail`: whether answers can go out by mail; null: not said. */
  sites(): Promise<{ readonly sites: ReadonlyMap<string, SiteInfo>; readonly canMail: boolean | null }>;
  /** Any other request. What it gives is for house.ts to know, which comes with the pages that need it. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export function createApi(ask: Fetch = (url, init) => fetch(url, init)): Api {
  const call = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> => {
    let answer: Response;
    try {
      answer = await ask(path, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      throw new ApiError({ code: 'unreachable', status: 0, message: String(cause) });
    }
    const value: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (!answer.ok) throw new ApiError(problemOf(answer, value));
    return value;
  };
  return {
    session: async () => meOf(await call('GET', '/v1/session')),
    signIn: async (email, password) => meOf(await call('POST', '/v1/session', { email, password })),
    setUpFor: async (token) => (await call('POST', '/v1/setup/link', { token })) as LinkOwner,
    setUp: async (input) => meOf(await call('POST', '/v1/setup', input)),
    signOut: async () => {
      await call('DELETE', '/v1/session');
    },
    forgot: async (email) => {
      await call('POST', '/v1/reset', { email });
    },
    ticket: async (signal) => ((await call('POST', '/v1/ticket', undefined, signal)) as { ticket: string }).ticket,
    csat: async (fromMs, toMs) => (await call('GET', `/v1/reports/csat?from=${fromMs}&to=${toMs}`)) as Csat,
    sites: async () => {
      const { sites, mail } = (await call('GET', '/v1/sites')) as {
        sites: readonly {
          key: string;
          name: string;
          settings?: { teams?: readonly Team[]; hours?: { zone: string } | null };
        }[];
        mail?: boolean;
      };
      const infos = sites.map(
        ({ key, name, settings }) =>
          [key, { name, teams: settings?.teams ?? [], zone: settings?.hours?.zone ?? null }] as const,
      );
      return { sites: new Map(infos), canMail: mail ?? null };
    },
    call: (method, path, body) => call(method, path, body),
  };
}

const meOf = (value: unknown): Me => (value as { agent: Me }).agent;

interface Head {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

function problemOf(answer: Head, body: unknown): ApiProblem {
  const e = (body as { error?: { code?: unknown; message?: unknown; field?: unknown; d?: unknown } } | null)?.error;
  const problems = (e?.d as { problems?: readonly FieldProblem[] } | undefined)?.problems;
  const after = Number(answer.headers.get('retry-after'));
  return {
    code: typeof e?.code === 'string' ? e.code : 'unavailable',
    status: answer.status,
    message: typeof e?.message === 'string' ? e.message : '',
    ...(typeof e?.field === 'string' ? { field: e.field } : {}),
    ...(Array.isArray(problems) ? { problems } : {}),
    ...(after > 0 ? { retryAfterMs: after * 1_000 } : {}),
  };
}
