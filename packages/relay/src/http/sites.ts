// GET /v1/sites: what an agent may need to know of the sites.
import { Type } from '@fastify/type-provider-typebox';
import type { App, Context } from './context.ts';
import { errorAnswers } from './schemas.ts';

const Sites = Type.Object(
  { sites: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), origins: Type.Array(Type.String()) })) },
  { description: 'Sites in use' },
);

export function addSites(app: App, { store, authenticate: onRequest }: Context): void {
  app.get(
    '/sites',
    {
      onRequest,
      schema: {
        operationId: 'sites',
        summary: 'The sites that embed the widget',
        tags: ['sites'],
        security: [{ session: [] }],
        response: { 200: Sites, ...errorAnswers },
      },
    },
    async () => {
      const sites = (await store.sites()).filter((site) => !site.disabled);
      return { sites: sites.map(({ key, name, origins }) => ({ key, name, origins: [...origins] })) };
    },
  );
}
