// A mail server that takes everything and keeps it as it came.
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface MailSink {
  readonly port: number;
  /** Whole mails, with their headers. */
  readonly taken: readonly string[];
  close(): Promise<void>;
}

export async function mailSink(): Promise<MailSink> {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy()));
    let buffer = '';
    let isData = false;
    socket.write('220 sink\r\n');
    socket.setEncoding('utf8').on('data', (chunk) => {
      buffer += String(chunk);
      for (;;) {
        const end = isData ? '\r\n.\r\n' : '\r\n';
        const at = buffer.indexOf(end);
        if (at < 0) return;
        const part = buffer.slice(0, at);
        buffer = buffer.slice(at + end.length);
        if (isData) taken.push(part);
        isData = !isData && /^DATA/i.test(part);
        socket.write(isData ? '354 go on\r\n' : /^QUIT/i.test(part) ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
