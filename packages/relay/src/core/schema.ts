// The shape of every frame and of every command's data, for the relay alone. The protocol package has the same as types;
// `shapeOf` proves the two equal, in both directions, whenever this compiles. Unknown fields are allowed everywhere (C12).

import { type ClientFrame, type CommandData, limits, type Reason, reasons } from '@rapport/protocol';
import type { Static, TSchema } from 'typebox';
import Type from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** True if each can stand where the other is asked for. */
export type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** Without `readonly`; an open set of words is any string. */
type Plain<T> = T extends string
  ? string extends T
    ? string
    : T
  : T extends readonly (infer U)[]
    ? Plain<U>[]
    : T extends object
      ? { -readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** The schema itself, if what it lets through is exactly a `T`; else a compile error. */
const shapeOf =
  <T>() =>
  <S extends TSchema>(schema: S & (Same<Static<S>, Plain<T>> extends true ? unknown : never)): S =>
    schema;

type FrameOf<T extends ClientFrame['t']> = Extract<ClientFrame, { t: T }>;

const text = Type.String();
const flag = Type.Union([Type.Literal(0), Type.Literal(1)]);
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const cursor = Type.Integer({ minimum: -1, maximum: Number.MAX_SAFE_INTEGER });
const outcome = Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no'), Type.Literal('unknown')]);
const score = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4), Type.Literal(5)]);
const nothing = Type.Object({});

const hello = Type.Object({
  t: Type.Literal('hello'),
  v: Type.Literal(1),
  role: Type.Union([Type.Literal('v'), Type.Literal('a')]),
  k: Type.Optional(text),
  tok: Type.Optional(text),
  id: Type.Optional(text),
  dev: text,
  ep: Type.Optional(text),
  cur: Type.Record(Type.String(), count),
  caps: Type.Optional(Type.Array(text)),
  vis: Type.Optional(flag),
});

const command = Type.Object({
  t: Type.Literal('cmd'),
  i: text,
  c: text,
  k: text,
  d: Type.Unknown(),
  if: Type.Optional(Type.Object({ st: Type.Optional(text), as: Type.Optional(Type.Union([text, Type.Null()])) })),
});

const query = Type.Object({
  t: Type.Literal('q'),
  n: count,
  k: text,
  c: Type.Optional(text),
  before: Type.Optional(count),
  lim: Type.Optional(count),
  cursor: Type.Optional(text),
});

const auth = Type.Object({ t: Type.Literal('auth'), tok: text });
const sub = Type.Object({ t: Type.Literal('sub'), c: text, s: cursor });
const unsub = Type.Object({ t: Type.Literal('unsub'), c: text });
const mark = Type.Object({ t: Type.Literal('mark'), c: text, r: Type.Optional(count), d: Type.Optional(count) });
const eph = Type.Object({ t: Type.Literal('eph'), c: text, k: text, on: Type.Optional(flag) });
const vis = Type.Object({ t: Type.Literal('vis'), on: flag });
const ping = Type.Object({ t: Type.Literal('ping'), n: count });
const bye = Type.Object({ t: Type.Literal('bye') });

const files = Type.Optional(Type.Array(text, { minItems: 1, maxItems: limits.files }));
const message = Type.Object({ text, files });

const rate = Type.Object({
  n: count,
  secret: text,
  score,
  reasons: Type.Optional(Type.Array(Type.Unsafe<Reason>(Type.Enum([...reasons])), { maxItems: limits.reasons })),
  resolved: Type.Optional(outcome),
  comment: Type.Optional(text),
  contact: Type.Optional(Type.Object({ wish: Type.Boolean(), to: Type.Optional(text) })),
  expect: Type.Optional(Type.Integer({ minimum: -2, maximum: 2 })),
  nps: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
  ces: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
  lang: Type.Optional(text),
  afterMs: Type.Optional(count),
});

const profile = Type.Object({
  name: Type.Optional(text),
  email: Type.Optional(text),
  lang: Type.Optional(text),
  page: Type.Optional(Type.Object({ url: text, title: Type.Optional(text) })),
  fields: Type.Optional(Type.Record(Type.String(), text)),
});

const presence = Type.Object({
  status: Type.Union([Type.Literal('available'), Type.Literal('finishing'), Type.Literal('away')]),
});

const frames: { readonly [T in ClientFrame['t']]: TSchema } = {
  hello: shapeOf<FrameOf<'hello'>>()(hello),
  cmd: shapeOf<FrameOf<'cmd'>>()(command),
  q: shapeOf<FrameOf<'q'>>()(query),
  auth: shapeOf<FrameOf<'auth'>>()(auth),
  sub: shapeOf<FrameOf<'sub'>>()(sub),
  unsub: shapeOf<FrameOf<'unsub'>>()(unsub),
  mark: shapeOf<FrameOf<'mark'>>()(mark),
  eph: shapeOf<FrameOf<'eph'>>()(eph),
  vis: shapeOf<FrameOf<'vis'>>()(vis),
  ping: shapeOf<FrameOf<'ping'>>()(ping),
  bye: shapeOf<FrameOf<'bye'>>()(bye),
};

const data: { readonly [K in keyof CommandData]: TSchema } = {
  open: shapeOf<CommandData['open']>()(
    Type.Object({ text: Type.Optional(text), team: Type.Optional(text), lang: Type.Optional(text), files }),
  ),
  message: shapeOf<CommandData['message']>()(message),
  note: shapeOf<CommandData['note']>()(Type.Object({ text, to: Type.Optional(text), files })),
  accept: nothing,
  decline: nothing,
  transfer: shapeOf<CommandData['transfer']>()(
    Type.Object({ to: Type.Optional(text), team: Type.Optional(text), note: text }),
  ),
  consult: shapeOf<CommandData['consult']>()(Type.Object({ to: text, text: Type.Optional(text) })),
  join: nothing,
  takeover: nothing,
  escalate: nothing,
  complain: shapeOf<CommandData['complain']>()(Type.Object({ text: Type.Optional(text) })),
  stay: nothing,
  block: shapeOf<CommandData['block']>()(Type.Object({ reason: text, spam: Type.Optional(Type.Literal(1)) })),
  unblock: nothing,
  close: shapeOf<CommandData['close']>()(Type.Object({ outcome: Type.Optional(outcome) })),
  reopen: nothing,
  rate: shapeOf<CommandData['rate']>()(rate),
  dismiss: shapeOf<CommandData['dismiss']>()(Type.Object({ n: count, secret: text })),
  shown: shapeOf<CommandData['shown']>()(
    Type.Object({ n: count, secret: text, again: Type.Optional(Type.Literal(1)) }),
  ),
  rerate: shapeOf<CommandData['rerate']>()(Type.Object({ n: count, secret: text, score })),
  guess: shapeOf<CommandData['guess']>()(Type.Object({ n: count, score: Type.Union([score, Type.Null()]) })),
  void: shapeOf<CommandData['void']>()(Type.Object({ n: count, reason: text })),
  unvoid: shapeOf<CommandData['unvoid']>()(Type.Object({ n: count })),
  profile: shapeOf<CommandData['profile']>()(profile),
  presence: shapeOf<CommandData['presence']>()(presence),
};

const compileAll = (schemas: Readonly<Record<string, TSchema>>): ReadonlyMap<string, Validator> =>
  new Map(Object.entries(schemas).map(([name, schema]) => [name, Compile(schema)]));

/** Compiled once. A map and not an object, so that `constructor` is as unknown as any other word. */
export const frameChecks: ReadonlyMap<string, Validator> = compileAll(frames);
export const dataChecks: ReadonlyMap<string, Validator> = compileAll(data);
