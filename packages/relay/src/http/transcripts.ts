// /v1/transcripts: a copy of a conversation by mail, for its visitor or by the staff (K1–K5). What it says is core/mail/transcript.ts's.
import { Type } from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Limiters } from '../core/limiters.ts';
import { readAddress } from '../core/mail/address.ts';
import { mailId } from '../core/mail/queue.ts';
import type { MailRow } from '../store/mails.ts';
import type { ConvRow } from '../store/store.ts';
import { addressKey, isOwnMachine } from './address.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';
import { createVisitorAccess, siteKeyOf } from './visitor-access.ts';

const Site = Type.Object({
  site: Type.Optional(Type.String({ maxLength: 40, description: 'Key of the site; a visitor’s request has one' })),
});
const Wish = Type.Object(
  {
    conversation: Type.String({ maxLength: 40 }),
    to: Type.String({ description: 'One address', maxLength: 2 * limits.email }),
    lang: Type.Optional(Type.String({ maxLength: 35, description: 'Of the mail; else what is known of the visitor' })),
    zone: Type.Optional(Type.String({ maxLength: 64, description: 'Of its times, such as Europe/Athens; else UTC' })),
  },
  { additionalProperties: false },
);
const Transcript = Type.Object(
  {
    id: Type.String(),
    to: Type.String({ description: 'As it is sent to' }),
    state: Type.Union([Type.Literal('queued'), Type.Literal('sent'), Type.Literal('failed')], {
      description: 'sent: a mail server has taken it; failed: none will',
    }),
  },
  { description: 'On its way, or at its end' },
);

const tags = ['mail'];
/** The token of a visitor's `welcome`, too. */
const anybody = [...security, { visitor: [] }];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What failed is begun anew by asking again, so often. */
const roundsMost = 3;

/** Null: of the staff. */
type Asker = { readonly id: string; readonly site: string } | null;

export function addTranscripts(app: App, context: Context): void {
  const { store, mail, mailLimits, relay, now, authenticate } = context;
  const visitors = createVisitorAccess(context);
  const addresses = new Limiters(mailLimits.addressTranscripts);
  const askers = new WeakMap<FastifyRequest, Asker>();

  async function onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (siteKeyOf(request) === null) {
      await authenticate(request);
      askers.set(request, null);
      return;
    }
    const { site, visitor } = await visitors.who(request, reply);
    askers.set(request, { id: visitor.id, site: site.key });
  }

  /** C4: whose it is, or of the staff; another's is not there. */
  async function conversationFor(request: FastifyRequest, id: string): Promise<ConvRow> {
    const asker = askers.get(request);
    const row = asker === undefined ? null : await store.conversation(id);
    const isTheirs = !asker || (row?.state.site === asker.site && relay.isPerson(asker.id, row.state.visitor));
    if (!row || !isTheirs) throw new HttpError('not_found');
    return row;
  }

  /** K4: nobody is sent much that he has not asked for, and nothing that a stranger alone has written. */
  async function mayAsk(request: FastifyRequest, { state }: ConvRow, to: string): Promise<void> {
    if (state.fromStaff === 0)
      throw new HttpError('forbidden', { message: 'Nobody of the staff has written in it yet.' });
    const at = now();
    const address = addressKey(request.ip);
    const waitMs = isOwnMachine(address) ? 0 : addresses.take(address, at);
    if (waitMs > 0) throw tooMany(waitMs);
    if ((await store.countMailsTo(to, 'transcript', at - dayMs)) >= mailLimits.transcriptsPerAddress)
      throw tooMany(dayMs);
    const lately = await store.countMailsOf(state.visitor, 'transcript', at - hourMs);
    if (lately >= mailLimits.transcriptsPerVisitor) throw tooMany(hourMs);
  }

  for (const [path, methods] of [
    ['/transcripts', 'POST'],
    ['/transcripts/:id', 'GET'],
  ] as const)
    app.options(path, { config: { fromSites: true }, schema: { hide: true } }, async (request, reply) => {
      await visitors.preflight(request, reply, methods);
      return reply.code(204).send(null);
    });

  app.post(
    '/transcripts',
    {
      onRequest,
      config: { fromSites: true },
      schema: {
        operationId: 'sendTranscript',
        summary: 'Send a copy of a conversation to an address',
        description:
          'Without notes and ratings. The same copy to the same address is sent once; what failed is tried again.',
        tags,
        security: anybody,
        querystring: Site,
        body: Wish,
        response: { 202: Transcript, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { conversation, to: typed, lang, zone = 'UTC' } = request.body;
      const row = await conversationFor(request, conversation);
      if (!mail.isConfigured) throw new HttpError('mail_off');
      const to = readAddress(typed);
      if (to === null) throw new HttpError('invalid_field', { field: 'to' });
      if (!isZone(zone)) throw new HttpError('invalid_field', { field: 'zone' });
      const { conv, heads, state } = row;
      const key = `transcript:${conv}:${heads.main}:${to.toLowerCase()}`;
      const before = await store.mail(mailId(key));
      if (before?.state === 'failed') {
        if (before.round >= roundsMost) throw tooMany(dayMs);
        await mail.retry(before.id);
      } else if (!before) {
        await mayAsk(request, row, to);
        const info = (await store.visitor(state.visitor))?.info;
        const data = { conv, visitor: state.visitor, upTo: heads.main, zone };
        await mail.enqueue({ key, to, kind: 'transcript', lang: lang ?? info?.lang ?? 'en', data });
      }
      const kept = await store.mail(mailId(key));
      if (!kept) throw new HttpError('not_found');
      return reply.code(202).send(viewOf(kept));
    },
  );

  app.get(
    '/transcripts/:id',
    {
      onRequest,
      config: { fromSites: true },
      schema: {
        operationId: 'transcript',
        summary: 'What has become of such a mail',
        tags,
        security: anybody,
        params: IdParams,
        querystring: Site,
        response: { 200: Transcript, ...errorAnswers },
      },
    },
    async (request) => {
      const kept = await store.mail(request.params.id);
      if (kept?.kind !== 'transcript' || kept.conv === null) throw new HttpError('not_found');
      await conversationFor(request, kept.conv);
      return viewOf(kept);
    },
  );
}

/** Why it failed is for the staff: /v1/mail. */
const viewOf = ({ id, to, state }: MailRow) => ({ id, to, state });

const tooMany = (waitMs: number): HttpError =>
  new HttpError('rate_limited', { retryAfter: Math.max(1, Math.ceil(waitMs / 1_000)) });

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
