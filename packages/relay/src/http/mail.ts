// /v1/mail: what waits to be sent, what has failed, and trying it again. For leads and owners, because addresses are in it.
import { Type } from '@fastify/type-provider-typebox';
import type { MailRow } from '../store/mails.ts';
import type { App, Context } from './context.ts';
import { HttpError } from './errors.ts';
import { only, security } from './rights.ts';
import { errorAnswers, IdParams } from './schemas.ts';

const Instant = Type.Number({ description: 'Milliseconds since 1970' });
const Mail = Type.Object({
  id: Type.String(),
  to: Type.String(),
  kind: Type.Union([
    Type.Literal('reply'),
    Type.Literal('invite'),
    Type.Literal('reset'),
    Type.Literal('recovery'),
    Type.Literal('transcript'),
  ]),
  since: Instant,
  attempts: Type.Integer(),
  nextAt: Type.Union([Instant, Type.Null()], { description: 'When it is tried next; null: not by itself' }),
  error: Type.Union([Type.String(), Type.Null()], {
    description: 'What the last attempt came to. For people; may change.',
  }),
});
const List = Type.Object(
  {
    isConfigured: Type.Boolean({ description: 'Whether there is a mail server (RAPPORT_SMTP_URL)' }),
    problem: Type.Union([Type.String(), Type.Null()], {
      description: 'Why nothing goes out at present, if that is known',
    }),
    queued: Type.Array(Mail, { description: 'The one that is tried next first' }),
    failed: Type.Array(Mail, { description: 'The one that failed last first' }),
  },
  { description: 'Mail that has not gone out' },
);
const Done = Type.Null({ description: 'It is tried now' });

const most = 200;
const tags = ['mail'];

export function addMail(app: App, context: Context): void {
  const { mail, log, who } = context;
  const onRequest = only(context, 'lead', 'owner');

  app.get(
    '/mail',
    {
      onRequest,
      schema: {
        operationId: 'mail',
        summary: 'Mail that waits, and mail that could not be sent',
        tags,
        security,
        response: { 200: List, ...errorAnswers },
      },
    },
    async () => {
      const { queued, failed } = await mail.list(most);
      const { isConfigured, problem } = mail;
      return { isConfigured, problem, queued: queued.map(viewOf), failed: failed.map(viewOf) };
    },
  );

  app.post(
    '/mail/:id/retry',
    {
      onRequest,
      schema: {
        operationId: 'retryMail',
        summary: 'Try to send it now, also what was given up',
        tags,
        security,
        params: IdParams,
        response: { 204: Done, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!mail.isConfigured)
        throw new HttpError('conflict', { message: 'There is no mail server. Set RAPPORT_SMTP_URL and start again.' });
      if (!(await mail.retry(id))) throw new HttpError('not_found');
      log.info('mail is tried again', { id, by: who(request).agent.id });
      return reply.code(204).send(null);
    },
  );
}

/** Without what it says: a link in it is for its reader alone. */
const viewOf = ({ id, to, kind, since, attempts, state, nextAt, error }: MailRow) => ({
  ...{ id, to, kind, since, attempts, error },
  nextAt: state === 'queued' ? nextAt : null,
});
