// How a mark moves (M1). Pure.
import type { Mark, Seq } from '@rapport/protocol';

export const noMark: Mark = { r: 0, d: 0 };

/** Forward only, never beyond `head`, and what was read was delivered. The same object if nothing moves. */
export function advance(before: Mark, wish: Partial<Mark>, head: Seq): Mark {
  const r = Math.max(before.r, Math.min(wish.r ?? 0, head));
  const d = Math.max(before.d, r, Math.min(wish.d ?? 0, head));
  return r === before.r && d === before.d ? before : { r, d };
}
