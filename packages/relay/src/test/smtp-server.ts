// A real SMTP server on a port of its own, that keeps what it takes, and can be told to misbehave.
import { Buffer } from 'node:buffer';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly isSecure: boolean;
}

/** `hang up`: without an answer. A number: the answer. */
export type Answer = 'yes' | 'hang up' | number;

export interface TestSmtp {
  readonly port: number;
  readonly url: string;
  readonly taken: readonly Taken[];
  /** Recipients asked for so far, also in vain. */
  readonly asked: readonly string[];
  /** Resolves when so many have been taken. */
  until(count: number): Promise<readonly Taken[]>;
  /** Resolves when recipients were asked for so often. */
  untilAsked(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface TestSmtpOptions {
  readonly port?: number;
  readonly onMail?: (from: string) => Answer;
  readonly onRcpt?: (to: string, time: number) => Answer;
  /** After the whole mail has come; `time`: 1, 2, … */
  readonly onData?: (time: number) => Answer | Promise<Answer>;
  /** In the middle of the mail. */
  readonly diesInData?: (time: number) => boolean;
  readonly login?: { readonly user: string; readonly password: string };
  readonly tls?: Pick<SMTPServerOptions, 'key' | 'cert' | 'secure'>;
  readonly hasStartTls?: boolean;
}

export async function startSmtp(o: TestSmtpOptions = {}): Promise<TestSmtp> {
  const taken: Taken[] = [];
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let mails = 0;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const run of woken) run();
  };
  const until = async (is: () => boolean): Promise<void> => {
    while (!is()) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const say = (answer: Answer, next: (error?: Error | null) => void): void => {
    if (answer === 'hang up') hangUp();
    else if (answer === 'yes') next();
    else next(Object.assign(new Error(`answer ${answer}`), { responseCode: answer }));
  };

  const server = new SMTPServer({
    authOptional: !o.login,
    allowInsecureAuth: true,
    hideSTARTTLS: !o.hasStartTls,
    disabledCommands: [...(o.hasStartTls || o.tls?.secure ? [] : ['STARTTLS']), ...(o.login ? [] : ['AUTH'])],
    disableReverseLookup: true,
    closeTimeout: 1,
    ...o.tls,
    onAuth: ({ username, password }, _session, next) =>
      username === o.login?.user && password === o.login?.password
        ? next(null, { user: username })
        : next(new Error('no')),
    onMailFrom: ({ address }, _session, next) => say(o.onMail?.(address) ?? 'yes', next),
    onRcptTo: ({ address }, _session, next) => {
      asked.push(address);
      wake();
      say(o.onRcpt?.(address, asked.length) ?? 'yes', next);
    },
    onData: (stream, { envelope, secure }, next) => {
      mails += 1;
      const time = mails;
      if (o.diesInData?.(time)) return void stream.once('data', hangUp).on('error', () => {});
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => {});
      stream.on('end', async () => {
        const answer = (await o.onData?.(time)) ?? 'yes';
        const raw = Buffer.concat(chunks);
        if (answer === 'yes' || answer === 'hang up')
          taken.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: envelope.rcptTo.map((one) => one.address),
            raw: raw.toString(),
            mail: await simpleParser(raw),
            isSecure: secure,
          });
        say(answer, next);
        wake();
      });
    },
  });
  server.on('error', () => {}); // A client that goes away in the middle of it is what some tests are about.
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(o.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    asked,
    until: async (count) => {
      await until(() => taken.length >= count);
      return taken;
    },
    untilAsked: (count) => until(() => asked.length >= count),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}
