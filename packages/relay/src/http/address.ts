// Whom an address stands for when something is counted: an IPv4 address, or the /64 that one IPv6 line gets. Never stored or logged.
import { isIPv4, isIPv6 } from 'node:net';

export function addressKey(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Whether `key` is an address that only this machine itself can come from. */
export function isOwnMachine(key: string): boolean {
  return key.startsWith('127.') || key === addressKey('::1');
}
