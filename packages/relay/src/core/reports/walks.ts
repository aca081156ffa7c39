// Plain walks over columns of numbers, for a million sessions at once: one loop each, that calls nothing and guesses nothing. What half
// of the sessions are is counted and not branched on: a processor that guesses wrong every second time is slower than one that counts.
// Knows nothing of what the numbers mean.

/** Of sessions. */
export type Indexes = Uint32Array;

export type Column = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float64Array;
/** Of few codes. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Where a walk puts what it finds until it knows how many they are: a new array for each costs as much as the walk. */
let room = new Uint32Array(0);

/** For so many. It leaves no walk: what counts is copied from it. */
export function roomFor(size: number): Indexes {
  if (room.length < size) room = new Uint32Array(size);
  return room;
}

/** How many have each code. One kind of column alone: for several, this loop would be twice as long. */
export function tally(of: Indexes, column: Uint8Array, codes: number): Uint32Array {
  const counts = new Uint32Array(codes);
  for (let at = 0; at < of.length; at += 1) {
    const code = column[of[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** How many have each code of the one and of the other: `a * codesOfB + b`. */
export function crossed(of: Indexes, a: Codes, codesOfA: number, b: Codes, codesOfB: number): Uint32Array {
  const counts = new Uint32Array(codesOfA * codesOfB);
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const code = (a[i] ?? 0) * codesOfB + (b[i] ?? 0);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Those whose value lies in [least, most], in their order. */
export function within(of: Indexes, column: Column, least: number, most: number): Indexes {
  const found = roomFor(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const value = column[i] ?? 0;
    found[size] = i;
    size += Number(value >= least) & Number(value <= most);
  }
  return found.slice(0, size);
}

export function countWithin(of: Indexes, column: Column, least: number, most: number): number {
  let count = 0;
  for (let at = 0; at < of.length; at += 1) {
    const value = column[of[at] ?? 0] ?? 0;
    count += Number(value >= least) & Number(value <= most);
  }
  return count;
}

/** Those that have this bit (`bit`), or have it not (0), in their order. */
export function withBit(of: Indexes, column: Codes, bit: number, is: number): Indexes {
  const found = roomFor(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    found[size] = i;
    size += Number(((column[i] ?? 0) & bit) === is);
  }
  return found.slice(0, size);
}

export function countBits(of: Indexes, column: Codes, bits: number): number {
  let count = 0;
  for (let at = 0; at < of.length; at += 1) count += Number(((column[of[at] ?? 0] ?? 0) & bits) !== 0);
  return count;
}

/** Those that are so, in their order: with a call for each of them. */
export function where(of: Indexes, is: (i: number) => boolean): Indexes {
  const found = roomFor(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    found[size] = i;
    size += Number(is(i));
  }
  return found.slice(0, size);
}

/** How many of them are so. */
export function countOf(of: Indexes, is: (i: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < of.length; at += 1) if (is(of[at] ?? 0)) count += 1;
  return count;
}

/** Those of which the one moment is more than so long after the other. */
export function countApart(of: Indexes, from: Float64Array, to: Float64Array, ms: number): number {
  let count = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    count += Number((to[i] ?? 0) - (from[i] ?? 0) > ms);
  }
  return count;
}

/** The greatest of their values; 0 of none. */
export function mostOf(of: Indexes, column: Codes): number {
  let most = 0;
  for (let at = 0; at < of.length; at += 1) most = Math.max(most, column[of[at] ?? 0] ?? 0);
  return most;
}

/** The sessions part by part, in their order: those of part p stand from `ends[p - 1]` to `ends[p]`. */
export interface Parted {
  readonly of: Indexes;
  readonly ends: Uint32Array;
}

/** By a code of each; those of a part that is not there are behind all others. */
export function parted(of: Indexes, codes: Codes, parts: number): Parted {
  const part = roomFor(of.length);
  const ends = new Uint32Array(parts + 1);
  for (let at = 0; at < of.length; at += 1) {
    const own = Math.min(parts, codes[of[at] ?? 0] ?? 0);
    part[at] = own;
    ends[own] = (ends[own] ?? 0) + 1;
  }
  let before = 0;
  for (let own = 0; own <= parts; own += 1) {
    const size = ends[own] ?? 0;
    ends[own] = before;
    before += size;
  }
  const all = new Uint32Array(of.length);
  for (let at = 0; at < of.length; at += 1) {
    const own = part[at] ?? 0;
    const place = ends[own] ?? 0;
    all[place] = of[at] ?? 0;
    ends[own] = place + 1;
  }
  return { of: all, ends };
}

/** The same as arrays of their own, without those of a part that is not there. */
export function partition(rows: Indexes, codes: Codes, parts: number): readonly Indexes[] {
  const { of, ends } = parted(rows, codes, parts);
  return Array.from({ length: parts }, (_, part) => of.subarray(ends[part - 1] ?? 0, ends[part]));
}
