// A few of many by lot: the same for whoever draws of the same, so that nobody draws until he likes what he sees. Pure.

/** At most `count` of the `ids`, each as likely as any other. `seed` is of the period, and nobody's choice. */
export function drawn(ids: Iterable<number>, count: number, seed: number): readonly number[] {
  const start = mix(Math.floor(seed / 1_000) | 0);
  const lowest: { readonly id: number; readonly lot: number }[] = [];
  for (const id of ids) {
    const lot = mix(id ^ start);
    if (lowest.length === count && lot >= (lowest.at(-1)?.lot ?? 0)) continue;
    const place = lowest.findIndex((one) => lot < one.lot);
    lowest.splice(place < 0 ? lowest.length : place, 0, { id, lot });
    if (lowest.length > count) lowest.pop();
  }
  return lowest.map(({ id }) => id);
}

/** A whole number spread over 32 bits (the finalizer of MurmurHash3): one for one, so no two ids share a lot. */
function mix(given: number): number {
  let bits = given | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
