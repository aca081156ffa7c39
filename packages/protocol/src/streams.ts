// The three streams of a conversation and who may read them (S1). Pure.
import type { ConvId, Role, Stream } from './frames.ts';

export type Audience = 'main' | 'notes' | 'rating';

/** Splits a stream's name. Null if it is not one. */
export function parseStream(stream: string): { conv: ConvId; audience: Audience } | null {
  const [conv, tail, more] = stream.split('/');
  if (!conv || more !== undefined) return null;
  if (tail === undefined) return { conv, audience: 'main' };
  if (tail === 'n') return { conv, audience: 'notes' };
  if (tail === 'r') return { conv, audience: 'rating' };
  return null;
}

export function streamOf(conv: ConvId, audience: Audience): Stream {
  return audience === 'main' ? conv : `${conv}/${audience === 'notes' ? 'n' : 'r'}`;
}

/** S1: notes never reach a visitor; everything else of a conversation reaches its own visitor and the staff. */
export function mayHear(role: Role, audience: Audience): boolean {
  return role === 'a' || audience !== 'notes';
}
