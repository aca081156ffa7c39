import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '../core/settings/site-settings.ts';
import { startApp, type TestApp } from '../test/http-harness.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: readonly Record<string, readonly string[]>[];
  readonly parameters?: readonly { name: string; in: string; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly servers: readonly { url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { securitySchemes: Record<string, { type: string; in: string; name: string }> };
}

let app: TestApp;
let document: Document;
beforeAll(async () => {
  app = await startApp();
  document = (await app.ask('GET', '/v1/openapi.json')).json() as Document;
});
afterAll(() => app.close());

const operations = (): [string, string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );

test('it is an OpenAPI 3.1 document of this relay', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: 'Rapport', version: '1' });
  expect(document.servers).toEqual([{ url: app.url }]);
});

test('it lists every route of /v1, and nothing else', () => {
  expect(
    operations()
      .map(([method, path]) => `${method.toUpperCase()} ${path}`)
      .sort(),
  ).toEqual([
    'DELETE /v1/session',
    'DELETE /v1/sites/{key}/identity-keys/{id}',
    'DELETE /v1/tokens/{id}',
    'GET /v1/agents',
    'GET /v1/annotations',
    'GET /v1/assessment',
    'GET /v1/audit',
    'GET /v1/cases',
    'GET /v1/cases/{id}',
    'GET /v1/files/{id}',
    'GET /v1/mail',
    'GET /v1/openapi.json',
    'GET /v1/reports/csat',
    'GET /v1/reports/service',
    'GET /v1/reports/{name}',
    'GET /v1/reports/{name}.csv',
    'GET /v1/session',
    'GET /v1/silent',
    'GET /v1/sites',
    'GET /v1/sites/{key}/identity-keys',
    'GET /v1/targets',
    'GET /v1/themes',
    'GET /v1/tokens',
    'GET /v1/transcripts/{id}',
    'GET /v1/visitors/blocked',
    'POST /v1/agents',
    'POST /v1/agents/{id}/reset',
    'POST /v1/agents/{id}/sign-out',
    'POST /v1/annotations',
    'POST /v1/assessment',
    'POST /v1/cases/{id}/close',
    'POST /v1/cases/{id}/contact',
    'POST /v1/cases/{id}/note',
    'POST /v1/cases/{id}/own',
    'POST /v1/cases/{id}/wait',
    'POST /v1/files',
    'POST /v1/mail/{id}/retry',
    'POST /v1/ratings/read',
    'POST /v1/reset',
    'POST /v1/session',
    'POST /v1/setup',
    'POST /v1/setup/link',
    'POST /v1/sites',
    'POST /v1/sites/{key}/identity-keys',
    'POST /v1/themes',
    'POST /v1/ticket',
    'POST /v1/tokens',
    'POST /v1/transcripts',
    'POST /v1/visitors/{id}/unblock',
    'PUT /v1/agents/{id}',
    'PUT /v1/brief',
    'PUT /v1/password',
    'PUT /v1/sites/{key}',
    'PUT /v1/targets',
    'PUT /v1/themes/{id}',
  ]);
});

test('every route but that of a form to sign in stands in the README', () => {
  const readme = readFileSync(`${import.meta.dirname}/../../README.md`, 'utf8');
  const kinds = new Set(operations().map(([, path]) => /^\/v1\/[a-z]+/.exec(path)?.[0] ?? path));
  const own = ['/v1/openapi', '/v1/session', '/v1/setup', '/v1/ticket'];
  expect(
    [...kinds].filter((kind) => !own.includes(kind) && !readme.includes(`\`${kind}`) && !readme.includes(` ${kind}`)),
  ).toEqual([]);
});

test('[R8] [R9] what is preset of ratings is what the README says', () => {
  const readme = readFileSync(`${import.meta.dirname}/../../README.md`, 'utf8');
  for (const name of ['survey', 'guess', 'extra'] as const) {
    const preset = new RegExp(`^\\| \`${name}\` \\| \`(.*?)\` \\|`, 'm').exec(readme)?.[1] ?? '';
    expect([name, JSON.parse(preset)]).toEqual([name, defaultSettings[name]]);
  }
});

test('each answers what goes wrong with a code that has a schema', () => {
  for (const [method, path, { responses }] of operations()) {
    if (path === '/v1/openapi.json') continue;
    const wrong = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
    expect([method, path, wrong.map(([status]) => status)]).toEqual([
      method,
      path,
      expect.arrayContaining(['4XX', '5XX']),
    ]);
    for (const [, { content }] of wrong)
      expect(JSON.stringify(content?.['application/json']?.schema)).toMatch(/\$ref|"code"/);
  }
});

test('every operation has what 3.1 asks for: a unique id, described answers, schemas where there is content', () => {
  const ids = operations().map(([, , { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, path, operation] of operations()) {
    expect(operation.operationId).toMatch(/^\w+$/);
    expect(operation.summary).toBeTruthy();
    expect(path).toMatch(/^\/v1\//);
    for (const [status, answer] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
      expect(answer.description).toBeTruthy();
      for (const { schema } of Object.values(answer.content ?? {}))
        expect(Object.keys(schema).length).toBeGreaterThan(0);
    }
    for (const parameter of operation.parameters ?? [])
      expect(parameter).toMatchObject({
        in: path.includes(`{${parameter.name}}`) ? 'path' : 'query',
        name: expect.any(String),
        schema: expect.any(Object),
      });
    for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {}))
      expect([type, schema]).toEqual([
        'application/json',
        expect.objectContaining({ type: 'object', additionalProperties: false }),
      ]);
  }
});

test('schemas are of JSON Schema 2020-12: no word of 3.0 is left', () => {
  expect(JSON.stringify(document)).not.toMatch(/"nullable"|"exclusiveMinimum":true|"~/);
});

test('what it says needs a session is refused without one, and everything else is public', async () => {
  const { session } = document.components.securitySchemes;
  expect(session).toEqual({ type: 'apiKey', in: 'cookie', name: 'rapport_session' });
  const open: string[] = [];
  for (const [method, path, operation] of operations()) {
    const answer = await app.ask(method.toUpperCase(), path);
    if (operation.security) expect([path, answer.status]).toEqual([path, 401]);
    else open.push(`${method} ${path}`);
  }
  expect(open.sort()).toEqual([
    'get /v1/openapi.json',
    'post /v1/reset',
    'post /v1/session',
    'post /v1/setup',
    'post /v1/setup/link',
  ]);
});
