// Mistakes in identities that a site signs (I).
import type { Mutant } from './mutants.ts';

const identity = 'packages/relay/src/core/identity';
const store = 'packages/relay/src/store';
const sdk = 'packages/sdk/src';

export const identityMutants: readonly Mutant[] = [
  {
    rule: 'I1',
    mistake: 'what was wrong is not told',
    file: 'packages/relay/src/core/greet.ts',
    find: 'if (identity?.why) peer',
    replace: 'if (!identity) peer',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I1',
    mistake: 'an application that never answers keeps the visitor waiting',
    file: `${sdk}/signing.ts`,
    find: 'Promise.race([asking(), late])',
    replace: 'asking()',
    test: `${sdk}/signing.test.ts`,
  },
  {
    rule: 'I2',
    mistake: 'the token says which algorithm it is',
    file: `${identity}/verify.ts`,
    find: "if (alg !== key.alg) throw new Refused('algorithm');",
    replace: '',
    test: `${identity}/verify.test.ts`,
  },
  {
    rule: 'I2',
    mistake: 'a token may live for a day',
    file: `${identity}/verify.ts`,
    find: 'to - from > limits.identityLifeMs / 1_000',
    replace: 'to - from > 86_400',
    test: `${identity}/verify.test.ts`,
  },
  {
    rule: 'I2',
    mistake: 'one secret signs for every site',
    file: `${identity}/keys.ts`,
    find: '`identity:${site}:${id}`',
    replace: '`identity:${id}`',
    test: `${identity}/verify.test.ts`,
  },
  {
    rule: 'I3',
    mistake: 'a copy is as good as the token',
    file: `${store}/memory-persons.ts`,
    find: "if (first && first.visitor !== visitor) return 'replayed';",
    replace: '',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I4',
    mistake: 'whoever signs in takes over the visitor of the one before',
    file: `${store}/memory-persons.ts`,
    find: "if (known && known.sub !== sub) return 'other';",
    replace: '',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I4',
    mistake: 'what the one before has not sent is sent by the next',
    file: `${sdk}/signing.ts`,
    find: 'if (isReplaced || (x.me && x.me !== w.me.id)) leave();',
    replace: '',
    test: `${sdk}/signing.test.ts`,
  },
  {
    rule: 'I5',
    mistake: 'the token alone opens the other devices',
    file: 'packages/relay/src/core/welcome.ts',
    find: 'person ? store.conversationsOfPerson(id, convsOfVisitor) : store.conversationsOf(id, convsOfVisitor);',
    replace: 'person === null ? store.conversationsOf(id, 0) : store.conversationsOfPerson(id, convsOfVisitor);',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I5',
    mistake: 'a person writes under another author on each device',
    file: 'packages/relay/src/core/commands.ts',
    find: 'const id = known ? selfIn(peer.who, known.row.state.visitor) : peer.who.id;',
    replace: 'const { id } = peer.who;',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I6',
    mistake: 'who signs out stays who he was',
    file: `${identity}/sign-in.ts`,
    find: "if (!visitor || (jwt === '' && visitor.info.signed))",
    replace: 'if (!visitor)',
    test: `${identity}/identity.test.ts`,
  },
  {
    rule: 'I7',
    mistake: 'what is signed takes the place of what was said',
    file: `${store}/sqlite/visitors.ts`,
    find: 'const info = { ...said, ...(signed && { signed }) };',
    replace: 'const info = { ...said, ...(signed && { ...signed, signed }) };',
    test: `${store}/sqlite/sqlite-store.test.ts`,
  },
  {
    rule: 'I8',
    mistake: 'the person comes back on another device',
    file: `${identity}/sign-in.ts`,
    find: "if (kin.some(({ isBlocked: is }) => is)) return 'banned';",
    replace: '',
    test: `${identity}/identity.test.ts`,
  },
];
