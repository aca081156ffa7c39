// Shapes that several routes share; OpenAPI is made from them.
import {
  type TArray,
  type TInteger,
  type TLiteral,
  type TObject,
  type TOptional,
  type TString,
  type TUnion,
  Type,
} from '@fastify/type-provider-typebox';
import { limits } from '@rapport/protocol';
import { problemCodes } from '../core/settings/problem.ts';
import type { AgentRow } from '../store/store.ts';
import { passwordLimits } from './auth/password.ts';

type ErrorShape = TObject<{
  error: TObject<{
    code: TString;
    message: TString;
    request_id: TString;
    field: TOptional<TString>;
    d: TOptional<
      TObject<{
        problems: TOptional<TArray<TObject<{ field: TString; code: TString; team: TOptional<TString> }>>>;
        max: TOptional<TInteger>;
        pixels: TOptional<TInteger>;
        types: TOptional<TArray<TString>>;
      }>
    >;
  }>;
}>;

const ProblemCodes = Type.String({
  description: Object.entries(problemCodes)
    .map(([code, says]) => `${code}: ${says}`)
    .join('; '),
});

export const ErrorBody: ErrorShape = Type.Object(
  {
    error: Type.Object({
      code: Type.String({ description: 'Stable; one of the codes of rapport.v1.' }),
      message: Type.String({ description: 'For people. May change.' }),
      request_id: Type.String(),
      field: Type.Optional(Type.String()),
      d: Type.Optional(
        Type.Object({
          problems: Type.Optional(
            Type.Array(Type.Object({ field: Type.String(), code: ProblemCodes, team: Type.Optional(Type.String()) }), {
              description: 'Everything that is wrong, each with its place; nothing was saved.',
            }),
          ),
          max: Type.Optional(Type.Integer({ description: 'Of an upload: bytes that are taken.' })),
          pixels: Type.Optional(Type.Integer({ description: 'Of a picture: pixels that are taken.' })),
          types: Type.Optional(Type.Array(Type.String(), { description: 'Of an upload: types that are taken.' })),
        }),
      ),
    }),
  },
  { description: 'What went wrong' },
);

/** The answers every route has besides its own. */
export const errorAnswers: { readonly '4xx': ErrorShape; readonly '5xx': ErrorShape } = {
  '4xx': ErrorBody,
  '5xx': ErrorBody,
};

type AgentShape = TObject<{
  id: TString;
  name: TString;
  email: TString;
  role: TUnion<[TLiteral<'agent'>, TLiteral<'lead'>, TLiteral<'owner'>]>;
}>;

export const AgentView: AgentShape = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Type.Union([Type.Literal('agent'), Type.Literal('lead'), Type.Literal('owner')]),
});

export const AgentAnswer: TObject<{ agent: AgentShape }> = Type.Object(
  { agent: AgentView },
  { description: 'Who is signed in' },
);

export function agentView({ id, name, email, role }: AgentRow): {
  id: string;
  name: string;
  email: string;
  role: AgentRow['role'];
} {
  return { id, name, email, role };
}

export const Email: TString = Type.String({ minLength: 3, maxLength: limits.email, pattern: '^[^\\s@]+@[^\\s@]+$' });
export const Name: TString = Type.String({ minLength: 1, maxLength: limits.name });
/** UTF-16 units; the precise rule for a new password is passwordProblem. */
export const Password: TString = Type.String({ minLength: 1, maxLength: 2 * passwordLimits.max });
export const Token: TString = Type.String({ minLength: 1, maxLength: 100 });
/** Of a path that ends with one. */
export const IdParams: TObject<{ id: TString }> = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: limits.id }) },
  { additionalProperties: false },
);
