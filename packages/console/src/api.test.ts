import { expect, test } from 'vitest';
import { ApiError, createApi } from './api.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function apiThat(answer: () => Response | Promise<Response>): { api: ReturnType<typeof createApi>; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    api: createApi(async (url, init) => {
      asked.push({ url, init });
      return answer();
    }),
  };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

async function problem(run: Promise<unknown>): Promise<ApiError['problem']> {
  const error: unknown = await run.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ApiError);
  return (error as ApiError).problem;
}

test('signing in sends the credentials in the body, never in the address', async () => {
  const { api, asked } = apiThat(() => json(200, { agent: { id: 'a', name: 'Jon', email: 'e', role: 'agent' } }));
  expect(await api.signIn('jon@acme.example', 'secret')).toMatchObject({ name: 'Jon' });
  expect(asked[0]?.url).toBe('/v1/session');
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    body: '{"email":"jon@acme.example","password":"secret"}',
    credentials: 'same-origin',
  });
});

test('a refusal carries its code, field, message and when to try again', async () => {
  const { api } = apiThat(() =>
    json(429, { error: { code: 'rate_limited', message: 'slow', field: 'email' } }, { 'retry-after': '40' }),
  );
  expect(await problem(api.ticket())).toEqual({
    code: 'rate_limited',
    status: 429,
    message: 'slow',
    field: 'email',
    retryAfterMs: 40_000,
  });
});

test('an answer that is not ours is still a problem with a code', async () => {
  const { api } = apiThat(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect(await problem(api.session())).toEqual({ code: 'unavailable', status: 502, message: '' });
});

test('no answer at all is unreachable', async () => {
  const { api } = apiThat(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await problem(api.session())).toMatchObject({ code: 'unreachable', status: 0 });
});

test('signing out has no body and takes no answer', async () => {
  const { api, asked } = apiThat(() => new Response(null, { status: 204 }));
  await api.signOut();
  expect(asked[0]?.init).toMatchObject({ method: 'DELETE' });
  expect(asked[0]?.init.body).toBeUndefined();
});
