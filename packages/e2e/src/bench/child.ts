// What every baseline server says of itself over the channel to its parent: its port, its processor time, and the memory it has
// when what is garbage is gone.
import type { AddressInfo, Server } from 'node:net';

export function report(server: Pick<Server, 'address'>): void {
  process.send?.({ is: 'listening', port: (server.address() as AddressInfo).port });
  process.on('message', (message: { do: string }) => {
    const { user, system } = process.cpuUsage();
    if (message.do === 'cpu') process.send?.({ is: 'cpu', microseconds: user + system });
    if (message.do === 'collect') {
      globalThis.gc?.();
      process.send?.({ is: 'collected' });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
