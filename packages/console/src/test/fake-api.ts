// An Api that answers what it is told to.
import { type Api, ApiError, type ApiProblem, type Csat, type Me } from '../api.ts';
import { me } from './fake-agent.ts';

export const noRatings: Csat = {
  n: 0,
  satisfied: 0,
  dissatisfied: 0,
  share: null,
  interval: null,
  display: { text: 'No ratings yet', percent: null },
};

export function refusal(problem: Partial<ApiProblem>): ApiError {
  return new ApiError({ code: 'unauthenticated', status: 401, message: '', ...problem });
}

export function createFakeApi(over: Partial<Api> = {}): Api {
  const who: Me = me;
  return {
    session: async () => who,
    signIn: async () => who,
    setUpFor: async () => ({ kind: 'first' }),
    setUp: async () => who,
    signOut: async () => {},
    forgot: async () => {},
    ticket: async () => 'ticket',
    csat: async () => noRatings,
    sites: async () => ({
      sites: new Map([['demo', { name: 'Acme', teams: [{ key: 'sales', name: 'Sales' }] }]]),
      canMail: true,
    }),
    call: async (method, path) => {
      throw refusal({ code: 'not_found', status: 404, message: `${method} ${path}` });
    },
    ...over,
  };
}
