// A source address of the loopback for each client, so that thousands of them are not one address to the relay, and ports do not run out.

export function addressOf(n: number): string {
  return `127.${1 + (n >> 14)}.${(n >> 7) & 127}.${1 + (n & 127)}`;
}
