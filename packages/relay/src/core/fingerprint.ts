// What makes a repeat a repeat (L3): a short name for what a command asks. Pure.
// 53 bits, made for speed and not against malice: who makes two commands of one name, under one id, deceives nobody else.
import type { Command } from '@rapport/protocol';

export function fingerprint({ k, d }: Pick<Command, 'k' | 'd'>): string {
  const text = `${k} ${JSON.stringify(d)}`;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
