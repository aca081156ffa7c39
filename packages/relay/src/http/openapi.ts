// GET /v1/openapi.json: made from the routes' own schemas, so it cannot say anything else than they do.
import swagger from '@fastify/swagger';
import { Type } from '@fastify/type-provider-typebox';
import type { App } from './context.ts';
import { createCookie } from './cookie.ts';

const Document = Type.Unsafe<object>({ type: 'object', additionalProperties: true, description: 'OpenAPI 3.1' });

/** Call it before the routes are added. */
export async function addOpenapi(app: App, url: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rapport',
        version: '1',
        description:
          'Chats themselves travel on the socket at /v1/ws (rapport.v1). Whatever changes something takes application/json from the relay’s own pages; an upload is the file itself.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url }],
      tags: [
        { name: 'session' },
        { name: 'agents' },
        { name: 'sites' },
        { name: 'visitors' },
        { name: 'files' },
        { name: 'mail' },
        { name: 'cases' },
        { name: 'reports' },
        { name: 'meta' },
      ],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: createCookie(url).name },
          token: { type: 'http', scheme: 'bearer' },
          visitor: {
            type: 'http',
            scheme: 'bearer',
            description: 'The token of a visitor’s welcome, with `site` in the query',
          },
        },
      },
    },
  });
  app.get(
    '/v1/openapi.json',
    { schema: { operationId: 'openapi', summary: 'This document', tags: ['meta'], response: { 200: Document } } },
    async (_request, reply) => reply.header('cache-control', 'no-store').send(app.swagger()),
  );
}
