// What every store must do with identities that a site signs.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Identified } from '../store/persons.ts';
import type { Store } from '../store/store.ts';
import { at, opening } from './units.ts';

const one: Identified = {
  ...{ visitor: 'v1', site: 'shop', sub: 'ann', jti: 'j1', until: at + 600_000, now: at },
  ...{ name: 'Ann', email: 'ann@example.com', fields: { plan: 'gold' } },
};

export function storeContractPersons(name: string, open: () => Promise<Store>): void {
  describe(`${name}: persons`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      for (const id of ['v1', 'v2', 'v3', 'v4'])
        await store.createVisitor({ id, site: 'shop', info: { name: `says ${id}` }, createdAt: at }, `hash of ${id}`);
      await store.createVisitor({ id: 'x1', site: 'other', info: {}, createdAt: at }, 'hash of x1');
    });
    afterEach(() => store.close());

    const signed = { sub: 'ann', name: 'Ann', email: 'ann@example.com', fields: { plan: 'gold' }, at };

    test('[I7] [I4] who is identified is shown with what was signed, beside what was said, and neither replaces the other', async () => {
      expect(await store.identify(one)).toBe('ok');
      const info = { name: 'says v1', signed };
      expect((await store.visitor('v1'))?.info).toEqual(info);
      expect((await store.visitorByToken('hash of v1'))?.info).toEqual(info);
      await store.updateVisitor('v1', { name: 'Bea', signed: { sub: 'eve', at: 1 } });
      expect((await store.visitor('v1'))?.info).toEqual({ name: 'Bea', signed });
      expect(await store.blockVisitor('v1', { by: 'ag', reason: 'Spam', at })).toEqual({
        name: 'Bea',
        signed,
        blocked: 1,
      });
      expect((await store.blockedVisitors(9))[0]?.info.signed).toEqual(signed);
      expect((await store.visitor('v2'))?.info).toEqual({ name: 'says v2' });
    });

    test('[I4] what was signed last counts for all visitors of the subject, and when it was for the one who brought it', async () => {
      await store.identify(one);
      const { name: _, email: __, fields: ___, ...bare } = one;
      expect(await store.identify({ ...bare, visitor: 'v2', jti: 'j2', now: at + 9, email: 'new@example.com' })).toBe(
        'ok',
      );
      expect((await store.visitor('v1'))?.info.signed).toEqual({ sub: 'ann', email: 'new@example.com', at });
      expect((await store.visitor('v2'))?.info.signed).toEqual({ sub: 'ann', email: 'new@example.com', at: at + 9 });
    });

    test('[I4] a visitor of one subject never becomes that of another, nor of another site', async () => {
      await store.identify(one);
      expect(await store.identify({ ...one, sub: 'bea', jti: 'j2', name: 'Bea' })).toBe('other');
      expect((await store.visitor('v1'))?.info.signed).toEqual(signed);
      expect(await store.identify({ ...one, visitor: 'x1', jti: 'j3' })).toBe('gone');
      expect(await store.identify({ ...one, visitor: 'nobody', jti: 'j4' })).toBe('gone');
      expect((await store.visitor('x1'))?.info).toEqual({});
    });

    test('[I3] a signature is of the visitor who brought it first, until its time has passed', async () => {
      await store.identify(one);
      expect(await store.identify({ ...one, now: at + 1 })).toBe('ok');
      expect(await store.identify({ ...one, visitor: 'v2', now: one.until })).toBe('replayed');
      expect((await store.visitor('v2'))?.info.signed).toBeUndefined();
      expect(await store.identify({ ...one, site: 'other', visitor: 'x1' })).toBe('ok');
      expect(await store.identify({ ...one, visitor: 'v2', now: one.until + 1, until: one.until + 9 })).toBe('ok');
    });

    test('[I5] the conversations of a person are those of all visitors of the subject at that site, newest first', async () => {
      await store.identify(one);
      await store.identify({ ...one, visitor: 'v2', jti: 'j2' });
      await store.identify({ ...one, visitor: 'v3', jti: 'j3', sub: 'bea' });
      await store.identify({ ...one, visitor: 'x1', jti: 'j4', site: 'other' });
      for (const [conv, visitor] of [
        ['a', 'v1'],
        ['b', 'v2'],
        ['c', 'v3'],
        ['d', 'v4'],
        ['e', 'x1'],
        ['f', 'v1'],
      ] as const)
        await store.commit([opening(conv, { visitor })]);
      const ids = async (visitor: string, limit = 9) =>
        (await store.conversationsOfPerson(visitor, limit)).map(({ conv }) => conv);
      expect(await ids('v1')).toEqual(['f', 'b', 'a']);
      expect(await ids('v2', 2)).toEqual(['f', 'b']);
      expect(await ids('v3')).toEqual(['c']);
      expect(await ids('v4')).toEqual(['d']);
      expect((await store.conversationsOf('v1', 9)).map(({ conv }) => conv)).toEqual(['f', 'a']);
    });

    test('[I5] kin are those who have begun something or are blocked', async () => {
      expect(await store.kin('v1')).toEqual([]);
      await store.identify(one);
      await store.identify({ ...one, visitor: 'v2', jti: 'j2' });
      await store.identify({ ...one, visitor: 'v3', jti: 'j3' });
      expect(await store.kin('v1')).toEqual([]);
      await store.commit([opening('b', { visitor: 'v2' })]);
      await store.commit([opening('d', { visitor: 'v4' })]);
      await store.blockVisitor('v3', { by: 'ag', reason: 'Spam', at });
      const kin = [...(await store.kin('v1'))].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(kin).toEqual([
        { id: 'v2', isBlocked: false },
        { id: 'v3', isBlocked: true },
      ]);
      expect(await store.kin('v4')).toEqual([]);
    });

    test('[I5] [R9] a decision sees the other conversations of the whole person', async () => {
      await store.identify(one);
      await store.identify({ ...one, visitor: 'v2', jti: 'j2' });
      await store.commit([opening('a', { visitor: 'v1' }), opening('d', { visitor: 'v4' })]);
      let seen: readonly unknown[] = [];
      const unit = opening('b', { visitor: 'v2' });
      await store.commit([
        {
          ...unit,
          decide: (state, others, fileOf) => {
            seen = others('v2').map(({ visitor }) => visitor);
            return unit.decide(state, others, fileOf);
          },
        },
      ]);
      expect(seen).toEqual(['v1']);
    });

    test('[I8] erasing one visitor erases the person, and nobody else', async () => {
      await store.identify(one);
      await store.identify({ ...one, visitor: 'v2', jti: 'j2' });
      for (const visitor of ['v1', 'v2', 'v4']) await store.commit([opening(`of-${visitor}`, { visitor })]);
      expect(await store.erase({ visitor: 'v2' })).toMatchObject({ visitors: 2, conversations: 2 });
      for (const id of ['v1', 'v2']) expect(await store.visitor(id)).toBeNull();
      expect(await store.conversation('of-v1')).toBeNull();
      expect((await store.conversation('of-v4'))?.state.visitor).toBe('v4');
      // Nothing of it is known any more: the same subject begins anew.
      const { name: _, email: __, fields: ___, ...bare } = one;
      expect(await store.identify({ ...bare, visitor: 'v3' })).toBe('ok');
      expect((await store.visitor('v3'))?.info.signed).toEqual({ sub: 'ann', at });
      expect(await store.conversationsOfPerson('v3', 9)).toEqual([]);
    });

    test('[I2] the keys of a site are kept with it, and changing the rest leaves them', async () => {
      const keys = [
        { id: 'k1', alg: 'HS256' as const, createdAt: at },
        { id: 'k2', alg: 'ES256' as const, createdAt: at, publicKey: 'PEM' },
      ];
      await store.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
      expect((await store.site('shop'))?.keys).toBeUndefined();
      await store.changeSite('shop', (row) => ({ ...row, keys }));
      await store.changeSite('shop', (row) => ({ ...row, name: 'New' }));
      expect(await store.site('shop')).toMatchObject({ name: 'New', keys });
    });
  });
}
