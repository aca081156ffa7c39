// Text from the network → a frame of the protocol, or the documented reason why it is none (B1, B2, C12). Never throws.
// It knows shapes only: who may ask what, and what a text may contain, is judged later.
import { type ClientFrame, type ErrCode, isId, limits, parseStream, type ServerFrame } from '@rapport/protocol';
import type { Validator } from 'typebox/compile';
import { dataChecks, frameChecks } from './schema.ts';

export interface Undecodable {
  readonly ok: false;
  readonly code: ErrCode;
  readonly field?: string;
  /** What the frame called itself, if it got that far: the answer carries `i`, `n` and `c` back. */
  readonly t?: string;
  readonly i?: string;
  readonly n?: number;
  readonly c?: string;
}

export type Decoded = { readonly ok: true; readonly frame: ClientFrame } | Undecodable;

/** What the peer is told of it. */
export const errFrame = ({ code, field, i, n, c }: Undecodable): ServerFrame => ({
  t: 'err',
  ...(i === undefined ? {} : { i }),
  ...(n === undefined ? {} : { n }),
  ...(c === undefined ? {} : { c }),
  code,
  ...(field === undefined ? {} : { d: { field } }),
});

type Named = Pick<Undecodable, 't' | 'i' | 'n' | 'c'>;
type Fields = Readonly<Record<string, unknown>>;

const notAFrame: Undecodable = { ok: false, code: 'bad_frame' };

export function decode(raw: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return notAFrame; // B1: not JSON
  }
  if (!isPlain(value) || typeof value.t !== 'string') return notAFrame;
  // A NUL can only have come by an escape, a lone surrogate by an escape or by a socket that is not one: most frames have neither.
  const suspicious = raw.includes('\\u') || !raw.isWellFormed();
  if (!isTame(value, 1, suspicious)) return notAFrame;
  const check = frameChecks.get(value.t);
  if (!check) return { ok: false, code: 'unsupported', ...nameOf(value) };
  if (!check.Check(value)) return wrongFrame(check, value, nameOf(value));
  const frame = value as unknown as ClientFrame;
  const wrong = wrongName(frame);
  return wrong ? { ...wrong, ...nameOf(value) } : { ok: true, frame };
}

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** B1: no deeper than 8, no more than 64 keys in an object (200 cursors in a hello), no NUL, no lone surrogate. Descends 8 levels at most itself. */
function isTame(value: unknown, depth: number, suspicious: boolean, keysAllowed: number = limits.jsonKeys): boolean {
  if (typeof value === 'string') return !suspicious || isClean(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth > limits.jsonDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isTame(item, depth + 1, suspicious));
  let keys = 0;
  // What JSON.parse makes has no keys but its own.
  for (const key in value) {
    keys += 1;
    if (keys > keysAllowed) return false;
    if (suspicious && !isClean(key)) return false;
    const wide = depth === 1 && key === 'cur' ? limits.cursors : limits.jsonKeys;
    if (!isTame((value as Fields)[key], depth + 1, suspicious, wide)) return false;
  }
  return true;
}

const isClean = (s: string): boolean => s.isWellFormed() && !s.includes('\0');

function nameOf(value: Fields): Named {
  return {
    ...(typeof value.t === 'string' ? { t: value.t } : {}),
    ...(isId(value.i) ? { i: value.i } : {}),
    ...(Number.isSafeInteger(value.n) ? { n: value.n as number } : {}),
    ...(isStream(value.c) ? { c: value.c } : {}),
  };
}

function wrongFrame(check: Validator, value: Fields, named: Named): Undecodable {
  const { field, at } = firstError(check, value);
  // B1: a number where a safe integer belongs, and is none.
  if (typeof at === 'number' && !Number.isSafeInteger(at)) return notAFrame;
  return { ok: false, code: 'invalid_field', field, ...named };
}

/** Ids and streams by their pattern, and the data of a command by its kind. */
function wrongName(frame: ClientFrame): Undecodable | null {
  switch (frame.t) {
    case 'cmd': {
      if (!isId(frame.i)) return invalid('i');
      const check = dataChecks.get(frame.k);
      if (!check) return { ok: false, code: 'unsupported' };
      // C11: `c` of these two is ignored.
      if (!isId(frame.c) && frame.k !== 'profile' && frame.k !== 'presence') return invalid('c');
      return check.Check(frame.d) ? null : wrongData(check, frame.d);
    }
    case 'sub':
    case 'unsub':
      return isStream(frame.c) ? null : invalid('c');
    case 'mark':
    case 'eph':
      return isId(frame.c) ? null : invalid('c');
    case 'q':
      return frame.c === undefined || isStream(frame.c) ? null : invalid('c');
    case 'hello':
      return Object.keys(frame.cur).every(isStream) ? null : invalid('cur');
    default:
      return null;
  }
}

const invalid = (field: string): Undecodable => ({ ok: false, code: 'invalid_field', field });

function wrongData(check: Validator, data: unknown): Undecodable {
  if (!isPlain(data)) return invalid('d');
  const { field } = firstError(check, data);
  // R3: no secret is no right, not a slip of the pen.
  return field === 'secret' ? { ok: false, code: 'forbidden' } : invalid(field);
}

function firstError(check: Validator, value: Fields): { field: string; at: unknown } {
  const [error] = check.Errors(value);
  if (!error) return { field: '', at: undefined };
  const path = error.instancePath.split('/').slice(1);
  if (error.keyword === 'required' && path.length === 0) {
    return { field: error.params.requiredProperties[0] ?? '', at: undefined };
  }
  const at = path.reduce<unknown>(
    (v, step) => (isPlain(v) || Array.isArray(v) ? (v as Fields)[step] : undefined),
    value,
  );
  return { field: path[0] ?? '', at };
}

function isStream(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > limits.id + 2) return false;
  const parsed = parseStream(value);
  return parsed !== null && isId(parsed.conv);
}
