// Mistakes in who is there, and in how a relay goes (P, X).
import type { Mutant } from './mutants.ts';

const relay = 'packages/relay/src';
const core = 'packages/relay/src/core';

export const lifeMutants: readonly Mutant[] = [
  {
    rule: 'P1',
    mistake: 'a socket that does not answer is kept',
    file: `${core}/connection.ts`,
    find: 'if (this.#state.isSilent) {',
    replace: 'if (this.#state.at === undefined) {',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'P1',
    mistake: 'nobody is pinged',
    file: `${core}/connection.ts`,
    find: 'this.#socket.ping();',
    replace: '',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'P4',
    mistake: 'who is away is here',
    file: `${core}/duty.ts`,
    find: ".filter(({ presence }) => presence === 'available')",
    replace: '',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'X3',
    mistake: 'a relay goes without a word',
    file: `${core}/farewell.ts`,
    find: "connection.frame({ t: 'bye', why: 'restart', after, retry });",
    replace: 'void connection;',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'X3',
    mistake: 'what was begun is not finished',
    file: `${core}/inbox.ts`,
    find: 'if (this.#underWay === 0 && this.#texts.length === 0) this.#onDone();',
    replace: 'this.#onDone();',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'X3',
    mistake: 'a relay that goes takes new work',
    file: `${core}/inbox.ts`,
    find: 'if (this.#onDone) return;\n    if (this.#texts',
    replace: 'if (this.#texts',
    test: `${core}/presence.test.ts`,
  },
  {
    rule: 'X3',
    mistake: 'a relay that goes lets people in',
    file: `${relay}/relay.ts`,
    find: 'if (core.draining || ',
    replace: 'if (',
    test: `${core}/presence.test.ts`,
  },
];
