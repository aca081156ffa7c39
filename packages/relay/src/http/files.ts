// /v1/files: an upload by a visitor or by the staff (U1), and its bytes back to whoever takes part (U8, U9).
import { Type } from '@fastify/type-provider-typebox';
import { fileTypes } from '@rapport/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPicture } from '../core/files/picture.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { FileRow } from '../store/files.ts';
import { addressKey, isOwnMachine } from './address.ts';
import type { App, Context } from './context.ts';
import { dispositionOf } from './disposition.ts';
import { HttpError } from './errors.ts';
import { security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';
import { createUploads } from './uploads.ts';
import { createVisitorAccess, siteKeyOf } from './visitor-access.ts';

const FileRefView = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'Cleaned; with its extension' }),
    type: Type.String({ description: `By its content; one of ${fileTypes.join(', ')}` }),
    size: Type.Integer({ description: 'Bytes' }),
    w: Type.Optional(Type.Integer({ description: 'Of a picture, pixels' })),
    h: Type.Optional(Type.Integer()),
  },
  { description: 'Kept, and sent by nobody yet' },
);
const Site = Type.Optional(Type.String({ maxLength: 40, description: 'Key of the site; a visitor’s request has one' }));
const Asked = Type.Object({
  site: Site,
  name: Type.Optional(Type.String({ maxLength: 2_000, description: 'What the file is called' })),
});
const Wanted = Type.Object({
  site: Site,
  inline: Type.Optional(Type.Literal('1', { description: 'A picture is to be shown, not saved; only to the staff' })),
});
const tags = ['files'];
/** The token of a visitor's `welcome`, too. */
const anybody = [...security, { visitor: [] }];

/** Nothing in it runs, whatever it is. */
const policy = "sandbox; default-src 'none'";

interface Asker {
  readonly id: string;
  /** Null: of the staff. */
  readonly site: { readonly key: string; readonly maxBytes: number; readonly isOn: boolean } | null;
}

export function addFiles(app: App, context: Context): void {
  const { store, folder, fileLimits, relay, now, authenticate, who } = context;
  const visitors = createVisitorAccess(context);
  const uploads = createUploads({ store, folder, limits: fileLimits, now });
  const askers = new WeakMap<FastifyRequest, Asker>();

  async function onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (siteKeyOf(request) === null) {
      await authenticate(request);
      askers.set(request, { id: who(request).agent.id, site: null });
      return;
    }
    const { site, visitor } = await visitors.who(request, reply);
    const { maxBytes, on: isOn } = settingsOf(site).files;
    askers.set(request, { id: visitor.id, site: { key: site.key, maxBytes, isOn } });
  }

  const askerOf = (request: FastifyRequest): Asker => {
    const asker = askers.get(request);
    if (!asker) throw new HttpError('unauthenticated');
    return asker;
  };

  async function maySee({ id, site }: Asker, row: FileRow): Promise<boolean> {
    if (row.conv === null) return row.by === id;
    if (site === null) return true;
    const conversation = row.inNote || row.site !== site.key ? null : await store.conversation(row.conv);
    return conversation !== null && relay.isPerson(id, conversation.state.visitor);
  }

  // What comes in is nobody's JSON.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  for (const [path, methods] of [
    ['/files', 'POST'],
    ['/files/:id', 'GET'],
  ] as const)
    app.options(path, { config: { fromSites: true }, schema: { hide: true } }, async (request, reply) => {
      await visitors.preflight(request, reply, methods);
      return reply.code(204).send(null);
    });

  app.post(
    '/files',
    {
      onRequest,
      config: { takesBytes: true, fromSites: true },
      schema: {
        operationId: 'upload',
        summary: 'Upload a file: the body is the file itself',
        description: 'Its type is told by its content; the name and `content-type` have to agree with it.',
        tags,
        security: anybody,
        querystring: Asked,
        response: { 201: FileRefView, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { id: by, site } = askerOf(request);
      if (site && !site.isOn) throw new HttpError('files_off');
      const address = addressKey(request.ip);
      const { raw, headers, query } = request;
      const declared = headers['content-length'];
      const ref = await uploads
        .take({
          ...{ by, site: site?.key ?? null, name: query.name, type: headers['content-type'] },
          mostBytes: site?.maxBytes ?? fileLimits.fileBytes,
          declaredBytes: declared === undefined ? null : Number(declared),
          address: isOwnMachine(address) ? null : address,
          // The socket stays for the answer, also if the rest is not wanted.
          chunks: raw.iterator({ destroyOnReturn: false }),
        })
        .catch((cause: unknown) => {
          // Nobody is there any more to be told.
          if (raw.destroyed && !raw.complete) throw new HttpError('bad_request');
          if (!raw.complete) reply.header('connection', 'close');
          throw cause;
        });
      return reply.code(201).send(ref);
    },
  );

  app.get(
    '/files/:id',
    {
      onRequest,
      config: { fromSites: true },
      schema: {
        operationId: 'download',
        summary: 'The bytes of a file, for whoever takes part in its conversation',
        tags,
        security: anybody,
        params: IdParams,
        querystring: Wanted,
        response: { 200: Type.Any({ description: 'The file' }), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const row = await store.file(request.params.id);
      const file = row && (await maySee(asker, row)) ? await folder.read(row.id) : null;
      if (!row || !file) throw new HttpError('not_found');
      const isInline = request.query.inline === '1' && asker.site === null && isPicture(row.type);
      return reply
        .header('content-type', row.type === 'text/plain' ? 'text/plain; charset=utf-8' : row.type)
        .header('content-length', file.size)
        .header('content-disposition', dispositionOf(row.name, isInline ? 'inline' : 'attachment'))
        .header('content-security-policy', policy)
        .header('cache-control', 'private, no-store')
        .send(file.bytes);
    },
  );
}
