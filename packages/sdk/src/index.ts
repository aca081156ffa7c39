// The SDK: a visitor or an agent of a Rapport relay, over one connection that comes and goes.
export type * from './types.ts';
