// The way out over SMTP. The only file that names nodemailer.
import type { ConnectionOptions } from 'node:tls';
import { createTransport } from 'nodemailer';
import { readAddress } from '../core/mail/address.ts';
import type { MailLimits } from '../core/mail/mail-limits.ts';
import type { MailTransport, Sent } from '../core/mail/mailer.ts';
import { cleanLine } from '../core/text.ts';
import type { Sender, SmtpServer } from '../mail-settings.ts';

export interface SmtpOptions {
  readonly server: SmtpServer;
  readonly sender: Sender;
  readonly limits: Pick<MailLimits, 'mailConnectMs' | 'mailSilenceMs'>;
  /** Tests only: whom to trust. */
  readonly tls?: ConnectionOptions;
}

/** What nodemailer tells of a failure, as far as it is used here. */
interface Failure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
}

export function createSmtp({ server, sender, limits, tls }: SmtpOptions): MailTransport {
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const smtp = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls === 'first',
    requireTLS: server.tls === 'required',
    ignoreTLS: server.tls === 'off',
    ...(server.login ? { auth: { user: server.login.user, pass: server.login.password } } : {}),
    ...(tls ? { tls } : {}),
    name: domain, // What this machine is called is nobody's business.
    connectionTimeout: limits.mailConnectMs,
    greetingTimeout: limits.mailConnectMs,
    dnsTimeout: limits.mailConnectMs,
    socketTimeout: limits.mailSilenceMs,
    maxResponseSize: 65_536,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const under = new AbortController();

  return {
    domain,
    async send({ messageId, fromName, to, subject, text, html, lang }): Promise<Sent> {
      // nodemailer would read more than one address out of it.
      if (readAddress(to) !== to) return { ok: false, isFinal: true, isOurs: false, why: 'This is no e-mail address.' };
      // A server that sends a byte now and then is not silent, and yet says nothing.
      const tooLong = AbortSignal.timeout(2 * limits.mailSilenceMs);
      try {
        await smtp.sendMail({
          envelope: { from: sender.address, to: [to] },
          from: { name: fromName || sender.name, address: sender.address },
          to: { name: '', address: to },
          messageId: `<${messageId}>`,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': lang },
          xMailer: false,
          signal: AbortSignal.any([tooLong, under.signal]),
        });
        return { ok: true };
      } catch (error) {
        return verdict(error as Failure);
      }
    },
    async check(): Promise<Sent> {
      try {
        await smtp.verify();
        return { ok: true };
      } catch (error) {
        return verdict(error as Failure);
      }
    },
    close: () => {
      under.abort();
      smtp.close();
    },
  };
}

/** Of the mail itself: who it is from, whom it is for, what it is. All before is about the server, and the same for every mail. */
const ofTheMail = ['EENVELOPE', 'EMESSAGE'];
/** "Authentication required": a matter of settings, wherever it is said. */
const needsLogin = 530;

export function verdict(failure: Failure): Extract<Sent, { ok: false }> {
  const { code = '', responseCode, permanent, command } = failure;
  const isOfMail = ofTheMail.includes(code) && responseCode !== needsLogin;
  // Without an answer of the server it is a mail that cannot be sent to any.
  const isFinal = isOfMail && (responseCode === undefined || permanent === true);
  return { ok: false, isFinal, isOurs: !isOfMail || command === 'MAIL FROM', why: why(failure) };
}

const wordsMost = 200;

function why({ code = '', originalCode, response }: Failure): string {
  const said = cleanLine(response ?? '', Number.MAX_SAFE_INTEGER);
  const answer = said.ok ? ` It said: ${[...said.text].slice(0, wordsMost).join('')}` : '';
  const cause = originalCode ? ` (${originalCode})` : '';
  switch (code) {
    case 'EAUTH':
      return `The mail server refuses the user or the password.${answer}`;
    case 'ETLS':
      return `There is no secure connection with the mail server${cause}.${answer}`;
    case 'EDNS':
      return `The mail server's name is not known${cause}.`;
    case 'ETIMEDOUT':
    case 'EABORT':
      return 'The mail server did not answer in time.';
    case 'EENVELOPE':
    case 'EMESSAGE':
      return `The mail server does not take it.${answer}`;
    default:
      return `The mail server cannot be reached${cause || (code ? ` (${code})` : '')}.${answer}`;
  }
}
